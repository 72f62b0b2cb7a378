package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;

/**
 * A full dump that comes again with a few rows changed is conformed only where it changed, and what is published then
 * is what a home would publish that never saw another dump. Some tests deliver all that a district has; the others what
 * attendance and absences hang on, unless {@code -Dyearbook.long=true} wants everything everywhere. Changes of rows
 * come in one dump, each in a month of its own; each in a dump of its own with {@code -Dyearbook.long=true}.
 */
class NightMonthsTest {

    private static final String ATTENDANCE = "sis-attendance-2025-26.csv";
    private static final String ENTITY = "student_attendance";
    private static final Set<String> NEEDED = Set.of(
            "oneroster-2025-26.zip",
            "sis-students-2025-26.csv",
            "sis-enrollments-2025-26.csv",
            "sis-calendar-2025-26.csv",
            "sis-attendance-codes-2025-26.csv",
            "hr-staff.csv",
            "hr-absences-2025-26.csv");
    private static final AtomicInteger HOMES = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Path night;
    private static String header;
    private static List<String> rows;
    private static String lastDay;

    private TestHome home;
    private boolean everything = Boolean.getBoolean("yearbook.long");

    @BeforeAll
    static void simulate() throws IOException {
        Path out = folder.resolve("simulated");
        Simulation.write(new SimulationPlan(
                60, 1, 7, out, DirtProfile.of("severe"), 1, SimulationPlan.LAST_YEAR, (file, count) -> {}));
        night = out.resolve("night-001");
        List<String> lines = Files.readAllLines(night.resolve(ATTENDANCE));
        header = lines.get(0);
        rows = List.copyOf(lines.subList(1, lines.size()));
        lastDay = day(rows.get(rows.size() - 1));
    }

    @BeforeEach
    void newHome() {
        home = new TestHome(folder.resolve("home-" + HOMES.incrementAndGet()));
    }

    /** Makes the home one that took the first dump on 20 June. */
    private void afterTheFirstDump() {
        var again = new HomeAgain(folder.resolve(everything ? "everything" : "needed"));
        home = again.after(first -> {
            deliver(first, before());
            run(first, "2026-06-20");
        });
    }

    private static String day(String row) {
        return row.split(",", -1)[2];
    }

    /** All but the last day: what the first dump holds. */
    private static List<String> before() {
        return rows.stream().filter(row -> !day(row).equals(lastDay)).toList();
    }

    private static Set<String> allMonths() {
        return before().stream()
                .map(NightMonthsTest::day)
                .filter(day -> day.matches("\\d{4}-\\d{2}-\\d{2}"))
                .map(day -> day.substring(0, 7))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void deliver(TestHome to, List<String> attendance) throws IOException {
        deliverOthers(to, Map.of());
        to.deliver(ATTENDANCE, text(attendance));
    }

    private static String text(List<String> attendance) {
        return header + "\n" + String.join("\n", attendance) + "\n";
    }

    /** All but attendance, some files with another text. */
    private void deliverOthers(TestHome to, Map<String, String> changed) throws IOException {
        try (Stream<Path> files = Files.list(night)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (changed.containsKey(name)) {
                    to.deliver(name, String.valueOf(changed.get(name)));
                } else if (everything ? !name.equals(ATTENDANCE) : NEEDED.contains(name)) {
                    to.deliver(file);
                }
            }
        }
    }

    private static void run(TestHome in, String date) {
        assertThat(in.night(date)).as(in.said()).isZero();
    }

    /** The first dump, then another: which months were done again? And is what came of it right? */
    private Set<String> twice(List<String> second) throws IOException {
        afterTheFirstDump();
        var before = TwoHomes.months(home, ENTITY);
        home.deliver(ATTENDANCE, text(second));
        run(home, "2026-06-21");
        var after = TwoHomes.months(home, ENTITY);
        var fresh = new TestHome(folder.resolve("home-" + HOMES.incrementAndGet()));
        TwoHomes.sharePseudonyms(home, fresh);
        deliver(fresh, second);
        run(fresh, "2026-06-21");
        TwoHomes.assertSamePublication(home, fresh);
        return TwoHomes.rewritten(before, after);
    }

