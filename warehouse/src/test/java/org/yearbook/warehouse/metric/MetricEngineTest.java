package org.yearbook.warehouse.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;

class MetricEngineTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 6, 15);

    /** The metrics whose entity tables are made up here; the others are counted from the lake, in MetricRecountTest. */
    private static final String MADE_UP = "metric in ('account_removal_on_time', 'average_daily_attendance',"
            + " 'chronic_absence_rate', 'cost_per_active_app_user', 'enrollment', 'teacher_retention_rate',"
            + " 'teachers_back_at_school')";

    @TempDir
    Path home;

    private Duck duck;

    @BeforeEach
    void openDatabase() {
        duck = Duck.inMemory(Limits.small());
    }

    @AfterEach
    void closeDatabase() {
        duck.close();
    }

    @Test
    void everyVersionComesToWhatPlainSqlComesTo() {
        run("generated");
        run("recount");
        long stored = engine().evaluate(duck, AS_OF);
        assertThat(texts("""
                from (from recount except all select metric, authority, version, policy, school_year, organization_id,
                          organization_type, group_dimension, group_value, numerator, denominator, n from metric_value)
                limit 5""")).as("only counted by hand").isEmpty();
        assertThat(texts("""
                from (select metric, authority, version, policy, school_year, organization_id, organization_type,
                          group_dimension, group_value, numerator, denominator, n from metric_value except all from recount)
                limit 5""")).as("only computed by the engine").isEmpty();
        assertThat(stored).isEqualTo(number("select count(*) from recount")).isGreaterThan(5000);
        assertThat(texts("select distinct metric, authority, version from recount"))
                .hasSize(16);
        assertThat(texts("select distinct policy from metric_value order by 1"))
                .containsExactly("in_force", "restated");
        // The made-up tables do reach the cases that matter.
        assertThat(
                        texts(
                                "select school_year, organization_id from metric_value where metric = 'enrollment' and value = 0"))
                .contains("2023-24|0201");
        assertThat(number("""
                select count(*) from metric_value
                where metric = 'enrollment' and school_year = '2025-26' and organization_id = '0301'""")).isZero();
    }

    @Test
    void aShareIsRoundedHalfUpAtTheSixthPlaceWithoutFloatingPoint() {
        run("generated");
        engine().evaluate(duck, AS_OF);
        var rows = duck.sql()
                .fetch("select numerator, denominator, value, status, as_of, definition_hash from metric_value");
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            BigDecimal numerator = decimal(row, "numerator");
            BigDecimal expected = row.get("denominator") == null
                    ? numerator
                    : numerator.divide(decimal(row, "denominator"), 6, RoundingMode.HALF_UP);
            assertThat(decimal(row, "value")).isEqualByComparingTo(expected);
            assertThat(row.get("status")).isEqualTo("ok");
            assertThat(row.get("as_of", LocalDate.class)).isEqualTo(AS_OF);
            assertThat(row.get("definition_hash", String.class)).hasSize(16);
        });
        duck.run("delete from agg_student_year");
        // 1 / 128 = 0.0078125 lies halfway, 1 / 3 does not end.
        duck.run("""
                insert into agg_student_year (school_year, organization_id, organization_type, student_key, enrolled_units,
                    present_units, present_by_rule_units)
                values ('2025-26', 'half', 'school', 1, 128, 1, 0), ('2025-26', 'third', 'school', 1, 3, 1, 0),
                       ('2025-26', 'all of Texas', 'school', 1, 5500000::bigint * 180 * 2520, 5000000::bigint * 180 * 2520, 0)""");
        engine().evaluate(duck, AS_OF);
        assertThat(texts("""
                select organization_id, value from metric_value
                where metric = 'average_daily_attendance' and group_dimension = 'all' order by 1""")).containsExactly("all of Texas|0.909091", "half|0.007813", "third|0.333333");
    }

    @Test
    void theStoredSqlIsTheSqlThatRan() {
        run("generated");
        engine().evaluate(duck, AS_OF);
        var definitions =
                duck.sql().fetch("select metric, authority, version, sql_text from metric_definition where " + MADE_UP);
        assertThat(definitions).hasSize(16);
        for (Record definition : definitions) {
            duck.run("create or replace temp table again as " + definition.get("sql_text"));
            assertThat(number("""
                    select count(*) from metric_value v join again a
                      on a.school_year = v.school_year and a.organization_id = v.organization_id
                     and a.group_dimension = v.group_dimension and a.group_value = v.group_value
                     and a.numerator = v.numerator
                    where v.metric = '%s' and v.authority = '%s' and v.version = %s
                    """.formatted(
                                    definition.get("metric"), definition.get("authority"), definition.get("version"))))
                    .isPositive()
                    .isEqualTo(number(
                            "select count(*) from metric_value where metric = '%s' and authority = '%s' and version = %s"
                                    .formatted(
                                            definition.get("metric"),
                                            definition.get("authority"),
                                            definition.get("version"))));
        }
    }

    @Test
    void definitionsGoalsAndThresholdsGoIntoThePublication() {
        engine().evaluate(duck, AS_OF);
        assertThat(texts("""
                select from_school_year, to_school_year, status, comparability, unit, desired_direction, owner, citation_kind
                from metric_definition where metric = 'chronic_absence_rate' and authority = 'state' order by version"""))
                .containsExactly(
                        "2015-16|2022-23|retired|break|percent|down|Attendance Office|example",
                        "2023-24|null|active|break|percent|down|Attendance Office|example");
        assertThat(texts("""
                select school_year, organization_type, school_level, value from metric_goal
                where metric = 'chronic_absence_rate' and school_year = '2025-26' order by all"""))
                .containsExactly(
                        "2025-26|district|null|0.150000",
                        "2025-26|school|elementary|0.130000",
                        "2025-26|school|high|0.180000",
                        "2025-26|school|null|0.150000");
        assertThat(texts("select metric, authority, status, margin from metric_threshold where " + MADE_UP))
                .contains("chronic_absence_rate|district|near|0.020000")
                .hasSize(6);
        assertThat(texts("select distinct area from metric_definition order by 1"))
                .containsExactly(
                        "access", "applications", "finance", "forms", "learning", "staff", "students", "training");
    }

    @Test
    void aMissingTableOrColumnCostsItsOwnMetricsAlone() {
        run("generated");
        duck.run("drop table agg_app_cost_year");
        duck.run("alter table agg_staff_exit drop column removed_on");
        duck.run("alter table agg_student_year drop column military");
        duck.run("create table dim_school_year as select * from (values ('2024-25'), ('2025-26')) t(school_year)");
        duck.run("""
                create table dim_organization as
                select * from (values ('3100042', 'district'), ('0101', 'school')) t(organization_id, organization_type)""");
        engine().evaluate(duck, AS_OF);
        assertThat(texts("""
                select metric, version, school_year, organization_id, value, n from metric_value
                where status = 'missing_input' and\s""" + MADE_UP + " order by all"))
                .containsExactly(
                        "account_removal_on_time|1|2024-25|3100042|null|0",
                        "account_removal_on_time|2|2025-26|3100042|null|0",
                        "cost_per_active_app_user|2|2024-25|3100042|null|0",
                        "cost_per_active_app_user|2|2025-26|3100042|null|0");
        assertThat(texts(
                        "select metric, version, missing from metric_missing_input where " + MADE_UP + " order by all"))
                .containsExactly(
                        "account_removal_on_time|1|the day on which the account was first disabled; null while it is not (table"
                                + " agg_staff_exit has no column removed_on)",
                        "account_removal_on_time|2|the day on which the account was first disabled; null while it is not (table"
                                + " agg_staff_exit has no column removed_on)",
                        "cost_per_active_app_user|1|records of app usage, app usage day, license contract, application (there is no"
                                + " table agg_app_cost_year)",
                        "cost_per_active_app_user|2|records of app usage, app usage day, license contract, application (there is no"
                                + " table agg_app_cost_year)");
        assertThat(texts("select distinct metric from metric_value where status = 'ok' order by 1"))
                .containsExactly(
                        "average_daily_attendance",
                        "chronic_absence_rate",
                        "enrollment",
                        "teacher_retention_rate",
                        "teachers_back_at_school");
        assertThat(number("select count(*) from metric_value where group_dimension = 'military'"))
                .isZero();
        assertThat(number("select count(*) from metric_value where group_dimension = 'migrant'"))
                .isPositive();
        assertThat(number("select count(*) from metric_definition where " + MADE_UP))
                .isEqualTo(16);
    }

    @Test
    void aColumnOfAnotherTypeCostsTheVersionThatReadsItAlone() {
        run("generated");
        run("recount");
        duck.run("alter table agg_student_year alter column present_units type varchar using 'much'");
        engine().evaluate(duck, AS_OF);
        assertThat(texts("select distinct metric, version from metric_value where metric like 'average%'"))
                .containsExactly("average_daily_attendance|1");
        assertThat(number("select count(*) from metric_value")).isEqualTo(number("""
                        select count(*) from recount where metric <> 'average_daily_attendance' or version = 1"""));
    }

    @Test
    void costsOfAYearThatNobodyDeliveredAreMissingNotNothing() {
        run("generated");
        duck.run("delete from agg_app_cost_year where school_year = '2025-26'");
        engine().evaluate(duck, AS_OF);
        assertThat(texts("""
                select status, numerator, value, n > 0 from metric_value
                where metric = 'cost_per_active_app_user' and school_year = '2025-26'""")).containsExactly("missing_input|null|null|true");
        assertThat(texts("select version, missing from metric_missing_input"
                        + " where metric = 'cost_per_active_app_user'"))
                .containsExactly(
                        "2|records of app usage, app usage day, license contract, application for the year, place"
                                + " and group (no rows of agg_app_cost_year)");
    }

    @Test
    void aNumberOfWhichNothingWasDeliveredSaysWhatItIsMadeOf() {
        run("generated");
        duck.run("delete from agg_student_year");
        engine().evaluate(duck, AS_OF);
        assertThat(texts("select count(*) from metric_value where metric = 'chronic_absence_rate'"))
                .containsExactly("0");
        assertThat(texts("select distinct missing from metric_missing_input where metric = 'chronic_absence_rate'"))
                .singleElement()
                .asString()
                .startsWith("any records of ")
                .contains("student attendance");
    }

    @Test
    void whatWasDeliveredIsNotCalledMissing() {
        run("generated");
        duck.run("update agg_student_year set enrolled_units = 0, absent_units = 0");
        duck.run("create table entity_source as select unnest(['school_enrollment', 'student_program', 'roster_user',"
                + " 'organization', 'demographic', 'discipline_incident']) as entity");
        engine().evaluate(duck, AS_OF);
        assertThat(texts("select distinct missing from metric_missing_input where metric = 'chronic_absence_rate'"))
                .singleElement()
                .asString()
                .startsWith("any records of student attendance, student absence, calendar day, attendance code, ")
                .doesNotContain("discipline", "program");
        duck.run("insert into entity_source select unnest(['student_attendance', 'student_absence', 'calendar_day',"
                + " 'attendance_code', 'academic_session', 'roster_role', 'section_enrollment'])");
        engine().evaluate(duck, AS_OF);
        assertThat(texts("select distinct missing from metric_missing_input where metric = 'chronic_absence_rate'"))
                .as("nobody can be told to deliver what is there")
                .isEmpty();
    }

    @Test
    void aNightInADistrictWithoutAnythingStoresNothingAndDoesNotFail() {
        assertThat(engine().evaluate(duck, AS_OF)).isZero();
        assertThat(engine().evaluate(duck, AS_OF)).isZero();
        assertThat(texts("select table_name from information_schema.tables order by 1"))
                .containsExactly(
                        "metric_definition", "metric_goal", "metric_missing_input", "metric_threshold", "metric_value");
    }

    @Test
    void aDistrictsOwnMetricIsComputedBesideTheShippedOnes() throws IOException {
        run("generated");
        new OwnMetric(home).write(OwnMetric.TEXT).approve();
        engine().evaluate(duck, AS_OF);
        assertThat(texts("""
                select school_year, numerator, n from metric_value
                where metric = 'long_absence' and organization_type = 'district' and school_year = '2025-26'
                  and group_dimension = 'all'""")).containsExactlyElementsOf(texts("""
                        select school_year, (count(*) filter (where absent_units > 50400))::decimal(18, 4),
                               count(*) filter (where absent_units > 50400)
                        from agg_student_year
                        where organization_type = 'district' and school_year = '2025-26' group by all"""));
    }

    @Test
    void aDraftIsNotShown() throws IOException {
        run("generated");
        new OwnMetric(home)
                .write(OwnMetric.TEXT
                        .replace("status: active", "status: draft")
                        .replaceAll("(?m)^    approved: .*\n", ""));
        engine().evaluate(duck, AS_OF);
        assertThat(number("select count(*) from metric_definition where metric = 'long_absence'"))
                .isZero();
        assertThat(number("select count(*) from metric_value where metric = 'long_absence'"))
                .isZero();
    }

    @Test
    void aHomesFaultyMetricStopsTheNightBeforeItBegins() throws IOException {
        new OwnMetric(home)
                .write(OwnMetric.TEXT.replace("absent_units >", "abzent_units >"))
                .approve();
        assertThatThrownBy(this::engine)
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining(
                        "metrics/long_absence.yaml line 16: 'abzent_units' in 'abzent_units > 20 * 2520' is no"
                                + " column here. Did you mean absent_units");
    }

    private MetricEngine engine() {
        return MetricEngine.load(new DistrictHome(home));
    }

    private void run(String script) {
        try (InputStream stream = MetricEngineTest.class.getResourceAsStream(script + ".sql")) {
            duck.run(new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private long number(String sql) {
        return duck.sql().fetchSingle(sql).get(0, Long.class);
    }

    private List<String> texts(String sql) {
        return duck.sql().fetch(sql).map(row -> {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(i == 0 ? "" : "|").append(row.get(i, String.class));
            }
            return line.toString();
        });
    }

    private static BigDecimal decimal(Record row, String column) {
        return Objects.requireNonNull(row.get(column, BigDecimal.class));
    }
}
