package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.Definitions;
import org.yearbook.warehouse.engine.Duck;

/**
 * The metrics of a publication against the same metrics counted in plain SQL over the rows of the lake. The six that
 * {@code MetricEngineTest} counts over their entity tables are left out; so are those of the deliveries themselves, of
 * graduation and of ninth graders, which {@code DeliveryMetricsTest}, {@code GraduationTest} and
 * {@code LearningTablesTest} work out by hand.
 */
class MetricRecountTest {

    private static final List<String> COUNTED_ELSEWHERE = List.of(
            "account_removal_on_time",
            "average_daily_attendance",
            "chronic_absence_rate",
            "cost_per_active_app_user",
            "data_quality",
            "enrollment",
            "graduation_rate_four_year",
            "graduation_rate_five_year",
            "graduation_rate_six_year",
            "ninth_grade_on_track",
            "sources_fresh",
            "teacher_retention_rate");

    private static final String DIMENSIONS =
            "('all', 'grade_level', 'el', 'swd', 'econ_disadvantaged', 'staff_classification')";

    @TempDir
    static Path folder;

    private static Duck duck;

    @BeforeAll
    static void publishAndRecount() throws IOException {
        duck = Duck.inMemory(TestLake.LIMITS);
        run("lake-rows");
        var lake = TestLake.in(Files.createDirectory(folder.resolve("home")), "2026-04-15");
        cutScores(lake.home().cutScores());
        for (var row : duck.sql().fetch("select table_name from duckdb_tables() where table_name <> 'stay_plan'")) {
            String entity = row.get(0, String.class);
            Path file = folder.resolve(entity + ".parquet");
            duck.run("copy " + entity + " to " + Duck.literal(file) + " (format parquet)");
            lake.table(entity, "from read_parquet(" + Duck.literal(file) + ")");
        }
        lake.publish();
        run("lake-recount");
        Path internal = Publications.fileOf(lake.home(), Audience.INTERNAL).orElseThrow();
        duck.run("attach " + Duck.literal(internal) + " as published (read_only)");
        duck.run("create view told as select metric, authority, version, school_year, organization_id, group_dimension,"
                + " group_value, numerator, denominator, n from published.metric_value where status = 'ok'"
                + " and group_dimension in " + DIMENSIONS + " and metric not in ('"
                + String.join("', '", COUNTED_ELSEWHERE) + "')");
    }

    /** The cut scores that the recount knows: lowest scores of levels 2, 3 and 4, raised for 2024-25. */
    private static void cutScores(Path home) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                "assessment,edition,from_school_year,to_school_year,subject,grade_level,level,level_name,lowest_score,"
                        + "proficient,authority,source");
        Map<String, List<String>> editions = new LinkedHashMap<>();
        editions.put("old,2015-16,2023-24", List.of("", "2350", "2400", "2450"));
        editions.put("new,2024-25,", List.of("", "2360", "2420", "2470"));
        List<String> names = List.of("Not proficient", "", "Proficient", "Exceeds");
        editions.forEach((edition, cuts) -> {
            for (String subject : List.of("ELA", "Mathematics")) {
                for (int i = 0; i < cuts.size(); i++) {
                    lines.add("State test|State test in Spanish," + edition + "," + subject + ",," + (i + 1) + ","
                            + names.get(i) + "," + cuts.get(i) + "," + (i >= 2 ? "yes" : "no") + ",The state,a page");
                }
            }
        });
        Files.write(Files.createDirectories(home).resolve("state.csv"), lines);
    }

    @AfterAll
    static void close() {
        duck.close();
    }

    @Test
    void everyMetricComesToWhatPlainSqlCountsInTheLake() {
        var differences = duck.sql().fetch("""
                select 'counted by hand' as side, * from (from recount except all from told)
                union all select 'published', * from (from told except all from recount)
                order by metric, school_year, organization_id, group_dimension, group_value, side""");
        assertThat(differences.stream().limit(30).map(row -> row.valuesRow().toString()))
                .as("%d differences", differences.size())
                .isEmpty();
        assertThat(number("select count(*) from recount")).isGreaterThan(1200);
    }

    @Test
    void everyShippedMetricIsCountedByHand() {
        var counted = new TreeSet<>(COUNTED_ELSEWHERE);
        duck.sql()
                .fetch("select distinct metric || ' ' || authority from recount")
                .forEach(row -> counted.add(row.get(0, String.class)));
        assertThat(Definitions.shipped().metrics()).isNotEmpty().allSatisfy(metric -> {
            if (!counted.contains(metric.id())) {
                metric.authorities().forEach(authority -> assertThat(counted).contains(metric.id() + " " + authority));
            }
        });
    }

    /** Numbers that are all the same, or nothing, would prove little. */
    @Test
    void theRowsReachTheCasesThatMatter() {
        assertThat(duck.sql().fetch("""
                select metric from recount where organization_id = '3100042' and group_dimension = 'all'
                  and school_year = '2025-26' and (numerator = 0 or numerator = denominator)""")).isEmpty();
        assertThat(number("select count(*) from moved where moves > 1")).isPositive();
        assertThat(
                        number(
                                "select count(*) from recount where authority = 'state' and version = 2"
                                        + " and school_year = '2023-24' and metric = 'proficiency_rate_math' and organization_id = '0101'"))
                .as("told again where scores are there")
                .isPositive();
        assertThat(number("select count(*) from recount where authority = 'state' and version = 2"
                        + " and school_year = '2023-24' and organization_id = '0201' and group_dimension = 'all'"))
                .as("and not where one is missing")
                .isZero();
        assertThat(number("select count(*) from absent where away = 10")).isPositive();
        assertThat(number("select count(*) from suspended where days = 1")).isPositive();
        assertThat(number("select count(*) from recount where metric like 'per_pupil%' and numerator = 0"))
                .isPositive();
    }

    private static long number(String sql) {
        return duck.sql().fetchSingle(sql).get(0, Long.class);
    }

    private static void run(String script) throws IOException {
        try (InputStream stream = MetricRecountTest.class.getResourceAsStream(script + ".sql")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : text.split(";[ \\t]*\\R", -1)) {
                if (!statement.isBlank()) {
                    duck.run(statement);
                }
            }
        }
    }
}
