package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;

/** {@code sources check FILE} says what a night would do, and does none of it. */
class RehearsalTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    private static final String STAFF = """
            employee_id,legal_first_name,legal_last_name,birth_date,hire_date,separation_date,separation_reason,status,Cell
            E-001,Ximena,Quandt,1980-04-05,2019-08-01,,,Active,555-0100
            E-002,Ximena,Quandt,4/5/1980,8/1/2019,,,Active,555-0101
            E-003,Jorge,Zwick,1975-13-40,8/13/2019,7/31/2019,,Separated,
            E-003,Jorge,Zwick,1975-01-02,8/13/2019,7/31/2020,Retired,Separated,
            E-001,Ximena,Quandt,1980-04-05,2019-08-01,,,Active,555-0100
            """;

    @TempDir
    static Path folder;

    private static Path good;
    private static HomeAgain again;

    @TempDir
    Path place;

    private TestHome home;
    private int status;

    @BeforeAll
    static void simulate() {
        Path out = folder.resolve("simulated");
        Simulation.write(new SimulationPlan(
                60, 1, 3, out, DirtProfile.of("none"), 1, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
        good = out.resolve("night-001");
        again = new HomeAgain(folder.resolve("again"));
    }

    @BeforeEach
    void newHome() {
        home = new TestHome(place.resolve("home"));
    }

    private void afterANight() {
        home = again.after(first -> {
            first.deliver(good);
            assertThat(first.night("2026-05-31")).as(first.said()).isZero();
        });
    }

    private String check(Path file) throws IOException {
        var words = new StringWriter();
        status = FileCheck.run(home.home(), file, CLOCK, new PrintWriter(words));
        return words.toString();
    }

    private String check(String name, String text) throws IOException {
        return check(Files.writeString(place.resolve(name), text));
    }

    /** Names and contents. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home.home().root())) {
            for (Path path : all.toList()) {
                found.put(
                        path.toString(),
                        Files.isDirectory(path)
                                ? "folder"
                                : HexFormat.of().formatHex(sha256(Files.readAllBytes(path))));
            }
        }
        return found;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsColumnsKeysDatesAndIssuesOfAFile() throws IOException {
        String said = check("hr-staff.csv", STAFF);
        assertThat(status).isZero();
        assertThat(said)
                .contains("is Staff (hr-staff) from HR, known by its name; its rows become staff.")
                .contains("5 rows: 3 would be loaded, 1 quarantined, 1 left out as duplicates.")
                .contains("A row is named by employee_id.")
                .containsPattern("birth_date +birth_date +5 filled, 1 not understood; read as yyyy-MM-dd in 3,"
                        + " M/d/yyyy in 1; in 1 day and month could also be the other way round")
                .containsPattern("hire_date +hire_date +5 filled; read as M/d/yyyy in 3, yyyy-MM-dd in 2; in 1 day")
                .containsPattern("status +status +5 filled; like Active \\| Separated")
                .contains("Not in the file: former_last_name, preferred_first_name, email.")
                .contains("Not in the contract, kept and not used: Cell.")
                .contains("HR-03 major, 1 row, separation_date: The employee left before being hired.")
                .endsWith("A night would take it. Nothing was loaded now.\n");
    }

    @Test
    void showsNoValueOfAPerson() throws IOException {
        assertThat(check("hr-staff.csv", STAFF))
                .containsPattern("employee_id +employee_id +5 filled; like a-999")
                .doesNotContain("Ximena")
                .doesNotContain("Quandt")
                .doesNotContain("E-00")
                .doesNotContain("1980");
    }

    @Test
    void aLineBreakWithinAValueTearsNoLine() throws IOException {
        assertThat(check("hr-staff.csv", STAFF.replace(",Active,", ",\"Act\nive\",")))
                .containsPattern("status +status +5 filled; like Act ive");
    }

    @Test
    void aLineBreakWithinTheNameOfAColumnTearsNoLine() throws IOException {
        String said = check(
                "hr-staff.csv", STAFF.replace("employee_id", "\"Employee\nId\"").replace("Cell", "\"Cell\nphone\""));
        assertThat(said).contains("employee_id        Employee Id ").contains("Cell phone");
        assertThat(said.lines()).noneMatch(line -> line.startsWith("Id") || line.startsWith("phone"));
    }

    @Test
    void eachFaultOfARuleIsToldInItsOwnWords() throws IOException {
        String said = check("sis-students-2025-26.csv", """
                student_number,family_name,given_name,birth_date
                000101,Quandt,Ximena,2015-02-30
                000102,Zwick,Jorge,
                000103,Okafor,Ada,
                """);
        assertThat(said)
                .contains("STU-04 major, 1 row, birth_date: Birth date is not a date that can be read.")
                .contains("STU-04 major, 2 rows, birth_date: The birth date is missing.");
    }

    @Test
    void saysHowDaysAreWrittenThatItDoesNotUnderstand() throws IOException {
        String said = check("sis-students-2025-26.csv", """
                student_number,family_name,given_name,birth_date
                000101,Quandt,Ximena,2/14/15
                000102,Zwick,Jorge,2/15/15
                000103,Okafor,Ada,14-Feb-15
                000104,Okafor,Bo,2015-02-14
                000105,Okafor,Cy,2015-02-30
                """);
        assertThat(said)
                .containsPattern("birth_date +5 filled, 4 not understood; read as yyyy-MM-dd in 1; to add to its"
                        + " 'formats' in the contract: M/d/yy \\(reads 2\\), d-MMM-yy \\(reads 1\\); ");
    }

    @Test
    void leavesTheHomeAsItWas() throws IOException {
        afterANight();
        Map<String, String> before = everything();
        check(good.resolve("oneroster-2025-26.zip"));
        check("hr-staff.csv", STAFF);
        check("notes.txt", "hello");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void leavesTheHomeAsItWasWhenItFails() throws IOException {
        afterANight();
        try (Stream<Path> staff = Files.list(home.home().lake().resolve("district/staff/data"))) {
            for (Path file : staff.toList()) {
                Files.delete(file);
            }
        }
        Map<String, String> before = everything();
        String assignments = Files.readString(good.resolve("hr-assignments.csv"));
        assertThatThrownBy(() -> check(
                        "hr-assignments.csv",
                        assignments + assignments.lines().skip(1).findFirst().orElseThrow() + "\n"))
                .hasMessageContaining("staff_assignment");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatAKilledRehearsalLeftIsRemovedByTheNextOneAndByANight() throws IOException {
        Path left = home.home().root().resolve(".rehearsal-17");
        Files.createDirectories(left.resolve("landing"));
        Files.writeString(left.resolve("landing/rows"), "Ximena");
        check("hr-staff.csv", STAFF);
        assertThat(left).doesNotExist();

        Files.createDirectories(left.resolve("landing"));
        home.deliver("hr-staff.csv", STAFF);
        assertThat(home.night("2026-05-31")).as(home.said()).isZero();
        assertThat(left).doesNotExist();
    }

    @Test
    void triesNothingWhileANightRuns() throws IOException {
        try (var night =
                NightLock.tryLock(home.home(), "the night of 2026-06-01").orElseThrow()) {
            assertThat(check("hr-staff.csv", STAFF))
                    .contains("at work in this home: the night of 2026-06-01, process ");
        }
        assertThat(status).isEqualTo(4);
    }

    @Test
    void followsALinkToAFile() throws IOException {
        Path real = Files.writeString(place.resolve("export-17"), STAFF);
        String said = check(Files.createSymbolicLink(place.resolve("hr-staff.csv"), real));
        assertThat(said).contains("5 rows: 3 would be loaded, 1 quarantined, 1 left out as duplicates.");
    }

    @Test
    void comparesWithWhatIsInForce() throws IOException {
        afterANight();
        Path attendance = good.resolve("sis-attendance-2025-26.csv");
        assertThat(check(attendance))
                .contains("is in force already, byte for byte")
                .contains("There is nothing new");
        List<String> lines = Files.readAllLines(attendance);
        String said = check("sis-attendance-2025-26.csv", String.join("\n", lines.subList(0, lines.size() / 4)) + "\n");
        assertThat(status).isOne();
        assertThat(said)
                .contains("would be HELD BACK (SYS-02)")
                .contains("What to do:")
                .endsWith("A night would take nothing of it.\n");
        String more = check(
                "sis-attendance-2025-26.csv",
                Files.readString(attendance) + lines.get(1).replaceFirst("^[^,]+", "nobody") + "\n");
        assertThat(more).containsPattern("(?m)^    SYS-07 [a-z]+, 1 row, student_number: ");
    }

    /** Some users and enrollments come as changes; the users that most of these name lie in force. */
    @Test
    void judgesByTheListsThatWaitInTheInbox() throws IOException {
        Path attendance = good.resolve("sis-attendance-2025-26.csv");
        assertThat(check(attendance)).as("nobody knows a code yet").contains("ATT-03 ");
        home.deliver(good);
        Map<String, String> before = everything();
        for (Path place : List.of(attendance, home.home().inbox().resolve("sis-attendance-2025-26.csv"))) {
            assertThat(check(place))
                    .contains("No row of it breaks a rule.", "It was judged together with what waits in the inbox:")
                    .containsPattern("inbox:.* sis-attendance-codes-2025-26.csv")
                    .doesNotContainPattern("inbox:.* sis-attendance-2025-26.csv")
                    .doesNotContain("is Attendance codes");
            assertThat(status).isZero();
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void judgesChangesBesideWhatTheyChange() throws IOException {
        Path bulk = unpacked(good.resolve("oneroster-2025-26.zip"));
        afterANight();
        Path delta = Files.createDirectories(place.resolve("changes"));
        Files.writeString(
                delta.resolve("manifest.csv"),
                Files.readString(bulk.resolve("manifest.csv"))
                        .replaceAll("(?m)^(file\\.\\w+),bulk", "$1,absent")
                        .replaceAll("(?m)^(file\\.(?:users|enrollments)),absent", "$1,delta"));
        changed(bulk, delta, "users.csv", 2);
        changed(bulk, delta, "enrollments.csv", 40);
        String said = check(delta);
        assertThat(said)
                .contains("2 rows of 2025-26: 2 would be loaded, 0 quarantined, 0 left out as duplicates.")
                .contains("40 rows of 2025-26: 40 would be loaded, 0 quarantined, 0 left out as duplicates.")
                .doesNotContain("SYS-07");
        assertThat(status).isZero();
    }

    private Path unpacked(Path zip) throws IOException {
        Path folder = Files.createDirectories(place.resolve("roster"));
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream().toList()) {
                Files.write(
                        folder.resolve(entry.getName()),
                        file.getInputStream(entry).readAllBytes());
            }
        }
        return folder;
    }

    private static void changed(Path from, Path to, String name, int rows) throws IOException {
        List<String> lines = Files.readAllLines(from.resolve(name));
        List<String> changes = lines.subList(0, rows + 1).stream()
                .map(line -> line.replaceFirst("^([^,]*),[^,]*,[^,]*,", "$1,active,2026-06-01T00:00:00.000Z,"))
                .toList();
        Files.writeString(
                to.resolve(name), lines.get(0) + "\n" + String.join("\n", changes.subList(1, rows + 1)) + "\n");
    }

    @Test
    void judgesABundleByTheStandardToo() throws IOException {
        String said = check(good.resolve("oneroster-2025-26.zip"));
        assertThat(status).isZero();
        assertThat(said)
                .contains("oneroster-2025-26.zip!users.csv")
                .contains("OneRoster 1.1 users (oneroster11-users)")
                .containsPattern("The bundle (conforms to|does not conform to) OneRoster 1.1");
    }

    @Test
    void saysWhyAFileCannotBeTaken() throws IOException {
        assertThat(check("hr-staff.csv", "<html><body>Sign in</body></html>"))
                .contains("HELD BACK (SYS-01)")
                .contains("web page");
        assertThat(check("something.csv", "a,b\n1,2\n")).contains("No contract knows a file of this name");
        assertThat(status).isOne();
    }
}
