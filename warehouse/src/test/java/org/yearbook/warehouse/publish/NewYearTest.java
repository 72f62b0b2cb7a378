package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A school year that the home did not begin with: no number before people opened it. */
class NewYearTest {

    private static final String NEW = "select distinct status, value from metric_value where school_year = '2026-27'";
    private static final String CURRENT = "select school_year from dim_school_year where is_current";
    private static final String ATTENDANCE = "school_year, student_number, school_number, attendance_date date,"
            + " attendance_code, member_units integer, absent_units integer";
    private static final String CALENDAR =
            "school_year, school_number, calendar_date date, in_session boolean, member_units integer";

    @TempDir
    Path root;

    private TwoYears home;

    @BeforeEach
    void home() {
        home = new TwoYears(root);
    }

    @Test
    void theFirstNightOpensTheYearsThatItFindsBegun() throws IOException {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "student_attendance",
                        ATTENDANCE,
                        "2025-26, 1, 0101, 2025-09-30, P, 2520, 0",
                        "2026-27, 1, 0101, 2026-09-30, P, 2520, 0");
        lake.publish();
        assertThat(Files.readString(root.resolve("years/2025-26/opening.yaml")))
                .contains("how: with the home")
                .contains("by: night ");
        assertThat(root.resolve("years/2026-27/opening.yaml")).doesNotExist();
        assertThat(lake.lines(NEW)).containsExactly("not_opened|");
        assertThat(lake.lines(CURRENT)).containsExactly("2025-26");
        assertThat(lake.lines("select distinct status from metric_value where school_year = '2025-26'"))
                .contains("ok")
                .doesNotContain("not_opened");
    }

    @Test
    void aNewYearShowsNoNumberAnywhereUntilItIsOpened() {
        home.night(TwoYears.BETWEEN, 3, 30);
        var lake = newYear(false);
        lake.publish();
        for (Audience audience : Audience.values()) {
            assertThat(lake.lines(audience, NEW)).as(audience.label()).containsExactly("not_opened|");
            assertThat(lake.lines(
                            audience,
                            "select count(*) from metric_value where school_year = '2026-27' and (numerator is not null"
                                    + " or denominator is not null or n is not null or group_dimension <> 'all')"))
                    .containsExactly("0");
            assertThat(lake.lines(audience, CURRENT)).containsExactly("2025-26");
        }
        assertThat(lake.lines("select source, rows > 0 from run_step where step = 'year not opened'"))
                .containsExactly("2026-27|true");
    }

    @Test
    void theChecklistRefusesUntilAllOfItIsThereOrConfirmed() throws IOException {
        home.night(TwoYears.BETWEEN, 3, 30);
        newYear(false).publish();
        assertThat(home.run("rollover", "2026-27", "--open", "--by", "A")).isEqualTo(2);
        assertThat(home.err())
                .contains("2026-27 cannot be opened; ")
                .contains("  - calendar: 1 of 2 schools have a calendar; missing: 0102")
                .contains("  - academic_sessions: no school year among the academic sessions")
                .contains("  - code_sets: assessment-administration, contact-relationship, ", ", sex as in 2025-26\n")
                .contains("  - definitions:chronic_absence_rate: district 2, state 2, federal 1 as in 2025-26")
                .contains("  - goals:chronic_absence_rate: no goal for this year");
        assertThat(home.run("rollover", "2026-27", "--confirm", "academic_sessions", "--by", "A"))
                .isEqualTo(2);
        assertThat(home.err()).contains("To go without it, say why: --reason TEXT");
        assertThat(home.run("rollover", "2026-27", "--confirm", "gaols", "--by", "A"))
                .isEqualTo(2);
        assertThat(home.err()).contains("has no item 'gaols' to confirm. It has: calendar, academic_sessions, ");
        assertThat(home.run("rollover", "2026-27", "--confirm", "goals")).isEqualTo(2);
        assertThat(home.err()).contains("Say who confirms: --by NAME.");

        confirm("academic_sessions", "hr_dates");
        for (String item : List.of("code_sets", "cut_scores", "definitions", "goals")) {
            assertThat(home.run("rollover", "2026-27", "--confirm", item, "--by", "A"))
                    .as(item)
                    .isZero();
        }
        assertThat(home.run("rollover", "2026-27", "--open", "--by", "A")).isEqualTo(2);
        assertThat(home.err()).contains("1 of its checklist is open:\n  - calendar: 1 of 2 schools");

        var lake = newYear(true);
        lake.publish();
        assertThat(lake.lines(NEW)).as("all is there, but nobody opened it").containsExactly("not_opened|");
        assertThat(home.run("rollover", "2026-27", "--open", "--by", "A"))
                .as(home.err())
                .isZero();
        lake.publish();
        assertThat(lake.lines(CURRENT)).containsExactly("2026-27");
        assertThat(lake.lines("select distinct status from metric_value where school_year = '2026-27'"))
                .contains("ok")
                .doesNotContain("not_opened");
        assertThat(home.run("rollover", "2026-27")).isZero();
        assertThat(home.out())
                .contains("2026-27 is open, opened by A at ")
                .contains(
                        "  confirmed  hr_dates: no position begins in it, by A at 2026-06-01T07:05:00Z: not used here")
                .contains("  done       calendar: 2 schools have a calendar");
    }

    @Test
    void aTestWithoutCutScoresForTheYearIsOpenUntilTheyAreThereOrSomebodySaysWhyNot() throws IOException {
        home.night(TwoYears.BETWEEN, 3, 30);
        newYear(false)
                .rows(
                        "assessment_result",
                        "school_year, student_number, school_number, test, subject, test_date date, performance_level",
                        "2025-26, 1, 0101, State Test, Math, 2026-04-01, 3",
                        "2025-26, 1, 0101, Placement Test, Math, 2026-04-01, On grade",
                        "2026-27, 1, 0101, SBAC, Math, 2027-04-01, 3")
                .publish();
        home.run("rollover", "2026-27");
        assertThat(home.out())
                .contains("open       cut_scores:Placement Test: no cut scores for 2026-27; add them to cut-scores/")
                .contains("open       cut_scores:SBAC: 2014 achievement levels, in force since 2014-15, ")
                .contains("open       cut_scores:State Test: no cut scores for 2026-27");
        assertThat(home.run("rollover", "2026-27", "--confirm", "cut_scores:Placement Test", "--by", "A"))
                .isEqualTo(2);
        assertThat(home.err()).contains("To go without it, say why: --reason TEXT");
        confirm("cut_scores:Placement Test");
        cutScores("2020-21,2026-27", "2500");
        home.run("rollover", "2026-27", "--confirm", "cut_scores", "--by", "A");
        home.run("rollover", "2026-27");
        assertThat(home.out())
                .contains("confirmed  cut_scores:Placement Test: no cut scores for 2026-27")
                .contains("confirmed  cut_scores:SBAC: ")
                .contains("done       cut_scores:State Test: 2020, 2020-21 to 2026-27, 2 levels of its subjects"
                        + " and grades\n");
        cutScores("2020-21,", "2500");
        confirm("cut_scores:State Test");
        cutScores("2020-21,", "2600");
        home.run("rollover", "2026-27");
        assertThat(home.out())
                .containsPattern("open       cut_scores:State Test: 2020, in force since 2020-21,"
                        + " 2 levels.*, and changed since it was confirmed");
    }

    private void cutScores(String years, String cut) throws IOException {
        Files.createDirectories(root.resolve("cut-scores"));
        Files.writeString(root.resolve("cut-scores/state.csv"), """
                assessment,edition,from_school_year,to_school_year,subject,grade_level,level,level_name,lowest_score,proficient,authority,source
                State Test,2020,%s,Math,,1,,,no,The state,a page
                State Test,2020,%s,Math,,2,,%s,yes,The state,a page
                """.formatted(years, years, cut));
    }

    @Test
    void aDefinitionThatChangesAfterItWasConfirmedIsOpenAgain() {
        home.own(TwoYears.DAYS_MISSED);
        home.night(TwoYears.BETWEEN, 3, 30);
        home.run("rollover", "2026-27", "--confirm", "definitions:days_missed", "--by", "A");
        home.run("rollover", "2026-27");
        assertThat(home.out()).containsPattern("confirmed  definitions:days_missed: district 1 as in 2025-26, by A");
        home.own(TwoYears.DAYS_MISSED.replace("absent_units >= 3", "absent_units >= 2"));
        home.run("rollover", "2026-27");
        assertThat(home.out())
                .contains("open       definitions:days_missed: district 1 as in 2025-26, and"
                        + " changed since it was confirmed");
        home.own(TwoYears.DAYS_MISSED.replace("2020-21}", "2020-21, to_school_year: 2026-27}"));
        home.run("rollover", "2026-27");
        assertThat(home.out()).contains("done       definitions:days_missed: district 1 until 2026-27\n");
        home.own(TwoYears.DAYS_MISSED.replace("2020-21}", "2026-27}"));
        home.run("rollover", "2026-27");
        assertThat(home.out()).contains("done       definitions:days_missed: district 1 new in 2026-27\n");
    }

    @Test
    void anOlderYearThatIsDeliveredLateIsHistoryAndOneFarAheadWaits() throws IOException {
        home.night(TwoYears.BETWEEN, 3, 30);
        var lake = home.lake("2025-10-16", 3, 30)
                .rows("student_attendance", ATTENDANCE, "2019-20, 1, 0101, 2019-09-30, P, 2520, 0");
        lake.publish();
        assertThat(Files.readString(root.resolve("years/2019-20/opening.yaml"))).contains("how: as history");
        assertThat(lake.lines("select distinct status from metric_value where school_year = '2019-20'"))
                .contains("ok");
        assertThat(home.run("rollover", "2027-28", "--open", "--by", "A")).isEqualTo(2);
        assertThat(home.err()).contains("2027-28 cannot be opened before 2026-27.");
        assertThat(home.run("rollover", "2025-26", "--open", "--by", "A")).isEqualTo(2);
        assertThat(home.err()).contains("2025-26 is open already.");
        assertThat(home.run("freeze", "2026-27", "--by", "A")).isEqualTo(2);
        assertThat(home.err()).contains("2026-27 is not open, so there is nothing to close.");
    }

    private TestLake newYear(boolean complete) {
        var days = new ArrayList<>(
                List.of("2026-27, 0101, 2026-09-01, true, 2520", "2026-27, 0101, 2027-06-04, true, 2520"));
        if (complete) {
            days.add("2026-27, 0102, 2026-09-01, true, 2520");
        }
        return home.lake(TwoYears.NEW_YEAR, 3, 30)
                .rows(
                        "school_enrollment",
                        "school_year, student_number, school_number, grade_level, entry_date date, exit_date date",
                        "2026-27, 1, 0101, 05, 2026-09-01, ",
                        "2026-27, 2, 0102, 05, 2026-09-01, ")
                .rows(
                        "attendance_code",
                        "school_year, attendance_code, description, absent_units integer",
                        "2026-27, A, Absent, 2520")
                .rows("calendar_day", CALENDAR, days.toArray(String[]::new));
    }

    private void confirm(String... items) {
        for (String item : items) {
            assertThat(home.run("rollover", "2026-27", "--confirm", item, "--by", "A", "--reason", "not used here"))
                    .as(item)
                    .isZero();
        }
    }
}