    /** Changes the first rows of a month. */
    private static List<String> edited(List<String> all, String month, int count, UnaryOperator<String> edit) {
        List<String> edited = new ArrayList<>();
        int left = count;
        for (String row : all) {
            if (left > 0 && day(row).startsWith(month)) {
                left--;
                String changed = edit.apply(row);
                if (changed != null) {
                    edited.add(changed);
                }
            } else {
                edited.add(row);
            }
        }
        assertThat(left).isZero();
        return edited;
    }

    private static String otherCode(String row) {
        return row.substring(0, row.lastIndexOf(',') + 1) + (row.endsWith(",A") ? "P" : "A");
    }

    @Test
    void changesOfEveryKindRewriteTheirOwnMonthsAndNoOther() throws IOException {
        everything = true;
        List<String> changed = edited(rows, "2025-09", 4, row -> row.replace("2025-09-", "2025-11-"));
        changed = edited(changed, "2025-10", 5, NightMonthsTest::otherCode);
        changed = edited(changed, "2025-12", 1, row -> null);
        changed = edited(changed, "2026-01", 2, row -> row.replace("2026-01-", "1926-01-"));
        changed = edited(changed, "2026-02", 2, row -> row.replace("2026-02-", "the 2nd of "));
        String twice = changed.stream()
                .filter(row -> day(row).startsWith("2026-04"))
                .findFirst()
                .orElseThrow();
        changed.add(twice);
        changed.add(otherCode(twice));
        assertThat(twice(changed))
                .containsExactly(
                        "2025-09",
                        "2025-10",
                        "2025-11",
                        "2025-12",
                        "2026-01",
                        "2026-02",
                        "2026-04",
                        lastDay.substring(0, 7),
                        "unknown");
        assertThat(home.number("select count(*) from quality_issue where entity = 'student_attendance'"
                        + " and field = 'attendance_date' and rule_id = 'GEN-02' and status = 'new'"))
                .isEqualTo(2);
    }

    @Test
    @EnabledIfSystemProperty(named = "yearbook.long", matches = "true")
    void aNewDayAndCorrectionsInTwoMonthsRewriteThoseMonthsAndNoOther() throws IOException {
        everything = true;
        List<String> corrected = edited(rows, "2025-10", 5, NightMonthsTest::otherCode);
        corrected = edited(corrected, "2026-01", 3, NightMonthsTest::otherCode);
        assertThat(twice(corrected)).containsExactly("2025-10", "2026-01", lastDay.substring(0, 7));
    }

    @Test
    @EnabledIfSystemProperty(named = "yearbook.long", matches = "true")
    void rowsThatMoveToAnotherMonthRewriteBoth() throws IOException {
        List<String> moved = edited(before(), "2025-09", 4, row -> row.replace("2025-09-", "2025-11-"));
        assertThat(twice(moved)).containsExactly("2025-09", "2025-11");
    }

    @Test
    @EnabledIfSystemProperty(named = "yearbook.long", matches = "true")
    void aRowThatDisappearsRewritesItsMonth() throws IOException {
        assertThat(twice(edited(before(), "2025-12", 1, row -> null))).containsExactly("2025-12");
    }

    @Test
    void aMonthThatDisappearsIsEmptied() throws IOException {
        List<String> without =
                before().stream().filter(row -> !day(row).startsWith("2025-12")).toList();
        assertThat(twice(without)).containsExactly("2025-12");
        assertThat(TwoHomes.months(home, ENTITY)).doesNotContainKey("2025-12");
        assertThat(home.number("select count(*) from quality_issue where entity = 'student_attendance'"
                        + " and status = 'resolved'"))
                .isPositive();
    }

