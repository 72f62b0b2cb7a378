package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.Example.Expectation;
import org.yearbook.definitions.Example.Row;

/** What a file of a district may say wrongly, and what is said of it then. */
class MistakesTest {

    private static List<String> of(String metric) {
        List<Fault> faults = new ArrayList<>();
        MetricFile.read("own.yaml", metric, faults);
        return texts(faults);
    }

    private static List<String> texts(List<Fault> faults) {
        return faults.stream().map(Fault::toString).toList();
    }

    private static Metric sound(String metric) {
        assertThat(of(metric)).isEmpty();
        return MetricFile.read("own.yaml", metric, new ArrayList<>()).orElseThrow();
    }

    @Test
    void aMetricSaysWhatItMeansAndByWhatItIsTold() {
        assertThat(of(Sample.ONE_VERSION.replaceAll("(?s)versions:.*", "")))
                .containsExactly(
                        "own.yaml line 1: 'versions' is missing: what the metric means, from which school year on");
        assertThat(of(Sample.ONE_VERSION.replace("dimensions: [el]\n", "")))
                .containsExactly("own.yaml line 1: 'dimensions' is missing: the groups it is told by, or [] for none");
        assertThat(of(Sample.ONE_VERSION.replace("[el]", "[el, swd, el]")))
                .containsExactly("own.yaml line 7: dimension 'el' is given twice");
        assertThat(of(Sample.ONE_VERSION.replace("dimensions: [el]", "dimensions: el")))
                .containsExactly("own.yaml line 7: 'dimensions' must be a list");
        assertThat(of(Sample.ONE_VERSION.replace("[el]", "[{el: yes}]")))
                .containsExactly("own.yaml line 7: 'dimensions' must be a list of plain values");
        assertThat(of(Sample.ONE_VERSION.replace("label: Library visits", "label: [Library, visits]")))
                .containsExactly("own.yaml line 2: 'label' must be one value");
    }

    @Test
    void aMarginIsNoLessThanNothing() {
        String metric = Sample.ONE_VERSION + "thresholds:\n  - {status: near, margin: %s}\n";
        assertThat(of(metric.formatted("-0.01")))
                .containsExactly("own.yaml line 21: 'margin' is a distance from the goal, so it is not negative");
        assertThat(sound(metric.formatted("0")).thresholds()).hasSize(1);
        assertThat(of(metric.formatted("''"))).containsExactly("own.yaml line 21: 'margin' is empty");
    }

    @Test
    void aYearThatIsMissingOrNoneIsToldOnce() {
        assertThat(of(Sample.ONE_VERSION.replace("{from_school_year: 2020-21}", "{to_school_year: 2020-21}")))
                .containsExactly("own.yaml line 12: 'from_school_year' is missing: a school year, like 2025-26");
        assertThat(of(Sample.ONE_VERSION.replace("from_school_year: 2020-21", "from_school_year: 2020-22")))
                .containsExactly("own.yaml line 12: 'from_school_year': '2020-22' is not a school year; did you mean"
                        + " 2020-21?");
    }

    @Test
    void aVersionHasANumberOfItsPlace() {
        for (String none : List.of("0", "1000", "one")) {
            assertThat(of(Sample.ONE_VERSION.replace("version: 1", "version: " + none)))
                    .as(none)
                    .containsExactly(
                            "own.yaml line 9: 'version' must be a whole number from 1 to 999, not '" + none + "'");
        }
        assertThat(of(Sample.ONE_VERSION.replace("version: 1", "version: ''")))
                .containsExactly("own.yaml line 9: 'version' is empty");
        assertThat(of(Sample.ONE_VERSION.replace("version: 1", "version: 999")))
                .as("a version that is not the first says whether it can be compared")
                .contains(
                        "own.yaml line 9: 'comparability' is missing",
                        "own.yaml line 9: library_visits, district 999: this is the 1. version of the district, so its"
                                + " number is 1, not 999; versions stand in order, and none goes");
        assertThat(of(Sample.TWO_VERSIONS.replace("version: 2", "version: 3")))
                .containsExactly("own.yaml line 21: library_visits, district 3: this is the 2. version of the district,"
                        + " so its number is 2, not 3; versions stand in order, and none goes");
    }

