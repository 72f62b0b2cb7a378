package org.yearbook.warehouse.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Formula;
import org.yearbook.definitions.Metric.Unit;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.glossary.Deliverers.Promise;
import org.yearbook.warehouse.metric.FormulaSql;

class YearbookGlossaryTest {

    private static final Clock IN_MAY = Clock.fixed(Instant.parse("2026-05-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aMetricIsExplainedUnderEveryDefinitionInForce() {
        assertThat(run("explain", "chronic_absence_rate")).isZero();
        assertThat(out.toString())
                .contains("A share, told in percent; lower is better. The Attendance Office answers for it.")
                .containsPattern("district 1 +2015-16 to 2023-24 +retired +the first")
                .containsPattern("district 2 +from 2024-25 +active +cannot be compared with the version before")
                .contains("In 2025-26: district 2, state 2, federal 1.")
                .contains("Counted:      Students absent for 10% or more of the days they were enrolled")
                .contains("where enrolled_units >= (10 * 2520)\n")
                .contains("and (absent_units * 10) >= enrolled_units\n")
                .contains("Grades:       Every grade that the schools have.")
                .containsPattern("Grades: +Grades TK, KG, 01, 02, .*UG, and those without\\s+a grade on record\\.")
                .contains("rounded once, half up, at the sixth")
                .contains("minimum_group_size of district.yaml (10 by default)")
                .contains("Whose rule:   the district's. Example: Board policy 4110 (2024)")
                .contains("Approved:     Example: Board of Education, 2024-06-18")
                .contains("District: 15% for the district (Example: strategic plan)")
                .contains("District: 13% for each elementary school (Example: strategic plan)")
                .contains("misses it by no more than 2 points counts as near.")
                .contains("Federal: none was set. Last year's does not count.")
                .contains("absent_units: School time missed, in units of 1/2520 day")
                .doesNotContain("District 1, 2015-16");
        assertThat(out.toString().lines().takeWhile(line -> !line.startsWith("SQL of")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void aYearHasTheDefinitionAndTheGoalsOfThatYear() {
        assertThat(run("explain", "chronic_absence_rate", "--year", "2022-23")).isZero();
        assertThat(out.toString())
                .contains("In 2022-23: district 1, state 1, federal 1.")
                .contains("District: 20% for the district")
                .doesNotContain("15% for");
        assertThat(run("explain", "chronic_absence_rate", "--year", "2010-11")).isEqualTo(2);
        assertThat(err.toString())
                .contains("No definition of chronic_absence_rate is in force in 2010-11. It has district 1 (2015-16 to"
                        + " 2023-24), ");
    }

    @Test
    void aYearThatIsNoneIsToldInWords() {
        assertThat(run("explain", "chronic_absence_rate", "--year", "2022-24")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'2022-24' is not a school year; did you mean 2022-23?")
                .doesNotContain("java.lang")
                .doesNotContain("cannot convert");
    }

    @Test
    void oneVersionIsExplainedEvenWhenItIsNotInForce() {
        assertThat(run("explain", "chronic_absence_rate", "--version", "state:1"))
                .isZero();
        assertThat(out.toString()).contains("State 1, 2015-16 to 2022-23").doesNotContain("District 2, from");
        assertThat(run("explain", "chronic_absence_rate", "--version", "3")).isEqualTo(2);
        assertThat(run("explain", "chronic_absence_rate", "--version", "two")).isEqualTo(2);
        assertThat(err.toString())
                .contains("chronic_absence_rate has no version 3. It has district 1")
                .contains("A version is a number, or one behind district:, state: or federal:, not 'two'.");
    }

    @Test
    void everyShippedMetricIsExplainedWithSqlThatRuns() {
        try (Duck duck = Duck.inMemory(Limits.small())) {
            var definitions = Definitions.shipped();
            definitions
                    .datasets()
                    .values()
                    .forEach(dataset -> duck.run("create table " + dataset.name() + " ("
                            + String.join(
                                    ", ",
                                    dataset.columns().stream()
                                            .map(column -> column.name() + " " + column.type())
                                            .toList())
                            + ")"));
            FormulaSql sql = FormulaSql.of(definitions);
            definitions
                    .metrics()
                    .forEach(metric -> metric.versions().forEach(version -> {
                        assertThat(duck.sql().fetch(sql.statement(metric, version)))
                                .isEmpty();
                        assertThat(Words.grades(version.formula().base(), false))
                                .doesNotContain("(", "'");
                    }));
        }
        assertThat(run("explain", "forms_digital_share")).isZero();
        assertThat(out.toString())
                .contains("It speaks of things and not of people, so it is never hidden.")
                .contains("select\n");
    }

    @Test
    void whatANumberLacksBelongsToItsDefinition() {
        assertThat(run("explain", "proficiency_rate_math", "--version", "state:2"))
                .isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("Missing when: some row that counts does not meet: ", "What is missing then: ");
        assertThat(run("diff", "proficiency_rate_math", "--from", "federal:1", "--to", "state:2"))
                .isZero();
        assertThat(out.toString()).contains("Missing unless every row meets");
    }

    /** Whoever adds a part to a formula has to tell it here, in the difference, the exports and the dictionary. */
    @Test
    void everyPartOfAFormulaIsTold() {
        assertThat(Arrays.stream(Formula.class.getRecordComponents()).map(RecordComponent::getName))
                .containsExactly("numerator", "denominator", "people", "knownWhen", "complete");
    }

    @Test
    void whoDeliversAndHowFreshTheyPromiseToBe() {
        assertThat(run("explain", "proficiency_rate_math")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(
                        "made of assessment_result: by any of Testing, Bureau. Promised: Testing at most 3 days old by"
                                + " test_date.");
    }

    @Test
    void aChangeIsToldPartByPart() {
        assertThat(run("diff", "chronic_absence_rate")).isZero();
        assertThat(out.toString())
                .contains("from district 1, 2015-16 to 2023-24, to district 2, from 2024-25")
                .contains("Why district 2 was made: Brought into line with the federal count")
                .containsPattern("Students absent for more than 10% of the days +\\| Students absent for 10% or more")
                .contains("no longer: (absent_units * 10) > enrolled_units\n")
                .contains("new:       (absent_units * 10) >= enrolled_units\n")
                .containsPattern("The same under both: authority, counted \\(table\\), (?s:.*)unit, direction, owner")
                .contains(
                        "May a trend be joined? No. District 2, from 2024-25 on, cannot be compared with the version before.")
                .doesNotContain("The district's numbers");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void versionsOfTwoAuthoritiesAndYearsCanBeCompared() {
        assertThat(run("diff", "chronic_absence_rate", "--from", "district:2", "--to", "federal:1"))
                .isZero();
        assertThat(out.toString())
                .contains("No. The two belong to different authorities")
                .containsPattern("district +\\| federal");
        assertThat(run("diff", "chronic_absence_rate", "--from-year", "2023-24", "--to-year", "2024-25"))
                .isZero();
        assertThat(out.toString())
                .contains("from district 1, 2015-16 to 2023-24, to district 2, from 2024-25")
                .containsPattern("18% for the district +\\| 17% for the district; 17% for each school");
        assertThat(run("diff", "chronic_absence_rate", "--from-year", "2024-25", "--to-year", "2025-26"))
                .isZero();
        assertThat(out.toString())
                .contains("No part of the definition differs.")
                .contains("Yes. It is one and the same definition.");
    }

    @Test
    void twoYearsBehindAMetricSayTheSameAsTheOptions() {
        assertThat(run("diff", "chronic_absence_rate", "--from-year", "2023-24", "--to-year", "2024-25"))
                .isZero();
        String options = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("diff", "chronic_absence_rate", "2023-24", "2024-25")).isZero();
        assertThat(out).hasToString(options);
    }

    @Test
    void twoYearsAloneTellWhatIsOtherwiseInAllDefinitions() {
        assertThat(run("diff", "2023-24", "2024-25")).isZero();
        String told = out.toString().replaceAll("\\s+", " ");
        assertThat(told)
                .startsWith("From 2023-24 to 2024-25 ")
                .contains("Chronic absence (chronic_absence_rate), district Changed: district 1 to district 2. Brought"
                        + " into line with the federal count")
                .contains("May it be compared? district 2 cannot be compared with the version before.")
                .contains("Goals: before 18% for the district; now 15% for each elementary school, 17% for each"
                        + " school, 17% for the district, 20% for each high school.")
                .doesNotContain("(chronic_absence_rate), federal")
                .doesNotContain("Effect:")
                .containsPattern("\\d+ of \\d+ definitions are the same in both years, with the same goals\\.");
        out.getBuffer().setLength(0);
        assertThat(run("diff", "2022-23", "2023-24")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("(chronic_absence_rate), state Changed: state 1 to state 2.")
                .doesNotContain("(chronic_absence_rate), district Changed");
    }

    @Test
    void yearsThatCannotBeComparedAreRefusedWithWhatCan() {
        assertThat(run("diff", "2025-26", "2024-25")).isEqualTo(2);
        assertThat(run("diff", "2024-25")).isEqualTo(2);
        assertThat(run("diff", "2024-25", "enrollment")).isEqualTo(2);
        assertThat(run("diff", "enrollment", "2024-25", "2025-26", "--to", "2")).isEqualTo(2);
        assertThat(run("diff", "2024-25", "2025-26", "--authority", "state")).isEqualTo(2);
        assertThat(err.toString())
                .contains("The earlier year comes first: 2024-25 2025-26")
                .contains("Two years are compared: an earlier and a later, once.")
                .contains("not '2024-25 enrollment'. A school year is written like 2025-26.")
                .contains("Compare two versions (--from, --to) or two years")
                .contains("Say which metric: yearbook metrics diff METRIC.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatCannotBeComparedIsToldWithWhatCan() {
        assertThat(run("diff", "suspension_rate")).isEqualTo(2);
        assertThat(run("diff", "enrollment", "--authority", "state")).isEqualTo(2);
        assertThat(run("diff", "enrollment", "--from", "1", "--to-year", "2024-25"))
                .isEqualTo(2);
        assertThat(run("diff", "enrolment")).isEqualTo(2);
        assertThat(err.toString())
                .contains("suspension_rate never changed: state has one version.")
                .contains("enrollment has no definition of 'state'; it has those of district.")
                .contains("Compare two versions (--from, --to) or two years")
                .contains("Did you mean enrollment?");
    }

    @Test
    void aFormulaThatCannotBeReadIsToldAndNotExplained() throws IOException {
        Files.writeString(folder.resolve("datasets.yaml"), """
                datasets:
                  - dataset: agg_student_year
                    grain: One row for each student.
                    columns:
                      - {name: school_year, type: varchar, description: Year}
                      - {name: organization_id, type: varchar, description: Place}
                      - {name: organization_type, type: varchar, description: Kind}
                      - {name: student_key, type: bigint, description: Student}
                """);
        Path own = folder.resolve("own.yaml");
        Files.writeString(own, """
                metric: own
                label: Own
                description: Own.
                unit: count
                desired_direction: neither
                owner: Office
                dimensions: []
                versions:
                  - version: 1
                    authority: district
                    status: active
                    effective: {from_school_year: 2020-21}
                    rationale: The board asked.
                    citation: {kind: own, text: Minutes}
                    text: {rule: All., numerator: All}
                    numerator: {dataset: agg_student_year, agg: count, expr: student_key, filter: absent > 2}
                    people: none
                    approved: {by: Board, on: 2020-05-12}
                """);
        assertThat(run("explain", "own", "--definitions", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("'absent' in 'absent > 2' is no column here");
        Files.writeString(own, Files.readString(own).replace("absent > 2", "student_key > 2"));
        assertThat(run("explain", "own", "--definitions", folder.toString()))
                .as("before its approval is recorded")
                .isZero();
        assertThat(out.toString()).contains("where student_key > 2");
    }

    @Test
    void valuesAreToldInTheirUnits() {
        assertThat(Words.value(Unit.PERCENT, new BigDecimal("0.123456"))).isEqualTo("12.35%");
        assertThat(Words.value(Unit.CURRENCY, new BigDecimal("15234.5"))).isEqualTo("$15,234.5");
        assertThat(Words.value(Unit.COUNT, new BigDecimal("1200.0000"))).isEqualTo("1,200");
        assertThat(Words.move(Unit.PERCENT, new BigDecimal("0.152"), new BigDecimal("0.161")))
                .isEqualTo("+0.9 points");
        assertThat(Words.move(Unit.NUMBER, new BigDecimal("3.5"), new BigDecimal("2")))
                .isEqualTo("-1.5");
    }

    private int run(String... arguments) {
        Deliverers testing = entity -> entity.equals("assessment_result")
                ? List.of(
                        new Promise("state-test", "Testing", "State test", "assessment coordinator", 3, "test_date"),
                        new Promise("bureau", "Bureau", "Results", "assessment coordinator", 0, null))
                : List.of();
        return YearbookGlossary.command(IN_MAY, home -> testing, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