    @Test
    @EnabledIfSystemProperty(named = "yearbook.long", matches = "true")
    void aDuplicateRewritesItsMonthAndIsCounted() throws IOException {
        String row = before().get(200);
        List<String> twice = new ArrayList<>(before());
        twice.add(row);
        twice.add(otherCode(row));
        assertThat(twice(twice)).containsExactly(day(row).substring(0, 7));
    }

    @Test
    @EnabledIfSystemProperty(named = "yearbook.long", matches = "true")
    void aDateThatCannotBeReadLeavesItsMonth() throws IOException {
        List<String> unread = edited(before(), "2026-02", 2, row -> row.replace("2026-02-", "the 2nd of "));
        assertThat(twice(unread)).containsExactly("2026-02");
        assertThat(home.number("select count(*) from quality_issue where entity = 'student_attendance'"
                        + " and field = 'attendance_date' and rule_id = 'GEN-02' and status = 'new'"))
                .isEqualTo(2);
    }

    @Test
    @EnabledIfSystemProperty(named = "yearbook.long", matches = "true")
    void aDateFarOutsideTheYearIsKeptAndFlagged() throws IOException {
        List<String> far = edited(before(), "2026-02", 2, row -> row.replace("2026-02-", "1926-02-"));
        assertThat(twice(far)).containsExactly("2026-02", "unknown");
    }

    @Test
    void anotherOrderOfTheRowsAndAnotherColumnOrderChangeNothing() throws IOException {
        afterTheFirstDump();
        var before = TwoHomes.months(home, ENTITY);
        List<String> shuffled = new ArrayList<>(before());
        Collections.shuffle(shuffled, new Random(1));
        home.deliver(
                ATTENDANCE,
                "attendance_code,student_number,school_number,attendance_date\n"
                        + shuffled.stream()
                                .map(row -> row.substring(row.lastIndexOf(',') + 1) + ","
                                        + row.substring(0, row.lastIndexOf(',')))
                                .collect(Collectors.joining("\n", "", "\n")));
        run(home, "2026-06-21");
        assertThat(TwoHomes.rewritten(before, TwoHomes.months(home, ENTITY))).isEmpty();
        assertThat(home.number("select count(*) from row_account where delivered <> loaded + quarantined + duplicate"))
                .isZero();
        assertThat(home.number("select loaded from row_account where file = '" + ATTENDANCE + "'"))
                .isEqualTo(home.number("select count(*) from fact_student_attendance"));
    }

    @Test
    void theSameFilesAgainRewriteNothing() throws IOException {
        afterTheFirstDump();
        var before = TwoHomes.months(home, ENTITY);
        deliver(home, before());
        run(home, "2026-06-21");
        assertThat(TwoHomes.rewritten(before, TwoHomes.months(home, ENTITY))).isEmpty();
        assertThat(home.ask("select source || ' ' || rows from run_step where step like 'conform%'"))
                .isEmpty();
    }

    @Test
    void aCalendarThatChangesDoesAllMonthsAgain() throws IOException {
        String calendar = Files.readString(night.resolve("sis-calendar-2025-26.csv"));
        String snow = calendar.replaceAll("(?m)^([^,]*),2026-01-2(\\d),Y,[^,]*,", "$1,2026-01-2$2,N,0,");
        assertThat(snow).isNotEqualTo(calendar);
        assertThat(afterOthersChanged(Map.of("sis-calendar-2025-26.csv", snow))).containsAll(allMonths());
        assertThat(home.number("select count(*) from quality_issue where rule_id = 'ATT-01' and status = 'new'"))
                .isPositive();
    }

    @Test
    void aListOfCodesThatChangesDoesAllMonthsAgain() throws IOException {
        String codes = Files.readString(night.resolve("sis-attendance-codes-2025-26.csv"));
        String without =
                codes.lines().filter(line -> !line.startsWith("A,")).collect(Collectors.joining("\n", "", "\n"));
        assertThat(without).isNotEqualTo(codes);
        assertThat(afterOthersChanged(Map.of("sis-attendance-codes-2025-26.csv", without)))
                .containsAll(allMonths());
    }