    @Test
    void versionsInForceAreApprovedAndDraftsNeedNotBe() {
        String unapproved = Sample.ONE_VERSION.replaceAll("(?m)^    approved: .*\n", "");
        assertThat(of(unapproved))
                .containsExactly("own.yaml line 11: 'approved' is missing: who approved it and when, like {by: Cabinet,"
                        + " on: 2025-06-18}");
        assertThat(sound(unapproved.replace("active", "draft"))
                        .versions()
                        .get(0)
                        .approval())
                .isEqualTo(new MetricVersion.Approval("", null));
        assertThat(of(Sample.ONE_VERSION.replace("2020-06-01", "2020-06-31")))
                .containsExactly("own.yaml line 14: 'on' must be a day, like 2025-06-18, not '2020-06-31'");
    }

    @Test
    void aMetricOfDraftsAloneHasNoGoals() {
        String draft = Sample.ONE_VERSION.replace("active", "draft");
        sound(draft);
        assertThat(of(draft + "goals:\n  - {school_year: 2025-26, value: 0.5, source: Plan}\n"))
                .contains("own.yaml line 1: library_visits has goals, but only drafts: no number is shown under them");
    }

    @Test
    void nothingFollowsADraftAndADraftBeginsAfterWhatItFollows() {
        String firstIsDraft = Sample.TWO_VERSIONS.replace("status: retired", "status: draft");
        assertThat(of(firstIsDraft))
                .contains("own.yaml line 21: library_visits, district 2: no version follows a draft; approve district 1"
                        + " first, or change it");
        String secondIsDraft = Sample.TWO_VERSIONS
                .replace("status: active", "status: draft")
                .replace("retired", "active")
                .replace(", to_school_year: 2023-24", "");
        sound(secondIsDraft);
        sound(secondIsDraft.replace("from_school_year: 2024-25", "from_school_year: 2021-22"));
        assertThat(of(secondIsDraft.replace("from_school_year: 2024-25", "from_school_year: 2020-21")))
                .containsExactly("own.yaml line 21: library_visits, district 2: it must begin after district 1, which"
                        + " begins with 2020-21");
    }

    @Test
    void aVersionEndsAfterItBeginsAndARetiredOneEnds() {
        String retired = Sample.ONE_VERSION.replace("active", "retired");
        assertThat(of(retired))
                .containsExactly("own.yaml line 9: library_visits, district 1: a retired version needs"
                        + " 'to_school_year', its last year");
        sound(retired.replace("2020-21}", "2020-21, to_school_year: 2020-21}"));
        assertThat(of(retired.replace("2020-21}", "2020-21, to_school_year: 2019-20}")))
                .containsExactly("own.yaml line 9: library_visits, district 1: it ends with 2019-20, before it begins"
                        + " with 2020-21");
    }

    @Test
    void whatIsCompleteIsOfOneTable() {
        String metric = Sample.ONE_VERSION + "    complete: {when: known, missing: Some visits}\n";
        assertThat(sound(metric).versions().get(0).formula().complete()).isNotNull();
        assertThat(of(metric.replace("numerator: {dataset: agg_student_year", "numerator: {dataset: agg_staff_year")))
                .containsExactly(
                        "own.yaml line 20: 'complete' needs a numerator and a denominator of the same dataset");
        String count = metric.replace("percent", "count")
                .replaceAll("(?m)^    denominator: .*\n", "")
                .replace(", denominator: Students}", "}");
        assertThat(sound(count).versions().get(0).formula().denominator()).isNull();
    }

    @Test
    void thoseWhoSeeANumberAreTheOnesThatAreNamed() {
        assertThat(sound(Sample.ONE_VERSION + "audiences: [analyst, internal]\n")
                        .sharing()
                        .readers())
                .containsExactlyInAnyOrder(Sharing.Reader.INTERNAL, Sharing.Reader.ANALYST);
        assertThat(sound(Sample.ONE_VERSION).sharing().readers()).containsExactlyInAnyOrder(Sharing.Reader.values());
    }

    private static List<String> ofExamples(String text, List<Example> read) {
        List<Fault> faults = new ArrayList<>();
        read.addAll(ExampleFile.read("e.yaml", text, Definitions.shipped().datasets(), faults));
        return texts(faults);
    }

