package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.explain.Explainer;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.explain.Question.Side;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.year.ClosedYears;

/** A closed year over several nights: what may move it, and what may not. */
class ClosedYearTest {

    private static final String ABSENT = "select numerator, denominator, value, closed from metric_value"
            + " where metric = 'chronic_absence_rate' and authority = 'district' and policy = 'in_force'"
            + " and school_year = '2024-25' and organization_type = 'district' and group_dimension = 'all'";

    private static final String FORM = "school_year, form_id, form_name, channel, submitted_at timestamp,"
            + " completed_at timestamp, status, school_number";

    @TempDir
    Path root;

    private TwoYears home;

    @BeforeEach
    void home() {
        home = new TwoYears(root);
    }

    @Test
    void aCorrectionThatArrivesAfterCloseMovesNothingAndIsToldRecordByRecord() {
        assertThat(home.night(TwoYears.BETWEEN, 3, 30).lines(ABSENT)).containsExactly("3.0000|30.0000|0.100000|");
        assertThat(home.freeze()).isZero();
        var lake = home.night("2025-10-16", 2, 30);
        assertThat(lake.lines(ABSENT)).containsExactly("3.0000|30.0000|0.100000|1");
        assertThat(lake.lines(
                        Audience.PUBLIC,
                        "select distinct closed from metric_value where school_year = '2024-25' and status = 'ok'"))
                .containsExactly("1");
        assertThat(lake.lines("select closed_numerator, now_numerator, closed_value, now_value, why, records"
                        + " from closed_year_difference where metric = 'chronic_absence_rate' and authority = 'district'"
                        + " and version = 2 and organization_type = 'district' and group_dimension = 'all'"))
                .containsExactly("3.0000|2.0000|0.100000|0.066667|records|agg_student_year: 1 changed"
                        + " (absent_units, present_by_rule_units, present_units)");
        assertThat(lake.lines("select d.what, d.column_name, d.closed_value, d.now_value, s.student_number"
                        + " from closed_year_difference_person d"
                        + " join dim_student s on d.entity_key = 'student_key ' || s.student_key"
                        + " and s.school_year = d.school_year where d.organization_id = '0101' order by 2"))
                .containsExactly(
                        "changed|absent_units|10080|0|3",
                        "changed|present_by_rule_units|40320|50400|3",
                        "changed|present_units|40320|50400|3");
    }

    @Test
    void everybodySeesTheNumbersOfTheMonthAndAnalystsThoseOfTheNight() {
        String seen = ABSENT.replace("denominator, value, closed", "as_of");
        home.night(TwoYears.BETWEEN, 4, 30);
        var sameMonth = home.night("2025-10-31", 16, 30);
        assertThat(sameMonth.lines(Audience.PUBLIC, seen)).containsExactly("4.0000|2025-10-15");
        assertThat(sameMonth.lines(Audience.ANALYST, seen)).containsExactly("16.0000|2025-10-31");
        var nextMonth = home.night("2025-11-01", 16, 30);
        assertThat(nextMonth.lines(Audience.PUBLIC, seen)).containsExactly("16.0000|2025-11-01");
        // A definition more is a release. Of the other number, whoever kept both files would know of six students.
        home.own(TwoYears.DAYS_MISSED);
        var newDefinition = home.night("2025-11-02", 10, 30);
        assertThat(newDefinition.lines(Audience.PUBLIC, seen.replace("chronic_absence_rate", "days_missed")))
                .containsExactly("10.0000|2025-11-02");
        assertThat(newDefinition.lines(Audience.PUBLIC, seen)).containsExactly("16.0000|2025-11-01");
        assertThat(newDefinition.lines(Audience.ANALYST, seen)).containsExactly("10.0000|2025-11-02");
    }