    private Set<String> afterOthersChanged(Map<String, String> changed) throws IOException {
        afterTheFirstDump();
        var before = TwoHomes.months(home, ENTITY);
        changed.forEach((name, text) -> home.deliver(name, text));
        run(home, "2026-06-21");
        var fresh = new TestHome(folder.resolve("home-" + HOMES.incrementAndGet()));
        TwoHomes.sharePseudonyms(home, fresh);
        deliverOthers(fresh, changed);
        fresh.deliver(ATTENDANCE, text(before()));
        run(fresh, "2026-06-21");
        TwoHomes.assertSamePublication(home, fresh);
        return TwoHomes.rewritten(before, TwoHomes.months(home, ENTITY));
    }

    @Test
    void aPersonWhoLeavesTheListDoesOnlyTheMonthsAgainThatNameHim() throws IOException {
        // Whoever stays in other lists stays the same person; else the night tells of a change, as a first night
        // cannot.
        everything = true;
        List<String> absences = Files.readAllLines(night.resolve("hr-absences-2025-26.csv"));
        Map<String, Set<String>> monthsOf = new LinkedHashMap<>();
        absences.stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .forEach(row ->
                        monthsOf.computeIfAbsent(row[0], any -> new TreeSet<>()).add(row[1].substring(0, 7)));
        String who = monthsOf.entrySet().stream()
                .filter(person ->
                        person.getKey().matches("\\d+") && person.getValue().size() == 2)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        String staff = Files.readString(night.resolve("hr-staff.csv"));
        String without =
                staff.lines().filter(line -> !line.startsWith(who + ",")).collect(Collectors.joining("\n", "", "\n"));
        assertThat(without).isNotEqualTo(staff);
        afterTheFirstDump();
        var before = TwoHomes.months(home, "staff_absence");
        var attendance = TwoHomes.months(home, ENTITY);

        home.deliver("hr-staff.csv", without);
        run(home, "2026-06-21");

        assertThat(TwoHomes.rewritten(before, TwoHomes.months(home, "staff_absence")))
                .isEqualTo(monthsOf.get(who));
        assertThat(TwoHomes.rewritten(attendance, TwoHomes.months(home, ENTITY)))
                .isEmpty();
        var fresh = new TestHome(folder.resolve("home-" + HOMES.incrementAndGet()));
        TwoHomes.sharePseudonyms(home, fresh);
        deliverOthers(fresh, Map.of("hr-staff.csv", without));
        fresh.deliver(ATTENDANCE, text(before()));
        run(fresh, "2026-06-21");
        TwoHomes.assertSamePublication(home, fresh);
    }

    @Test
    void daysThatHaveComeSinceAreLookedAtAgain() throws IOException {
        deliver(home, before());
        run(home, "2026-03-10");
        var before = TwoHomes.months(home, ENTITY);
        deliver(home, before());
        run(home, "2026-06-21");
        assertThat(TwoHomes.rewritten(before, TwoHomes.months(home, ENTITY)))
                .containsExactly("2026-03", "2026-04", "2026-05");
        assertThat(home.ask("select data_through from freshness where file = '" + ATTENDANCE + "'")
                        .get(0)
                        .get(0))
                .hasToString(before().stream()
                        .map(NightMonthsTest::day)
                        .filter(day -> day.startsWith("2026-05"))
                        .max(String::compareTo)
                        .orElseThrow());
    }