    private static final String EXAMPLE = """
            metric: enrollment
            examples:
              - name: Two in one grade
                given:
                  agg_student_year:
                    every: {school_year: 2025-26, grade_level: KG}
                    rows:
                      - {student_key: 1}
                      - {student_key: 2, grade_level: 01}
                expect:
                  - {authority: district, version: 2, school_year: 2025-26, organization_id: D, numerator: 2}
                  - {authority: district, version: 2, group: {grade_level: KG}, none: true}
            """;

    @Test
    void anExampleGivesRowsAndWhatEveryRowHasWhereItSaysNothingElse() {
        List<Example> read = new ArrayList<>();
        assertThat(ofExamples(EXAMPLE, read)).isEmpty();
        List<Row> rows = read.get(0).given().get("agg_student_year");
        assertThat(rows)
                .extracting(row -> Map.of(
                        "student", row.cells().get("student_key").sql(),
                        "grade", row.cells().get("grade_level").sql(),
                        "year", row.cells().get("school_year").sql()))
                .containsExactly(
                        Map.of("student", "1", "grade", "KG", "year", "2025-26"),
                        Map.of("student", "2", "grade", "01", "year", "2025-26"));
        assertThat(read.get(0).expect())
                .extracting(Expectation::cell)
                .containsExactly(
                        new Example.Cell("2025-26", "D", "all", "all"),
                        new Example.Cell(null, null, "grade_level", "KG"));
    }

    @Test
    void anExampleThatProvesNothingIsTold() {
        assertThat(ofExamples("metric: enrollment\n", new ArrayList<>()))
                .containsExactly("e.yaml line 1: 'examples' is missing");
        assertThat(ofExamples(EXAMPLE.replaceAll("(?s)    expect:.*", ""), new ArrayList<>()))
                .containsExactly("e.yaml line 3: 'expect' is missing: what each version must make of the rows");
        assertThat(ofExamples(
                        EXAMPLE.replace("{grade_level: KG}, none", "{grade_level: KG, el: true}, none"),
                        new ArrayList<>()))
                .containsExactly("e.yaml line 12: 'group' names one dimension, like {grade_level: KG}");
        assertThat(ofExamples(EXAMPLE.replace("none: true", "none: false"), new ArrayList<>()))
                .containsExactly("e.yaml line 12: 'none' can only be true: there must be no number");
    }

    @Test
    void aTableHasEachColumnOnceAndThoseThatSayOfWhatItSpeaks() {
        String table = """
                datasets:
                  - dataset: agg_visit
                    grain: One row for each visit.
                    columns:
                      - {name: school_year, type: varchar, description: When}
                      - {name: organization_id, type: varchar, description: Where}
                      - {name: organization_type, type: varchar, description: School or district}
                      - {name: visits, type: "decimal(18,2)", description: How often}
                """;
        List<Fault> faults = new ArrayList<>();
        assertThat(DatasetFile.read("d.yaml", table, faults).get(0).columns())
                .extracting(Dataset.Column::number)
                .containsExactly(false, false, false, true);
        assertThat(faults).isEmpty();
        DatasetFile.read("d.yaml", table.replace("name: visits", "name: school_year"), faults);
        DatasetFile.read("d.yaml", table.replace("name: organization_type", "name: type"), faults);
        DatasetFile.read("d.yaml", table + "    key: [vists]\n", faults);
        assertThat(texts(faults))
                .containsExactly(
                        "d.yaml line 8: column 'school_year' is given twice",
                        "d.yaml line 4: every dataset needs the column 'organization_type'",
                        "d.yaml line 9: key 'vists' is no column of agg_visit. Did you mean visits?");
    }

    @Test
    void whatSomebodyMayHaveMeantIsProposed() {
        List<String> known = List.of("el", "swd", "grade_level", "race_ethnicity", "sex");
        assertThat(Nearest.proposal("race", known)).isEqualTo(" Did you mean race_ethnicity?");
        assertThat(Nearest.proposal("grade-levl", known)).isEqualTo(" Did you mean grade_level?");
        assertThat(Nearest.proposal("lunch_program", known)).isEmpty();
        assertThat(Nearest.proposal("", known)).isEqualTo(" Did you mean el?");
    }
}
