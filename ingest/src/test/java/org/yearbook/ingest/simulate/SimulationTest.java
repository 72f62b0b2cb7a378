package org.yearbook.ingest.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The deliveries themselves: repeatable, conforming, and nothing of tomorrow. */
class SimulationTest {

    @TempDir
    static Path folder;

    private static TreeMap<String, byte[]> clean;

    @BeforeAll
    static void simulate() throws IOException {
        clean = SimulatedDistrict.files(SimulatedDistrict.write(folder.resolve("clean"), 600, 3, "none", 3));
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Path one = SimulatedDistrict.write(folder.resolve("one"), 300, 2, "realistic", 2);
        Path other = SimulatedDistrict.write(folder.resolve("other"), 300, 2, "realistic", 2);
        try (var files = Files.walk(one)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(50);
            for (Path file : all) {
                assertThat(other.resolve(one.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void anotherSeedGivesAnotherDistrict() throws IOException {
        Path other = SimulatedDistrict.write(folder.resolve("seed"), 600, 3, "none", 3, 8);
        assertThat(SimulatedDistrict.files(other).get("truth/clean/students.csv"))
                .isNotEqualTo(clean.get("truth/clean/students.csv"));
    }

    @Test
    void cleanRostersHaveTheColumnsOfTheStandardInItsOrder() {
        Map<String, String[]> standard = Map.of(
                "orgs", RosterBundle.ORGS,
                "academicSessions", RosterBundle.SESSIONS,
                "courses", RosterBundle.COURSES,
                "classes", RosterBundle.CLASSES,
                "users", RosterBundle.USERS,
                "demographics", RosterBundle.DEMOGRAPHICS,
                "enrollments", RosterBundle.ENROLLMENTS);
        assertThat(RosterBundle.USERS).hasSize(18).startsWith("sourcedId", "status", "dateLastModified", "enabledUser");
        standard.forEach((file, columns) -> {
            List<List<String>> rows = roster(file);
            assertThat(rows.get(0)).as(file).containsExactly(columns);
            assertThat(rows).as(file).hasSizeGreaterThan(1).allMatch(row -> row.size() == columns.length);
            assertThat(rows.subList(1, rows.size()))
                    .as(file + " leaves status and date blank in bulk")
                    .allMatch(row -> row.get(1).isEmpty() && row.get(2).isEmpty());
            assertThat(ids(file)).as(file + " has each id once").hasSize(rows.size() - 1);
        });
    }

    @Test
    void everyReferenceOfACleanRosterResolves() {
        refersTo("orgs", "parentSourcedId", "orgs");
        refersTo("academicSessions", "parentSourcedId", "academicSessions");
        refersTo("courses", "schoolYearSourcedId", "academicSessions");
        refersTo("courses", "orgSourcedId", "orgs");
        refersTo("classes", "courseSourcedId", "courses");
        refersTo("classes", "schoolSourcedId", "orgs");
        refersTo("classes", "termSourcedIds", "academicSessions");
        refersTo("users", "orgSourcedIds", "orgs");
        refersTo("demographics", "sourcedId", "users");
        refersTo("enrollments", "classSourcedId", "classes");
        refersTo("enrollments", "schoolSourcedId", "orgs");
        refersTo("enrollments", "userSourcedId", "users");
    }

    @Test
    void passwordsAreNeverWritten() {
        int password = roster("users").get(0).indexOf("password");
        assertThat(roster("users").subList(1, roster("users").size()))
                .allMatch(row -> row.get(password).isEmpty());
    }

    @Test
    void attendanceIsOnePresenceOrAbsenceForEachSchoolDayOfAMembership() {
        Map<String, Set<String>> open = new TreeMap<>();
        for (List<String> row : rows("night-001/sis-calendar-2024-25.csv")) {
            if (row.get(2).equals("Y")) {
                open.computeIfAbsent(row.get(0), school -> new HashSet<>()).add(row.get(1));
            }
        }
        Set<String> expected = new HashSet<>();
        for (List<String> row : rows("night-001/sis-enrollments-2024-25.csv")) {
            if (!row.get(4).equals("NS")) {
                for (String day : open.get(row.get(1))) {
                    if (day.compareTo(row.get(3)) >= 0 && day.compareTo(row.get(5)) <= 0) {
                        expected.add(row.get(0) + row.get(1) + day);
                    }
                }
            }
        }
        List<List<String>> attendance = rows("night-001/sis-attendance-2024-25.csv");
        Set<String> taken = new HashSet<>();
        String last = "";
        for (List<String> row : attendance) {
            taken.add(row.get(0) + row.get(1) + row.get(2));
            assertThat(row.get(2)).isGreaterThanOrEqualTo(last);
            last = row.get(2);
        }
        assertThat(attendance).hasSameSizeAs(taken);
        assertThat(taken.equals(expected)).isTrue();
    }

    @Test
    void aYearHasAboutAHundredAndEightySchoolDays() {
        long days = rows("night-001/sis-calendar-2024-25.csv").stream()
                .filter(row -> row.get(0).equals("0101") && row.get(2).equals("Y"))
                .count();
        assertThat(days).isBetween(178L, 181L);
    }

    @Test
    void anEarlierNightKnowsNothingOfLaterDays() {
        String asOf = rows("truth/nights.csv").get(0).get(1);
        assertThat(rows("night-001/sis-attendance-2025-26.csv"))
                .allMatch(row -> row.get(2).compareTo(asOf) <= 0)
                .anyMatch(row -> row.get(2).equals(asOf));
        assertThat(rows("night-002/sis-attendance-2025-26.csv"))
                .anyMatch(row -> row.get(2).compareTo(asOf) > 0);
        assertThat(rows("night-001/sis-enrollments-2025-26.csv"))
                .allMatch(row -> row.get(3).compareTo(asOf) <= 0 && row.get(5).compareTo(asOf) <= 0);
        assertThat(rows("night-001/hr-staff.csv"))
                .allMatch(row -> row.get(7).compareTo(asOf) <= 0 && row.get(8).compareTo(asOf) <= 0);
        assertThat(rows("night-001/identity-events-2025-26.csv"))
                .allMatch(row -> row.get(1).substring(0, 10).compareTo(asOf) <= 0);
    }

    @Test
    void laterNightsBringTheCurrentYearOnly() {
        assertThat(clean.keySet()).contains("night-001/sis-attendance-2023-24.csv", "night-002/hr-staff.csv");
        assertThat(clean.keySet()).noneMatch(file -> file.startsWith("night-002/") && file.contains("2023-24"));
    }

    @Test
    void studentsMoveUpAGradeEachYear() {
        Map<String, String> grades = new TreeMap<>();
        int together = 0;
        for (List<String> row : rows("truth/clean/students.csv")) {
            String before = grades.put(row.get(1), row.get(8));
            if (before != null) {
                together++;
                int from = before.equals("PK") ? -1 : before.equals("KG") ? 0 : Integer.parseInt(before);
                assertThat(row.get(8)).isEqualTo(PupilYear.gradeCode(from + 1));
            }
        }
        assertThat(together).isGreaterThan(500);
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        Path out = Files.createDirectory(folder.resolve("full"));
        Files.writeString(out.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> SimulatedDistrict.write(out, 100, 1, "none", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not empty");
        assertThat(out).isDirectoryContaining(file -> file.endsWith("mine.txt"));
        assertThat(out.resolve("truth")).doesNotExist();
    }

    @Test
    void theCommandExplainsWhatIsWrongWithItsOptions() {
        var errors = new StringWriter();
        var command = new CommandLine(new SimulateCommand()).setErr(new PrintWriter(errors));
        String out = folder.resolve("never").toString();
        assertThat(command.execute("--students", "3", "--out", out)).isEqualTo(2);
        assertThat(command.execute("--students", "100", "--out", out, "--last-year", "2025-2026"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--students is 3").contains("write it like 2025-26");
    }

    @Test
    void twentyThousandStudentsFitIntoSixtyFourMegabytes() throws IOException, InterruptedException {
        Path out = folder.resolve("large");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeDistrict.class.getName(),
                        out.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(said).isZero();
        assertThat(Files.size(out.resolve("night-001/sis-attendance-2025-26.csv")))
                .isGreaterThan(90_000_000);
    }

    /** Runs in a process of its own. */
    static final class LargeDistrict {

        private LargeDistrict() {}

        public static void main(String[] arguments) {
            SimulatedDistrict.write(Path.of(arguments[0]), 20_000, 1, "realistic", 1);
        }
    }

    private static List<List<String>> rows(String file) {
        List<List<String>> rows = SimulatedDistrict.rows(clean.get(file));
        return rows.subList(1, rows.size());
    }

    private static List<List<String>> roster(String file) {
        return SimulatedDistrict.rows(clean.get("night-001/oneroster-2025-26.zip!" + file + ".csv"));
    }

    private static Set<String> ids(String file) {
        Set<String> ids = new HashSet<>();
        roster(file).forEach(row -> ids.add(row.get(0)));
        ids.remove("sourcedId");
        return ids;
    }

    private static void refersTo(String file, String column, String target) {
        List<List<String>> rows = roster(file);
        int at = rows.get(0).indexOf(column);
        Set<String> ids = ids(target);
        for (List<String> row : rows.subList(1, rows.size())) {
            if (!row.get(at).isEmpty()) {
                assertThat(ids)
                        .as(file + "." + column)
                        .containsAll(Arrays.asList(row.get(at).split(",", -1)));
            }
        }
    }
}
