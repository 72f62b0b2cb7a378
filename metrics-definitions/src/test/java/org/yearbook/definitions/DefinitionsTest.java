package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {

    private static final Path SHIPPED = Path.of("definitions");

    @TempDir
    Path temp;

    private Path metrics;

    @BeforeEach
    void aHomesFolder() throws IOException {
        metrics = Files.createDirectory(temp.resolve("metrics"));
    }

    @Test
    void theIndexNamesEveryShippedFile() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            assertThat(Files.readAllLines(SHIPPED.resolve("index.txt")))
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> SHIPPED.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> !file.equals("index.txt"))
                            .toList());
        }
    }

    @Test
    void theMetricsThatChangedHoldInTheYearsInWhichTheyWereMade() {
        assertThat(Definitions.shipped().metrics().stream()
                        .filter(metric -> metric.versions().stream().anyMatch(version -> version.number() > 1))
                        .flatMap(metric -> metric.versions().stream()
                                .map(version -> metric.id() + " " + version.name() + " " + version.years())))
                .containsExactly(
                        "account_removal_on_time district 1 2015-16 to 2024-25",
                        "account_removal_on_time district 2 from 2025-26",
                        "average_daily_attendance district 1 2015-16 to 2022-23",
                        "average_daily_attendance district 2 from 2023-24",
                        "chronic_absence_rate district 1 2015-16 to 2023-24",
                        "chronic_absence_rate district 2 from 2024-25",
                        "chronic_absence_rate state 1 2015-16 to 2022-23",
                        "chronic_absence_rate state 2 from 2023-24",
                        "chronic_absence_rate federal 1 from 2015-16",
                        "cost_per_active_app_user district 1 2015-16 to 2023-24",
                        "cost_per_active_app_user district 2 from 2024-25",
                        "enrollment district 1 2015-16 to 2023-24",
                        "enrollment district 2 from 2024-25",
                        "proficiency_rate_math federal 1 from 2015-16",
                        "proficiency_rate_math state 1 2015-16 to 2023-24",
                        "proficiency_rate_math state 2 from 2024-25",
                        "proficiency_rate_reading federal 1 from 2015-16",
                        "proficiency_rate_reading state 1 2015-16 to 2023-24",
                        "proficiency_rate_reading state 2 from 2024-25",
                        "sources_fresh district 1 2015-16 to 2024-25",
                        "sources_fresh district 2 from 2025-26",
                        "teacher_retention_rate district 1 2015-16 to 2023-24",
                        "teacher_retention_rate district 2 from 2024-25");
    }

    @Test
    void everyRuleIsCitedOrSaysThatItIsAnExample() {
        assertThat(Definitions.shipped().metrics()).hasSizeGreaterThan(30).allSatisfy(metric -> {
            assertThat(metric.goals())
                    .allSatisfy(goal -> assertThat(goal.source()).startsWith("Example: "));
            assertThat(metric.versions()).allSatisfy(version -> {
                boolean example = version.citation().kind() == MetricVersion.Citation.Kind.EXAMPLE;
                assertThat(version.citation().toString())
                        .satisfies(
                                text -> assertThat(text.startsWith("Example: ")).isEqualTo(example));
                assertThat(version.approval().by())
                        .satisfies(
                                who -> assertThat(who.startsWith("Example: ")).isEqualTo(example));
                // What somebody else decided is not ours to date; what is the district's own is never a law.
                assertThat(version.approval().on() == null).isEqualTo(!example);
                assertThat(example || !version.authority().equals("district")).isTrue();
            });
        });
        assertThat(Definitions.shipped().metrics().stream()
                        .flatMap(metric -> metric.versions().stream())
                        .filter(version -> version.authority().equals("federal"))
                        .map(version -> version.citation().text()))
                .hasSizeGreaterThan(8)
                .allMatch(text -> Stream.of("EDFacts", "Civil Rights Data Collection", "6311", "Common Core of Data")
                        .anyMatch(text::contains));
    }

    @Test
    void aShippedMetricLiesInTheFolderOfItsArea() {
        assertThat(Definitions.shipped().metrics())
                .allSatisfy(metric ->
                        assertThat(metric.file()).endsWith(metric.area() + "/" + metric.id() + "/metric.yaml"))
                .extracting(Metric::area)
                .doesNotContain(Metric.Area.OTHER)
                .hasSameElementsAs(List.of(
                        Metric.Area.STUDENTS,
                        Metric.Area.LEARNING,
                        Metric.Area.STAFF,
                        Metric.Area.ACCESS,
                        Metric.Area.FORMS,
                        Metric.Area.APPLICATIONS,
                        Metric.Area.TRAINING,
                        Metric.Area.FINANCE));
    }

    /** 0.04 days are of one student; the name has to say so, since it often stands alone. */
    @Test
    void aNumberForEachOfSomethingIsSaidToBeOneByItsName() {
        assertThat(Definitions.shipped().metrics().stream()
                        .filter(metric -> metric.unit() == Metric.Unit.NUMBER || metric.unit() == Metric.Unit.CURRENCY)
                        .map(Metric::label))
                .hasSizeGreaterThan(7)
                .allMatch(label -> label.matches("(Average |Days until a ).*|.* per .*"));
    }

    @Test
    void theGuideListsEveryMetricWithItsAreaTablesAndVersions() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "metrics.md")).stream()
                .filter(line -> line.startsWith("| `") && line.matches("\\| `[a-z_]+` \\|.*\\|.*\\|.*\\|.*\\|.*\\|"))
                .toList();
        var metrics = Definitions.shipped().metrics();
        assertThat(rows).hasSameSizeAs(metrics);
        assertThat(metrics)
                .allSatisfy(metric -> assertThat(rows).anySatisfy(row -> {
                    assertThat(row)
                            .startsWith("| `" + metric.id() + "` | " + metric.label() + " | " + metric.area() + " | ");
                    metric.versions().stream()
                            .flatMap(version -> version.formula().datasets().stream())
                            .forEach(dataset -> assertThat(row).contains("`" + dataset + "`"));
                    metric.authorities().forEach(authority -> {
                        int last = metric.versionsOf(authority).size();
                        assertThat(row).contains(authority + (last == 1 ? " 1" : " 1 to " + last));
                    });
                }));
    }

    @Test
    void theGuideNamesTheEntitiesOfEveryTableAsTheDatasetsDo() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "metrics.md"));
        assertThat(Definitions.shipped().datasets().values()).isNotEmpty().allSatisfy(dataset -> {
            List<String> rows = guide.lines()
                    .filter(line -> line.startsWith("| `agg_")
                            && line.substring(0, line.indexOf(" | ")).contains("`" + dataset.name() + "`"))
                    .toList();
            assertThat(rows).as(dataset.name()).hasSize(1);
            String row = rows.get(0);
            if (!row.contains("those of `agg_") && !row.contains("the deliveries themselves")) {
                assertThat(dataset.madeOf()).isNotEmpty().allMatch(entity -> row.contains("`" + entity + "`"));
            }
        });
    }

    @Test
    void aMetricCannotTakeTheNameOfATable() throws IOException {
        write(Sample.ONE_VERSION.replace("library_visits", "value"));
        assertThat(faults())
                .containsExactly(
                        "metrics/library_visits.yaml line 1: a metric cannot be called 'value': metric_value is"
                                + " a table of every publication, and the metric's view would have its name");
    }

    @Test
    void everyShippedVersionHasExamples() {
        var definitions = Definitions.shipped();
        var shown = definitions.examples().stream()
                .flatMap(example -> example.expect().stream()
                        .filter(expected -> expected.numerator() != null)
                        .map(expected -> example.metric() + " " + expected.authority() + " " + expected.version()))
                .toList();
        assertThat(definitions.metrics())
                .allSatisfy(metric -> assertThat(metric.versions())
                        .allSatisfy(version -> assertThat(shown).contains(metric.id() + " " + version.name())));
    }

    @Test
    void aMetricWithGoalsHasOneForEachOfTheLastFiveYears() {
        assertThat(Definitions.shipped().metrics())
                .filteredOn(metric -> !metric.goals().isEmpty())
                .hasSizeGreaterThan(25)
                .allSatisfy(metric -> {
                    assertThat(metric.desiredDirection()).isNotEqualTo(Metric.Direction.NEITHER);
                    assertThat(metric.goals().stream()
                                    .filter(goal -> goal.schoolLevel() == null)
                                    .map(goal -> goal.year().toString()))
                            .contains("2021-22", "2022-23", "2023-24", "2024-25", "2025-26");
                });
    }

    @Test
    void aYearBetweenTwoVersionsMustHaveADefinition() throws IOException {
        write(Sample.TWO_VERSIONS.replace("from_school_year: 2024-25", "from_school_year: 2025-26"));
        assertThat(faults())
                .contains("metrics/library_visits.yaml line 21: library_visits, district 2: it begins with 2025-26, but"
                        + " district 1 ends with 2023-24: the years between have no definition; let this one begin with"
                        + " 2024-25");
    }

    @Test
    void aYearMustNotHaveTwoDefinitions() throws IOException {
        write(Sample.TWO_VERSIONS.replace("from_school_year: 2024-25", "from_school_year: 2023-24"));
        assertThat(faults())
                .contains("metrics/library_visits.yaml line 21: library_visits, district 2: it begins with 2023-24, but"
                        + " district 1 is in force 2020-21 to 2023-24: let that one end with 2022-23");
        write(Sample.TWO_VERSIONS.replace(", to_school_year: 2023-24", "").replace("retired", "active"));
        assertThat(faults())
                .contains("metrics/library_visits.yaml line 21: library_visits, district 2: it begins with 2024-25, but"
                        + " district 1 is in force from 2020-21: let that one end with 2023-24");
    }

    @Test
    void anApprovedVersionCannotBeEdited() throws IOException {
        approve(Sample.TWO_VERSIONS);
        assertThat(faults()).isEmpty();
        write(Sample.TWO_VERSIONS.replace("filter: swd", "filter: swd and sex is null"));
        String hash = Sample.hash(Sample.TWO_VERSIONS, 1);
        assertThat(faults())
                .containsExactly("metrics/library_visits.yaml line 9: library_visits, district 1: it was approved as "
                        + hash + " (metrics/approved.txt line 1) and has been edited since (now "
                        + Sample.hash(Sample.TWO_VERSIONS.replace("filter: swd", "filter: swd and sex is null"), 1)
                        + "). An approved version never changes, because numbers were shown under it: put it back as it"
                        + " was, and write a new version 3 with a rationale");
    }

    @Test
    void aPercentSignIsShownAtItsNumberAndTheHashIsOfWhatIsWritten() {
        String written = Sample.ONE_VERSION.replace("All of them.", "\"10 % or more, or 5% of  them.\"");
        assertThat(MetricFile.read("x.yaml", written, new ArrayList<>())
                        .orElseThrow()
                        .version("district", 1)
                        .orElseThrow()
                        .words()
                        .rule())
                .isEqualTo("10% or more, or 5% of  them.");
        assertThat(Sample.hash(written, 1)).isNotEqualTo(Sample.hash(written.replace("10 %", "10%"), 1));
    }

    @Test
    void theWordsAndTheFirstYearOfAnApprovedVersionAreFixedToo() throws IOException {
        approve(Sample.TWO_VERSIONS);
        for (String edited : List.of(
                Sample.TWO_VERSIONS.replace("Students with a disability", "Students with disabilities"),
                Sample.TWO_VERSIONS.replace("2020-21", "2019-20"),
                Sample.TWO_VERSIONS.replace("unit: percent", "unit: number"))) {
            write(edited);
            assertThat(faults())
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault).contains("edited since"));
        }
    }

    @Test
    void whatIsNotMeaningMayChangeAfterApproval() throws IOException {
        approve(Sample.ONE_VERSION);
        write(Sample.TWO_VERSIONS
                .replace("rationale: The first.", "rationale: The first one.")
                .replace("filter: swd", "filter:   swd"));
        assertThat(faults())
                .containsExactly(
                        "metrics/library_visits.yaml line 21: library_visits, district 2: it is active, but its"
                                + " approval is not recorded; record it with: yearbook metrics approve library_visits district"
                                + " 2");
    }

    @Test
    void anApprovedVersionCannotDisappearOrBecomeADraft() throws IOException {
        approve(Sample.TWO_VERSIONS);
        write(Sample.ONE_VERSION);
        assertThat(faults())
                .containsExactly("metrics/approved.txt line 2: library_visits district 2 was approved, but is in no"
                        + " file: an approved version stays, so that its years can be computed again; put it back");
        write(Sample.TWO_VERSIONS.replace("status: active", "status: draft"));
        assertThat(faults())
                .containsExactly("metrics/library_visits.yaml line 21: library_visits, district 2: it was approved, so"
                        + " it cannot be a draft again; write a new version 3");
    }

    @Test
    void aDraftWaitsBehindTheVersionInForce() throws IOException {
        approve(Sample.ONE_VERSION);
        write(Sample.TWO_VERSIONS
                .replace("status: retired", "status: active")
                .replace(", to_school_year: 2023-24", "")
                .replaceAll("(?s)(version: 2.*?)status: active(.*?)    approved: .*?\n", "$1status: draft$2"));
        assertThat(faults()).isEmpty();
        Metric metric = Definitions.load(metrics).find("library_visits").orElseThrow();
        assertThat(metric.versions().get(0).inForce(SchoolYear.parse("2025-26")))
                .isTrue();
        assertThat(metric.versions().get(1).inForce(SchoolYear.parse("2025-26")))
                .isFalse();
    }

    @Test
    void allFaultsOfAllFilesAreToldAtOnceWithLineAndProposal() throws IOException {
        write(Sample.TWO_VERSIONS
                .replace("label:", "lable:")
                .replace("unit: percent", "unit: percents")
                .replace("dimensions: [el]", "dimensions: [el, grade]")
                .replace("status: retired", "status: retierd")
                .replaceFirst("dataset: agg_student_year", "dataset: agg_students_year")
                .replaceFirst("agg: count", "agg: counts")
                .replace("    rationale: The second.\n", ""));
        Files.writeString(metrics.resolve("broken.yaml"), "metric: [\n");
        Files.writeString(
                Files.createDirectory(metrics.resolve("examples")).resolve("mine.yaml"),
                "metric: enrollment\nexamples:\n  - {name: x, given: {agg_student_year: {rows: [{grade: KG}]}},"
                        + " expect: [{authority: district, version: 7, numerator: 1}]}\n");
        assertThat(faults())
                .contains("metrics/library_visits.yaml line 1: 'label' is missing")
                .contains("metrics/library_visits.yaml line 2: 'lable' is not known here. Did you mean label?")
                .contains(
                        "metrics/library_visits.yaml line 4: 'unit' cannot be 'percents'; it is one of percent, count,"
                                + " currency, number. Did you mean percent?")
                .contains("metrics/library_visits.yaml line 11: 'status' cannot be 'retierd'; it is one of draft,"
                        + " approved, active, retired. Did you mean retired?")
                .contains("metrics/library_visits.yaml line 17: 'agg' cannot be 'counts'; it is one of count,"
                        + " count_distinct, sum. Did you mean count?")
                .contains("metrics/library_visits.yaml line 21: 'rationale' is missing")
                .contains("metrics/examples/mine.yaml line 3: 'grade' is no column of agg_student_year. Did you mean"
                        + " grade_level?")
                .contains("metrics/examples/mine.yaml line 3: enrollment has no version district 7")
                .anySatisfy(
                        fault -> assertThat(fault).startsWith("metrics/broken.yaml line 2: this is not valid YAML"));
    }

    @Test
    void datasetsAndDimensionsMustExist() throws IOException {
        write(Sample.TWO_VERSIONS
                .replace("dimensions: [el]", "dimensions: [el, grade_levl]")
                .replaceFirst("dataset: agg_student_year", "dataset: agg_students_year"));
        assertThat(faults())
                .contains("metrics/library_visits.yaml line 7: dimension 'grade_levl' is no column of agg_student_year."
                        + " Did you mean grade_level?")
                .contains(
                        "metrics/library_visits.yaml line 17: 'agg_students_year' is none of the datasets. Did you mean"
                                + " agg_student_year?");
    }

    @Test
    void aGoalNeedsAYearThatHasADefinition() throws IOException {
        write(Sample.TWO_VERSIONS + """
                goals:
                  - {school_year: 2019-20, value: 0.5, source: Plan}
                  - {school_year: 2025-27, value: 0.5, source: Plan}
                  - {school_year: 2025-26, value: half, source: Plan}
                  - {school_year: 2025-26, value: 0.6, source: Plan}
                """);
        assertThat(faults())
                .contains("metrics/library_visits.yaml line 34: the goal is for 2019-20, but no district version is in"
                        + " force in that year")
                .contains("metrics/library_visits.yaml line 35: 'school_year': '2025-27' is not a school year; did you"
                        + " mean 2025-26?")
                .contains("metrics/library_visits.yaml line 36: 'value' must be a number, like 0.15, not 'half'")
                .contains("metrics/library_visits.yaml line 37: there is already a goal for the same year and"
                        + " organizations");
    }

    @Test
    void twoRatesOfWhichOneCountsSomeOfTheOtherAreNotBothExactForEverybody() throws IOException {
        String among = Sample.ONE_VERSION + "counts_among: [graduation_rate_six_year]\n";
        approve(Sample.ONE_VERSION);
        write(among);
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("metrics/library_visits.yaml line 20: library_visits counts only people whom"
                        + " graduation_rate_six_year counts. Shown to everybody,");
        assertThat(isPublic(among + "public_rate: federal_ladder\n")).isTrue();
        assertThat(isPublic(among + "audiences: [internal, analyst]\n")).isFalse();
        write(Sample.ONE_VERSION + "counts_among: [chronic_absense_rate]\n");
        assertThat(faults())
                .singleElement()
                .asString()
                .endsWith("there is no metric 'chronic_absense_rate'. Did you mean chronic_absence_rate?");
    }

    @Test
    void aMetricIsNotItsOwnRelative() throws IOException {
        approve(Sample.ONE_VERSION);
        write(Sample.ONE_VERSION + "counts_among: [library_visits]\n");
        assertThat(faults())
                .singleElement()
                .asString()
                .isEqualTo("metrics/library_visits.yaml line 20: library_visits names itself; name other metrics");
    }

    @Test
    void aShareOfThoseWhomAnotherMetricCountsIsNotShownBesideItNotEvenAsARange() throws IOException {
        String share = Sample.ONE_VERSION + "people_counted_by: [graduation_rate_six_year]\n";
        approve(Sample.ONE_VERSION);
        write(share + "public_rate: federal_ladder\n");
        assertThat(faults())
                .singleElement()
                .asString()
                .contains("library_visits is a share of those whom graduation_rate_six_year counts.");
        assertThat(isPublic(share + "audiences: [internal, analyst]\n")).isFalse();
    }

    @Test
    void aCopyOfAShippedMetricThatDoesNotSayWhoSeesItIsSeenAsTheShippedOne() throws IOException {
        String rate = Sample.ONE_VERSION.replace("metric: library_visits", "metric: teachers_back_at_school");
        approve(rate);
        Sharing copied = Definitions.load(metrics)
                .find("teachers_back_at_school")
                .orElseThrow()
                .sharing();
        assertThat(copied.publicRate()).isEqualTo(Sharing.PublicRate.FEDERAL_LADDER);
        assertThat(copied.countsAmong().stream().map(Sharing.Related::metric))
                .containsExactly("teacher_retention_rate");
        write(rate + "public_rate: exact\n");
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("metrics/library_visits.yaml line 1: teachers_back_at_school counts only people whom");
        write(rate + "public_rate: exact\ncounts_among: []\n");
        assertThat(faults()).isEmpty();
        String share = Sample.ONE_VERSION.replace("metric: library_visits", "metric: repeat_suspension_rate");
        approve(share);
        assertThat(Definitions.load(metrics)
                        .find("repeat_suspension_rate")
                        .orElseThrow()
                        .sharing()
                        .isPublic())
                .isFalse();
    }

    private boolean isPublic(String text) throws IOException {
        write(text);
        return Definitions.load(metrics)
                .find("library_visits")
                .orElseThrow()
                .sharing()
                .isPublic();
    }

    @Test
    void whoMayReadAMetricIsOneOfTheAudiencesAndTheDistrictsOwnPeopleAlwaysMay() throws IOException {
        write(Sample.ONE_VERSION + "audiences: [analyst, boards]\n");
        assertThat(faults())
                .anySatisfy(fault -> assertThat(fault).contains("'boards' is no audience"))
                .anySatisfy(fault -> assertThat(fault).contains("'audiences' names internal always"));
        write(Sample.ONE_VERSION.replace("unit: percent", "unit: number") + "public_rate: federal_ladder\n");
        assertThat(faults()).anySatisfy(fault -> assertThat(fault).contains("only a percent can be shown as a range"));
    }

    @Test
    void aShareNeedsADenominatorAndACountHasNone() throws IOException {
        write(Sample.TWO_VERSIONS.replace("unit: percent", "unit: count"));
        assertThat(faults()).anySatisfy(fault -> assertThat(fault).contains("a count has no 'denominator'"));
        write(Sample.TWO_VERSIONS.replaceAll("(?m)^    denominator: .*\n", ""));
        assertThat(faults()).anySatisfy(fault -> assertThat(fault).contains("a percent needs a 'denominator'"));
    }

    @Test
    void aDistrictsOwnMetricStandsBesideTheShippedOnesOrInTheirPlace() throws IOException {
        approve(Sample.TWO_VERSIONS);
        var definitions = Definitions.load(metrics);
        int shipped = Definitions.shipped().metrics().size();
        assertThat(definitions.metrics()).hasSize(shipped + 1);
        assertThat(definitions.isOwn("library_visits")).isTrue();
        assertThat(definitions.isOwn("enrollment")).isFalse();

        approve(Sample.TWO_VERSIONS.replace("library_visits", "enrollment"));
        definitions = Definitions.load(metrics);
        assertThat(definitions.metrics()).hasSize(shipped);
        assertThat(definitions.find("enrollment").orElseThrow().label()).isEqualTo("Library visits");
        // The shipped examples prove the shipped definition, not the district's.
        assertThat(definitions.examples())
                .noneSatisfy(example -> assertThat(example.metric()).isEqualTo("enrollment"));
    }

    @Test
    void aDistrictWithoutDefinitionsOfItsOwnHasAllThatIsShippedWithItsExamples() {
        var shipped = Definitions.shipped();
        var alone = Definitions.load(metrics);
        assertThat(alone.metrics()).isEqualTo(shipped.metrics());
        assertThat(alone.examples()).isEqualTo(shipped.examples()).isNotEmpty();
        assertThat(alone.isOwn(alone.examples().get(0).metric())).isFalse();
    }

    @Test
    void twoFilesOfOneMetricAreAFault() throws IOException {
        approve(Sample.TWO_VERSIONS);
        Files.writeString(metrics.resolve("same.yaml"), Sample.TWO_VERSIONS);
        assertThat(faults())
                .containsExactly(
                        "metrics/same.yaml line 1: metric 'library_visits' is also in metrics/library_visits.yaml");
    }

    @Test
    void aHomeWithoutAFolderHasTheShippedMetrics() {
        assertThat(Definitions.load(temp.resolve("absent")).metrics())
                .isNotEmpty()
                .hasSameSizeAs(Definitions.shipped().metrics());
    }

    private void write(String text) throws IOException {
        Files.writeString(metrics.resolve("library_visits.yaml"), text);
    }

    private void approve(String text) throws IOException {
        write(text);
        var definitions = Definitions.readWith(metrics);
        var lines = new StringBuilder();
        for (Metric metric : definitions.metrics()) {
            metric.versions()
                    .forEach(version -> definitions
                            .approvalToRecord(metric, version)
                            .ifPresent(line -> lines.append(line).append('\n')));
        }
        Files.writeString(metrics.resolve("approved.txt"), lines);
    }

    private List<String> faults() {
        var thrown = catchThrowableOfType(DefinitionException.class, () -> Definitions.load(metrics));
        return thrown == null
                ? List.of()
                : thrown.faults().stream().map(Fault::toString).toList();
    }
}
