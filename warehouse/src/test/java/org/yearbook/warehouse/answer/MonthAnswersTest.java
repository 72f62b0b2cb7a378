package org.yearbook.warehouse.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

class MonthAnswersTest {

    private static final String ID = "20260515T020000-a";
    private static final Scope NONE = new Scope.Schools(Set.of());
    private static final Scope PRINCIPAL = new Scope.Schools(Set.of("0101"));

    @TempDir
    Path folder;

    private static Months months(SamplePublication sample, Scope scope, int place) {
        try (var editions = new Editions(sample.home(), 10, 1)) {
            return editions.ask(answers -> months(
                    answers.months(scope),
                    answers.metrics(scope),
                    answers.organizations().get(place)));
        }
    }

    private static Months months(MonthAnswers months, MetricAnswers metrics, Organization place) {
        return months.months(
                metrics.metric("chronic_absence_rate").orElseThrow(),
                "district",
                Policy.AS_REPORTED,
                place,
                List.of("2024-25", "2025-26"));
    }

    private SamplePublication of(String schools) {
        return SamplePublication.in(folder)
                .change(
                        ID,
                        "delete from metric_value where organization_type = 'school' and organization_id not in ("
                                + schools + ")");
    }

    private static void hidden(Months months) {
        assertThat(months.points()).isEmpty();
        assertThat(months.why()).startsWith("Months of one school would tell of the single student");
    }

    @Test
    void monthsOfADistrictOfOneSchoolAreThoseOfTheSchool() {
        SamplePublication one = of("'0101'");
        hidden(months(one, NONE, 0));
        hidden(months(one, NONE, 1));
        hidden(months(one, PRINCIPAL, 0));
        assertThat(months(one, PRINCIPAL, 1).points()).isNotEmpty();
        assertThat(months(one, new Scope.District(), 0).points()).isNotEmpty();
    }

    @Test
    void whoSeesOneOfTwoSchoolsCouldSubtractItFromTheMonthsOfTheDistrict() {
        SamplePublication two = of("'0101', '0102'");
        hidden(months(two, PRINCIPAL, 0));
        assertThat(months(two, NONE, 0).points()).isNotEmpty();
    }

    @Test
    void twoOtherSchoolsAreEnough() {
        assertThat(months(of("'0101', '0102', '0301'"), PRINCIPAL, 0).points()).isNotEmpty();
    }

    @Test
    void aYearInWhichTheDistrictWasOneSchoolIsLeftOut() {
        SamplePublication grown = SamplePublication.in(folder)
                .change(
                        ID,
                        "delete from metric_value where organization_type = 'school' and organization_id <> '0101'"
                                + " and school_year = '2024-25'");
        assertThat(months(grown, NONE, 0).points())
                .isNotEmpty()
                .allSatisfy(month -> assertThat(month.point().schoolYear()).isEqualTo("2025-26"));
    }

    @Test
    void aPublicationOfAnEarlierReleaseDoesNotSayThatTheNumberIsOneOfTheYear() {
        SamplePublication old = SamplePublication.in(folder).change(ID, "drop table month_value");
        assertThat(months(old, new Scope.District(), 0).why())
                .contains("earlier release")
                .doesNotContain("one of the school year");
    }

    @Test
    void whichTablesThereAreIsAskedOnceForAPublication() {
        SamplePublication sample = SamplePublication.in(folder);
        List<String> asked = new ArrayList<>();
        Path file = sample.home().publications().resolve(ID).resolve("internal.duckdb");
        try (Duck duck = Duck.read(file, new Limits(1, 256, null))) {
            DSLContext sql = DSL.using(duck.sql()
                    .configuration()
                    .derive(new DefaultExecuteListenerProvider(new ExecuteListener() {
                        @Override
                        public void executeStart(ExecuteContext context) {
                            String statement = String.valueOf(context.sql());
                            if (statement.contains("duckdb_") || statement.contains("pragma_table_info")) {
                                asked.add(statement);
                            }
                        }
                    })));
            var known = new Known();
            var district = new Organization("3100042", "District", "other", true);
            for (int i = 0; i < 2; i++) {
                var metrics = new MetricAnswers(sql, NONE, 10, known);
                assertThat(months(new MonthAnswers(sql, NONE, metrics, known), metrics, district)
                                .points())
                        .isNotEmpty();
                assertThat(new NamedAnswers(sql, known).one("student", "none")).isEmpty();
                assertThat(new AdministrationAnswers(sql, known).contracts()).isNotEmpty();
                new AdministrationAnswers(sql, known).entities("SIS");
                assertThat(new MetricCatalogue(sql, known).metrics()).isNotEmpty();
            }
        }
        assertThat(asked).isNotEmpty().doesNotHaveDuplicates().noneMatch(statement -> statement.contains("duckdb_"));
    }
}