    @Test
    void whereReleasesAreLostThePublicationInForceStandsForThem() throws IOException {
        String seen = ABSENT.replace("denominator, value, closed", "as_of");
        Path releases = home.night(TwoYears.BETWEEN, 16, 30).home().releases();
        try (Stream<Path> files = Files.list(releases)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                Files.delete(file);
            }
        }
        var next = home.night("2025-11-01", 10, 30);
        assertThat(next.lines(Audience.PUBLIC, seen)).containsExactly("16.0000|2025-10-15");
        assertThat(next.lines(Audience.ANALYST, seen)).containsExactly("10.0000|2025-11-01");
        Files.delete(Publications.fileOf(next.home(), Audience.PUBLIC).orElseThrow());
        try (Stream<Path> files = Files.list(releases)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> home.night("2025-11-02", 10, 30))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("Bring releases/ back from a backup of the home. Nothing was published.");
    }

    @Test
    void whatIsComputedFromOtherTablesAndYearsStillFollowsTheData() {
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        var lake = home.night("2025-10-16", 2, 30);
        assertThat(lake.lines("select distinct closed from metric_value where school_year = '2025-26'"))
                .containsExactly("");
        String missed = "select count(*) from agg_student_year where school_year = '2024-25' and absent_units > 0";
        assertThat(lake.lines(missed)).containsExactly("6");
        assertThat(lake.lines(Audience.ANALYST, missed)).containsExactly("6");
        assertThat(lake.lines("select count(distinct student_key) from fact_student_attendance"
                        + " where school_year = '2024-25' and absent_units > 0"))
                .containsExactly("2");
        assertThat(lake.lines(
                        Audience.ANALYST, "select table_name from duckdb_tables() where table_name like 'closed%'"))
                .isEmpty();
    }

    @Test
    void differencesAreFoundOnceAndHoldUntilSomethingElseIsSaid() throws IOException {
        String told = "select dataset, what, column_name, now_value from closed_year_difference_person order by all";
        String list = "select list_id, number_differences, record_differences from closed_year";
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        var found = home.night("2025-10-16", 2, 30);
        var again = home.night("2025-10-17", 2, 30);
        assertThat(again.lines(told)).isNotEmpty().isEqualTo(found.lines(told));
        assertThat(again.lines(list)).isEqualTo(found.lines(list));
        retell("otherwise");
        var kept = home.night("2025-10-18", 2, 30);
        assertThat(kept.lines(told)).as("taken from the night before").anyMatch(line -> line.endsWith("|otherwise"));
        assertThat(kept.lines(ABSENT)).containsExactly("3.0000|30.0000|0.100000|1");
        var other = home.night("2025-10-19", 1, 30);
        assertThat(other.lines(told)).noneMatch(line -> line.endsWith("|otherwise"));
        assertThat(other.lines("select record_differences from closed_year")).containsExactly("4");
        retell(null);
        assertThat(home.night("2025-10-20", 1, 30).lines(told))
                .as("a record is missing in what was kept")
                .isEqualTo(other.lines(told));
    }

    @Test
    void oneOfTwoClosedYearsMovesAndTheOtherDoesNot() {
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        home.night(TwoYears.NEW_YEAR, 3, 30);
        assertThat(home.run("freeze", "2025-26", "--by", "A. Superintendent"))
                .as(home.err())
                .isZero();
        String said = "select school_year, state, number_differences > 0, record_differences, list_id from closed_year"
                + " order by all";
        var moved = home.night("2026-10-16", 2, 30);
        assertThat(moved.lines(said.replace(", list_id", ""))).containsExactly("2024-25|1|true|2", "2025-26|1|false|0");
        assertThat(moved.lines("select distinct school_year from closed_year_difference"))
                .containsExactly("2024-25");
        assertThat(moved.lines("select distinct school_year, closed from metric_value where status = 'ok'"
                        + " and school_year in ('2024-25', '2025-26') order by all"))
                .containsExactly("2024-25|1", "2025-26|1");
        assertThat(moved.lines(ABSENT)).containsExactly("3.0000|30.0000|0.100000|1");
        String days = "select school_year, count(*), count(*) filter (where absent_units > 0) from agg_student_year"
                + " group by all order by all";
        String one = moved.lines(days).toString();
        var again = home.night("2026-10-17", 2, 30);
        assertThat(again.lines(said)).isEqualTo(moved.lines(said));
        assertThat(again.lines(days)).hasToString(one);
        assertThat(again.lines(Audience.ANALYST, days)).hasToString(one);
        // Nothing differs any more: what was frozen is what the sources say.
        var back = home.night("2026-10-18", 3, 30);
        assertThat(back.lines(said.replace(", list_id", ""))).containsExactly("2024-25|1|false|0", "2025-26|1|false|0");
        assertThat(back.lines(days)).hasToString(one);
    }

    /** Writes what the last night kept of a year's records anew, as if it had found others; or without one of them. */
    private void retell(@Nullable String value) throws IOException {
        Path numbers = Publications.current(new DistrictHome(root))
                .orElseThrow()
                .folder()
                .resolve("numbers");
        Path kept;
        try (var files = Files.newDirectoryStream(numbers, "closed_year_difference_person.*")) {
            kept = files.iterator().next();
        }
        Path told = root.resolve("told.parquet");
        try (var duck = Duck.inMemory(Limits.small())) {
            String rows = "read_parquet(" + Duck.literal(kept) + ")";
            duck.run("copy ("
                    + (value == null
                            ? "from " + rows + " where entity_key > (select min(entity_key) from " + rows + ")"
                            : "select * replace (" + Duck.literal(value) + " as now_value) from " + rows)
                    + ") to " + Duck.literal(told) + " (format parquet)");
        }
        Files.delete(kept);
        Files.move(told, numbers.resolve("closed_year_difference_person." + Sha256.of(told) + ".parquet"));
    }

    @Test
    void aStudentRemovedAfterCloseStillCounts() {
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        var lake = home.night("2025-10-16", 3, 29);
        assertThat(lake.lines(ABSENT)).containsExactly("3.0000|30.0000|0.100000|1");
        assertThat(lake.lines("select dataset, what, count(*) from closed_year_difference_person group by all"))
                .containsExactlyInAnyOrder("agg_student_year|gone|2", "agg_organization_year|changed|2");
        assertThat(lake.lines("select closed_denominator, now_denominator from closed_year_difference"
                        + " where metric = 'chronic_absence_rate' and authority = 'district' and version = 2"
                        + " and organization_id = '0101' and group_dimension = 'all'"))
                .containsExactly("30.0000|29.0000");
    }

    @Test
    void aYearThatTheSourcesForgotIsThereAsItWasClosed() {
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        var lake = home.night("2025-10-16", 0, 0);
        assertThat(lake.lines(ABSENT)).containsExactly("3.0000|30.0000|0.100000|1");
        assertThat(lake.lines("select school_year, is_current from dim_school_year order by 1"))
                .containsExactly("2024-25|false", "2025-26|true");
        assertThat(lake.lines(Audience.ANALYST, "select school_year from dim_school_year order by 1"))
                .containsExactly("2024-25", "2025-26");
    }

    @Test
    void aDefinitionAddedLaterIsComputedFromWhatWasFrozen() {
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        home.own(TwoYears.DAYS_MISSED);
        var lake = home.night("2025-10-16", 2, 30);
        String missed = "select numerator, policy, closed from metric_value where metric = 'days_missed'"
                + " and school_year = '2024-25' and organization_type = 'district'";
        assertThat(lake.lines(missed)).containsExactly("3.0000|in_force|1");
        assertThat(lake.lines("select closed_numerator, now_numerator from closed_year_difference"
                        + " where metric = 'days_missed' and organization_type = 'district'"))
                .containsExactly("3.0000|2.0000");
    }

    @Test
    void aVersionThatClaimsAClosedYearAfterwardsRestatesIt() {
        home.own(TwoYears.DAYS_MISSED);
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        String second = TwoYears.DAYS_MISSED
                .substring(TwoYears.DAYS_MISSED.indexOf("  - version: 1"))
                .replace("version: 1", "version: 2")
                .replace("2020-21", "2024-25")
                .replace("3 * 2520", "5 * 2520")
                .replace("    rationale", "    comparability: break\n    rationale");
        home.own(TwoYears.DAYS_MISSED
                        .replace("{from_school_year: 2020-21}", "{from_school_year: 2020-21, to_school_year: 2023-24}")
                        .replace("status: active", "status: retired")
                + second);
        var lake = home.night("2025-10-16", 3, 30);
        assertThat(lake.lines("select version, policy, numerator, closed from metric_value"
                        + " where metric = 'days_missed' and school_year = '2024-25' and organization_type = 'district'"
                        + " order by 1"))
                .containsExactly("1|in_force|3.0000|1", "2|restated|0.0000|1");
        assertThat(lake.lines("select distinct why from closed_year_difference where metric = 'days_missed'"))
                .containsExactly("definition");
    }

    @Test
    void aSignatureTakesOverTheListThatWasLookedAtAndNoOther() {
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        assertThat(home.run("sign", "2024-25", "--by", "B", "--reason", "Late codes", "--list", "x"))
                .isEqualTo(2);
        assertThat(home.err()).contains("Run a night first");
        home.night("2025-10-16", 2, 30);
        String stale = home.list();
        assertThat(home.out())
                .contains("chronic_absence_rate, district 2, 3100042: 0.100000 (3 of 30) -> 0.066667 (2 of 30)");
        home.night("2025-10-17", 1, 30);
        assertThat(home.run("sign", "2024-25", "--by", "B", "--reason", "Late codes", "--list", stale))
                .isEqualTo(2);
        assertThat(home.err()).contains("it has changed since it was looked at. Nothing was signed.");
        String looked = home.list();
        home.night("2025-10-18", 1, 30);
        assertThat(home.list()).as("another night with the same data").isEqualTo(looked);
        assertThat(home.run("sign", "2024-25", "--by", "B", "--reason", "Late codes", "--list", looked))
                .isZero();
        var lake = home.night("2025-10-19", 1, 30);
        assertThat(lake.lines(ABSENT)).containsExactly("1.0000|30.0000|0.033333|2");
        assertThat(lake.lines("select state, closed_by, reason, number_differences from closed_year"))
                .containsExactly("2|B|Late codes|0");
        var closed = ClosedYears.of(lake.home());
        closed.verify();
        var year = closed.find(SchoolYear.parse("2024-25")).orElseThrow();
        assertThat(year.current().list()).isEqualTo(looked);
        assertThat(closed.files(year, year.states().get(0)).resolve("results/metric_value.parquet"))
                .exists();
        assertThat(home.run("sign", "2024-25", "--by", "B", "--reason", "Again", "--list", looked))
                .isEqualTo(2);
        assertThat(home.err()).contains("there is nothing to sign");
    }

    @Test
    void aFrozenFileThatWasTouchedStopsThePublicationAndTheLastOneStays() throws IOException {
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        home.night("2025-10-16", 2, 30);
        Path frozen = root.resolve("years/2024-25/state-1/datasets/agg_student_year.parquet");
        byte[] before = Files.readAllBytes(frozen);
        byte[] touched = before.clone();
        touched[touched.length / 2] ^= 1;
        Files.write(frozen, touched);
        var lake = home.lake("2025-10-17", 1, 30);
        assertThatThrownBy(lake::publish)
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining(
                        "years/2024-25/state-1/datasets/agg_student_year.parquet was changed after the year was closed");
        assertThat(lake.lines(ABSENT)).containsExactly("3.0000|30.0000|0.100000|1");
        Files.delete(frozen);
        assertThatThrownBy(lake::publish).hasMessageContaining("agg_student_year.parquet is gone");
        Files.write(frozen, before);
        lake.publish();
        assertThat(lake.lines("select as_of from publication")).containsExactly("2025-10-17");
    }

    @Test
    void aClosedYearWhoseFolderIsGoneStopsThePublication() throws IOException {
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        home.night("2025-10-16", 2, 30);
        Files.move(root.resolve("years/2024-25/closed.yaml"), root.resolve("elsewhere.yaml"));
        assertThatThrownBy(() -> home.night("2025-10-17", 1, 30))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("2024-25 is closed, state 1, but years/2024-25/closed.yaml does not have it");
    }

    @Test
    void aDefinitionOfAClosedYearThatChangedIsRefusedByItsHash() {
        home.own(TwoYears.DAYS_MISSED);
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        home.own(TwoYears.DAYS_MISSED.replace("absent_units >= 3", "absent_units >= 2"));
        assertThatThrownBy(() -> home.night("2025-10-16", 3, 30))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("days_missed district 1 gave numbers of 2024-25 as ")
                .hasMessageContaining("Put them back as they were");
    }

    @Test
    void aYearIsClosedWhenItIsOverAndOnce() {
        home.lake(TwoYears.BETWEEN, 3, 30)
                .rows(
                        "quality_issue",
                        "issue_key, rule_id, severity, entity, school_year, first_seen date",
                        "k1, ATT-02, block, student_attendance, 2024-25, 2025-10-01")
                .publish();
        assertThat(home.run("freeze", "2025-26", "--by", "A")).isEqualTo(2);
        assertThat(home.err())
                .contains("2025-26 is not over: it ends on 2026-06-30")
                .contains("--early");
        assertThat(home.run("freeze", "2023-24", "--by", "A")).isEqualTo(2);
        assertThat(home.err()).contains("has no school year 2023-24");
        assertThat(home.freeze()).isZero();
        assertThat(home.err())
                .contains(
                        "Note: 1 record of 2024-25 is kept out by an open blocking issue, so what was frozen lacks it.");
        assertThat(home.freeze()).isEqualTo(2);
        assertThat(home.err()).contains("2024-25 is closed already").contains("by A. Superintendent");
        assertThat(home.run("freeze", "2025-26", "--by", "A", "--early")).isZero();
    }

    @Test
    void formsAndAccountsThatStayAsTheyAreAreInNoList() {
        withFormsAndAccounts("2025-06-30").publish();
        String owners = "select numerator, denominator from metric_value where metric = 'accounts_without_person'"
                + " and school_year = '2024-25' and group_dimension = 'all' and policy = 'in_force'";
        var lake = home.lake(TwoYears.BETWEEN, 3, 30);
        assertThat(lake.lines(owners)).containsExactly("1.0000|2.0000");
        assertThat(home.run("freeze", "2024-25", "--by", "A", "--early"))
                .as(home.err())
                .isZero();
        // The form is still open and a day older, an earlier year's form came late, accounts are those of tonight.
        var later = withFormsAndAccounts("2025-08-01")
                .rows("workflow_item", FORM, "2023-24, late, A, digital, 2024-05-01 08:00:00, , in progress, 0101");
        later.publish();
        assertThat(later.lines("select dataset, what, entity_key from closed_year_difference_person where dataset in"
                        + " ('agg_form', 'agg_account_year')"))
                .isEmpty();
        assertThat(later.lines("select metric from closed_year_difference where metric = 'accounts_without_person'"))
                .isEmpty();
        assertThat(later.lines(owners)).containsExactly("1.0000|2.0000");
    }

    private TestLake withFormsAndAccounts(String asOf) {
        return home.lake(asOf, 3, 30)
                .rows(
                        "workflow_item",
                        FORM,
                        "2024-25, done, A, digital, 2025-05-01 08:00:00, 2025-05-02 08:00:00, completed, 0101",
                        "2024-25, open, B, digital, 2025-05-03 08:00:00, , in progress, 0101")
                .rows("staff", "school_year, employee_id", "all, E1")
                .rows(
                        "account",
                        "school_year, account_name, employee_id, enabled boolean",
                        "all, ann, E1, true",
                        "all, ben, , true");
    }

    @Test
    void aClosedNumberDidNotChangeWhateverItsRecordsSayNow() {
        String before = home.lake(TwoYears.BETWEEN, 3, 30).publish().id();
        home.freeze();
        TestLake lake = home.lake("2025-10-16", 2, 30);
        String after = lake.publish().id();
        var why = new Explainer(lake.home(), lake.district(), TestLake.LIMITS)
                .explain(
                        new Question(
                                "chronic_absence_rate",
                                "district",
                                "3100042",
                                "all",
                                "all",
                                new Side(before, "2024-25", null),
                                new Side(after, "2024-25", null)),
                        10);
        assertThat(why.parts()).allMatch(part -> part.change().signum() == 0);
        assertThat(why.notes()).anyMatch(note -> note.contains("2024-25 is closed"));
    }

    @Test
    void whoLooksAtPersonsWritesThemIntoAFileAndIsNoted() throws IOException {
        home.night(TwoYears.BETWEEN, 3, 30);
        home.freeze();
        home.night("2025-10-16", 2, 30);
        Path file = root.resolve("persons.csv");
        assertThat(home.run("differences", "2024-25", "--persons", file.toString()))
                .isZero();
        assertThat(home.out()).contains("6 rows about records").doesNotContain("student_key");
        assertThat(Files.readString(file)).contains("changed,absent_units,10080,0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(root.resolve("state/audit-sql.log"))).contains("written to a file");
    }
}
