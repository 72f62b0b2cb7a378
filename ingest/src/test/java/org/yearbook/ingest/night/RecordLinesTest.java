package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.export.AbsentDay;
import org.yearbook.warehouse.export.Behind;
import org.yearbook.warehouse.export.DaysCounted;
import org.yearbook.warehouse.export.Delivered;
import org.yearbook.warehouse.export.ExportRun;
import org.yearbook.warehouse.export.Readiness;
import org.yearbook.warehouse.export.Version;

/** A record about a person is found again on the line that is told, in the file that is told. */
class RecordLinesTest {

    private static final SchoolYear YEAR = SchoolYear.parse("2025-26");
    private static final String ENROLLMENTS = "sis-enrollments-2025-26.csv";
    private static final String ATTENDANCE = "sis-attendance-2025-26.csv";

    @TempDir
    static Path folder;

    private static TestHome home;
    private static Path delivered;

    /** What was delivered on the first night and on the second, by file. */
    private static final Map<String, List<String>> FIRST_LINES = new HashMap<>();

    private static final Map<String, List<String>> LINES = new HashMap<>();

    @BeforeAll
    static void twoNights() throws IOException {
        Path simulated = folder.resolve("simulated");
        Simulation.write(new SimulationPlan(
                120, 2, 3, simulated, DirtProfile.of("none"), 1, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
        delivered = simulated.resolve("night-001");
        home = new TestHome(folder.resolve("home")).keep(simulated).deliver(delivered);
        Files.writeString(home.home().settings(), """

                federal: {state: ZZ, fips: "99", district_id: "00180"}
                """, StandardOpenOption.APPEND);
        assertThat(home.night("2026-06-15")).as(home.said()).isZero();
        try (Stream<Path> files = Files.list(delivered)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".csv")).toList()) {
                FIRST_LINES.put(file.getFileName().toString(), Files.readAllLines(file));
            }
        }
        LINES.putAll(FIRST_LINES);
        List<String> turned = new ArrayList<>(
                LINES.get(ENROLLMENTS).subList(1, LINES.get(ENROLLMENTS).size()));
        Collections.reverse(turned);
        turned.removeIf(line -> line.equals(gone()));
        turned.add(0, LINES.get(ENROLLMENTS).get(0));
        LINES.put(ENROLLMENTS, turned);
        home.deliver(ENROLLMENTS, String.join("\n", turned) + "\n");
        List<String> attendance = new ArrayList<>(LINES.get(ATTENDANCE));
        attendance.remove(absence());
        LINES.put(ATTENDANCE, attendance);
        home.deliver(ATTENDANCE, String.join("\n", attendance) + "\n");
        assertThat(home.night("2026-06-16")).as(home.said()).isZero();
    }

    /** Somebody who came when school began: that month has other rows the second time, those of the year have not. */
    private static String gone() {
        return FIRST_LINES.get(ENROLLMENTS).stream()
                .skip(1)
                .filter(line -> line.contains(",2025-08-"))
                .findFirst()
                .orElseThrow();
    }

    /** An absence that the second delivery does not have: its month has other rows there, the other months have not. */
    private static String absence() {
        return FIRST_LINES.get(ATTENDANCE).stream()
                .filter(line -> line.contains(",2025-10-") && line.contains(",A"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, List<Delivered>> ofEach(String file) {
        List<String> numbers = home
                .ask("select distinct student_number from dim_student where student_number is not null"
                        + " union select employee_id from dim_staff where employee_id is not null")
                .stream()
                .map(row -> row.get(0, String.class))
                .toList();
        return new Readiness(home.home(), Limits.small()).delivered(file, YEAR, numbers);
    }

    private static void assertOnItsLine(String number, Delivered record) {
        Map<String, List<String>> files = record.counted() == null ? LINES : FIRST_LINES;
        // Demographics lie in a bundle and call a student by an id of the roster.
        if (!record.entity().equals("demographic")) {
            assertThat(files).containsKey(record.file());
            assertThat(files.get(record.file()).get((int) record.row() - 1).split(","))
                    .as(record.toString())
                    .contains(number);
        }
    }

    @Test
    void everyRecordOfAStudentStandsOnTheLineThatIsTold() {
        Map<String, List<Delivered>> records = ofEach("FS175");
        records.forEach((number, ofOne) -> ofOne.forEach(record -> assertOnItsLine(number, record)));
        Map<String, Long> kinds = records.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Delivered::entity, Collectors.counting()));
        assertThat(kinds)
                .containsOnlyKeys(
                        "student", "demographic", "school_enrollment", "student_program", "assessment_result");
        assertThat(kinds.get("school_enrollment"))
                .isEqualTo(LINES.get(ENROLLMENTS).size() - 1L);
    }

    @Test
    void aRecordThatAnotherFileHasUnchangedIsToldWithTheDayOfTheFirst() {
        Map<Boolean, List<Delivered>> stays = ofEach("FS052").values().stream()
                .flatMap(List::stream)
                .filter(record -> record.entity().equals("school_enrollment"))
                .collect(Collectors.partitioningBy(record -> record.counted() == null));
        assertThat(stays.get(true)).isNotEmpty().allMatch(record -> inAugust(record));
        assertThat(stays.get(false)).isNotEmpty().noneMatch(record -> inAugust(record));
        assertThat(ofEach("FS052").values().stream().flatMap(List::stream))
                .filteredOn(record -> record.entity().equals("student"))
                .isNotEmpty()
                .allMatch(record -> record.counted() == null);
    }

    private static boolean inAugust(Delivered stay) {
        LocalDate date = stay.date();
        return date != null && date.getYear() == 2025 && date.getMonth() == Month.AUGUST;
    }

    @Test
    void cohortsHaveTheStaysOfEarlierYears() {
        int ofTheYear = ofEach("FS052").values().stream().mapToInt(List::size).sum();
        assertThat(ofEach("FS150").values().stream().mapToInt(List::size).sum()).isGreaterThanOrEqualTo(ofTheYear);
        assertThat(home.number("select count(*) from record_line where entity = 'school_enrollment'"
                        + " and school_year < '2025-26'"))
                .isEqualTo(ofEach("FS150").values().stream()
                        .flatMap(List::stream)
                        .filter(record -> record.entity().equals("school_enrollment"))
                        .filter(record -> !record.file().equals(ENROLLMENTS))
                        .count());
    }

    @Test
    void everyRecordOfTheStaffStandsOnTheLineThatIsTold() {
        Map<String, List<Delivered>> records = ofEach("FS203");
        records.forEach((number, ofOne) -> ofOne.forEach(record -> assertOnItsLine(number, record)));
        assertThat(records.values().stream().flatMap(List::stream))
                .extracting(Delivered::entity)
                .contains("staff", "staff_assignment")
                .containsOnly("staff", "staff_assignment");
    }

    @Test
    void theStaffBehindANumberAreKnownByName() {
        var run = new ExportRun(home.home(), Limits.small(), Clock.systemUTC());
        Version version = run.make("FS203", YEAR, "the night").version();
        Behind behind = run.behind(version, Level.LEA, "00180", "", Map.of());
        assertThat(behind.people())
                .hasSize(behind.number())
                .isNotEmpty()
                .allMatch(one -> one.kind() == Behind.Kind.STAFF && one.place().equals("Teacher"))
                .noneMatch(one -> one.familyName().isBlank() || one.givenName().isBlank());
        assertThat(ofEach("FS203")).containsKeys(behind.people().get(0).number());
    }

    @Test
    void everyAbsenceBehindANumberStandsOnTheLineThatIsTold() {
        var run = new ExportRun(home.home(), Limits.small(), Clock.systemUTC());
        Version version = run.make("FS195", YEAR, "the night").version();
        List<AbsentDay> all = new ArrayList<>();
        for (String school : schools()) {
            List<String> numbers = run.behind(version, Level.SCH, school, "", Map.of()).people().stream()
                    .map(Behind.Person::number)
                    .toList();
            Map<String, DaysCounted> days = run.days(version, school, numbers);
            assertThat(days).hasSize(numbers.size());
            days.forEach((number, counted) -> {
                List<AbsentDay> absences = run.absences(YEAR, school, number);
                assertThat(counted.missed() * 10).isGreaterThanOrEqualTo(counted.enrolled());
                assertThat(absences.stream()
                                .filter(AbsentDay::missed)
                                .mapToLong(AbsentDay::expected)
                                .sum())
                        .as("days of %s", number)
                        .isEqualTo(counted.missed());
                absences.forEach(day -> assertDelivered(number, day));
                all.addAll(absences);
            });
        }
        assertThat(all).hasSizeGreaterThan(100);
        assertThat(all.stream().flatMap(day -> day.lines().stream()))
                .as("only the month that came otherwise is counted in the second delivery")
                .allMatch(line -> (line.counted() == null) == inOctober(line));
    }

    private static List<String> schools() {
        return home.ask("select organization_id from dim_organization where organization_type = 'school'").stream()
                .map(row -> row.get(0, String.class))
                .toList();
    }

    private static boolean inOctober(Delivered absence) {
        LocalDate date = absence.date();
        return date != null && date.getMonth() == Month.OCTOBER;
    }

    private static void assertDelivered(String number, AbsentDay day) {
        assertThat(day.lines()).hasSize(1);
        Delivered line = day.lines().get(0);
        assertOnItsLine(number, line);
        Map<String, List<String>> files = line.counted() == null ? LINES : FIRST_LINES;
        assertThat(files.get(line.file()).get((int) line.row() - 1)).contains("," + day.date() + ",", "," + day.code());
        assertThat(day.meaning()).isNotBlank();
    }

    @Test
    void everyAbsenceHasItsLineOnce() {
        assertThat(home.number("select count(*) from absence_line"))
                .isEqualTo(home.number("select count(*) from fact_student_attendance where absent_units > 0"))
                .isGreaterThan(500);
    }
}