    @Test
    void aRuleThatCannotBeRunStaysAnIssueAndIsTriedOnAllRows() throws IOException {
        String contract = new String(
                NightMonthsTest.class
                        .getResourceAsStream("/contracts/sis/sis-attendance.yaml")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        Files.writeString(home.home().contracts().resolve("sis-attendance.yaml"), contract + """
                quality:
                  - id: OWN-01
                    field: attendance_code
                    severity: minor
                    query: no_such_field = 1
                    clerkText: Never seen.
                    fixText: Nothing.
                """);
        deliver(home, before());
        run(home, "2026-06-20");
        var before = TwoHomes.months(home, ENTITY);
        home.deliver(ATTENDANCE, text(edited(before(), "2025-10", 1, NightMonthsTest::otherCode)));
        run(home, "2026-06-21");
        assertThat(TwoHomes.rewritten(before, TwoHomes.months(home, ENTITY))).containsAll(allMonths());
        assertThat(home.ask("select status from quality_issue where rule_id = 'GEN-04'").stream()
                        .map(row -> row.get(0, String.class)))
                .containsExactly("open");
    }

    /** Memory that was short for a rule need not be again; a night that carries all attendance over lies between. */
    @Test
    void aRuleThatCouldNotBeRunIsTriedOnAllRowsAfterAQuietNight() throws IOException {
        afterTheFirstDump();
        Path record = record(home);
        String written = Files.readString(record);
        String failed = written.replaceAll("(\"student_attendance/[^{]*\\{[^{]*\"broken\":)false", "$1true");
        assertThat(failed).isNotEqualTo(written);
        Files.writeString(record, failed);
        var first = TwoHomes.months(home, ENTITY);
        home.deliver("hr-staff.csv", Files.readString(night.resolve("hr-staff.csv")) + "\n");
        run(home, "2026-06-21");
        assertThat(TwoHomes.rewritten(first, TwoHomes.months(home, ENTITY))).isEmpty();
        home.deliver(ATTENDANCE, text(edited(before(), "2025-10", 1, NightMonthsTest::otherCode)));
        run(home, "2026-06-22");
        assertThat(TwoHomes.rewritten(first, TwoHomes.months(home, ENTITY))).containsAll(allMonths());
    }

    /** What is written as the first of October in Greenwich is the last of September in Chicago. */
    @Test
    void theMonthOfAMomentIsTheOneWhereTheDistrictIs() {
        String launches = "Date,Role,SourcedId,AppId,AppName,Count\n";
        String other = "2025-10-15T18:00:00Z,Student,1,app,App,3\n";
        home.deliver("classlink-usage-1.csv", launches + "2025-10-01T02:00:00Z,Student,1,app,App,1\n" + other);
        run(home, "2026-06-20");
        var before = TwoHomes.months(home, "app_usage_day");
        assertThat(before).containsOnlyKeys("2025-09", "2025-10");
        home.deliver("classlink-usage-2.csv", launches + "2025-10-01T02:00:00Z,Student,1,app,App,2\n");
        run(home, "2026-06-21");
        assertThat(TwoHomes.rewritten(before, TwoHomes.months(home, "app_usage_day")))
                .containsExactly("2025-09");
    }

    @Test
    void aRecordOfAnEarlierVersionMeansThatEverythingIsDoneAgain() throws IOException {
        afterTheFirstDump();
        long rows = home.number("select count(*) from fact_student_attendance");
        Path record = record(home);
        String now = Files.readString(record);
        // What it did not know: months, the prints of files, what else went in.
        String then = now.replaceAll("\"terms\":\"[^\"]*\",", "")
                .replaceAll("\"broken\":(true|false),", "")
                .replace("\"prints\":", "\"files\":")
                .replace("\"months\":", "\"parts\":");
        assertThat(then)
                .doesNotContain("\"terms\"")
                .doesNotContain("\"broken\"")
                .doesNotContain("\"months\"");
        Files.writeString(record, then);
        deliver(home, before());
        run(home, "2026-06-21");
        assertThat(home.number("select count(*) from fact_student_attendance")).isEqualTo(rows);
    }

    private static Path record(TestHome of) throws IOException {
        try (Stream<Path> runs = Files.list(of.home().runs())) {
            return runs.map(run -> run.resolve("night.json"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
