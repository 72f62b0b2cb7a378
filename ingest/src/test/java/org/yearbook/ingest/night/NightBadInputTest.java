package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Runs;

/** What is no delivery gets a clear message, an exit status that scripts can tell, and never half a result. */
class NightBadInputTest {

    private static final AtomicInteger HOMES = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Path good;

    private TestHome home;

    @BeforeAll
    static void simulate() {
        Path out = folder.resolve("simulated");
        Simulation.write(new SimulationPlan(
                60, 1, 3, out, DirtProfile.of("none"), 1, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
        good = out.resolve("night-001");
    }

    @BeforeEach
    void newHome() {
        home = new TestHome(folder.resolve("home-" + HOMES.incrementAndGet()));
    }

    private Path bundle() {
        return good.resolve("oneroster-2025-26.zip");
    }

    @Test
    void anEmptyInboxPublishesNothingAndSaysWhereToPutFiles() {
        assertThat(home.night("2026-06-01")).isEqualTo(4);
        assertThat(home.said()).contains("inbox is empty").contains("inbox");
        assertThat(Publications.current(home.home())).isEmpty();
    }

    @Test
    void aZipThatIsCutIsHeldBackAndTheLastNightStays() throws IOException {
        home.deliver(bundle());
        assertThat(home.night("2026-06-01")).as(home.said()).isZero();
        long students = home.number("select count(*) from dim_student");
        byte[] whole = Files.readAllBytes(bundle());
        Files.write(home.home().inbox().resolve("oneroster-2025-26.zip"), Arrays.copyOf(whole, whole.length * 2 / 3));

        assertThat(home.night("2026-06-02")).as(home.said()).isEqualTo(3);

        assertThat(home.said()).contains("Held back: oneroster-2025-26.zip");
        assertThat(home.number("select count(*) from dim_student")).isEqualTo(students);
        assertThat(home.number("select count(*) from delivery where status = 'held' and reason is not null"))
                .isOne();
    }

    @Test
    void aCutZipAloneInANewHomePublishesNothing() throws IOException {
        byte[] whole = Files.readAllBytes(bundle());
        Files.write(home.home().inbox().resolve("oneroster.zip"), Arrays.copyOf(whole, whole.length / 2));
        assertThat(home.night("2026-06-01")).isEqualTo(4);
        assertThat(Publications.current(home.home())).isEmpty();
    }

    @Test
    void aBundleOfNothingButItsManifestSaysSo() throws IOException {
        Path bundle = Files.createDirectories(home.home().inbox().resolve("roster"));
        Files.writeString(
                bundle.resolve("manifest.csv"),
                "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,absent\n");
        assertThat(home.night("2026-06-01")).isEqualTo(4);
        assertThat(home.said()).contains("holds no rows");
    }

    @Test
    void aFileWithoutARequiredColumnIsHeldBackAndItsColumnIsNamed() throws IOException {
        String attendance = Files.readString(good.resolve("sis-attendance-2025-26.csv"));
        home.deliver(bundle()).deliver("sis-attendance-2025-26.csv", attendance.replaceFirst("attendance_date", "day"));
        assertThat(home.night("2026-06-01")).as(home.said()).isEqualTo(3);
        assertThat(home.said()).contains("sis-attendance-2025-26.csv").contains("attendance_date");
    }

    /** Whoever can write into the inbox must not be able to write lines into what cron keeps of a night. */
    @Test
    void theNameOfAFileOrAColumnNeitherBeginsALineNorMovesThePen() throws IOException {
        String forged = "Published 20260601T000000-forged, as of 2026-06-01.";
        Files.writeString(home.home().inbox().resolve("a\n" + forged + "\u001B[2J.csv"), "a,b\n1,2\n");
        home.deliver("hr-staff.csv", "\"employee_id\",\"x\n" + forged + "\u001B[2J\"\nE-1,1\n");
        assertThat(home.night("2026-06-01")).isEqualTo(4);
        assertThat(home.said()).contains("Held back: a " + forged).contains("Held back: hr-staff.csv");
        assertThat(home.said().lines()).noneMatch(line -> line.startsWith("Published"));
        assertThat(home.said()).doesNotContain("\u001B");
    }

    @Test
    void aWebPageNamedCsvIsNoTable() {
        home.deliver(bundle()).deliver("hr-staff.csv", "<!DOCTYPE html>\n<html><body>Please sign in</body></html>\n");
        assertThat(home.night("2026-06-01")).as(home.said()).isEqualTo(3);
        assertThat(home.said()).contains("hr-staff.csv");
    }

    @Test
    void aFileInAnotherEncodingComesInWhole() throws IOException {
        String staff = Files.readString(good.resolve("hr-staff.csv"));
        String named = staff.replaceFirst("(?m)^(\\d+),[^,]*,", "$1,Zoé,");
        home.deliver(bundle());
        Files.write(home.home().inbox().resolve("hr-staff.csv"), named.getBytes(StandardCharsets.UTF_16));
        assertThat(home.night("2026-06-01")).as(home.said()).isZero();
        assertThat(home.ask("select legal_first_name from dim_staff where legal_first_name = 'Zoé'"))
                .hasSize(1);
    }

    @Test
    void bytesThatNoEncodingExplainsAreHeldBack() throws IOException {
        home.deliver(bundle());
        byte[] staff = Files.readAllBytes(good.resolve("hr-staff.csv"));
        for (int i = 200; i < staff.length; i += 7) {
            staff[i] = (byte) (i % 5 == 0 ? 0x00 : 0x81);
        }
        Files.write(home.home().inbox().resolve("hr-staff.csv"), staff);
        assertThat(home.night("2026-06-01")).as(home.said()).isEqualTo(3);
        assertThat(home.said()).contains("hr-staff.csv");
    }

    @Test
    void theSameBundleTwiceChangesNothing() {
        home.deliver(bundle());
        assertThat(home.night("2026-06-01")).as(home.said()).isZero();
        var before = home.ask("select * exclude (as_of) from metric_value order by all");
        home.deliver(bundle());
        assertThat(home.night("2026-06-02")).as(home.said()).isZero();
        assertThat(home.ask("select * exclude (as_of) from metric_value order by all"))
                .isEqualTo(before);
        assertThat(home.number("select count(*) from row_account where delivered <> loaded + quarantined + duplicate"))
                .isZero();
    }

    @Test
    void aHeaderInTheMiddleOfAFileIsOneFindingAndCounted() {
        home.deliver(
                "hr-absences-2025-26.csv",
                "employee_id,absence_date,days,reason\n1,2025-09-15,1,Personal leave\n"
                        + "employee_id,absence_date,days,reason\n2,2025-09-16,1,Personal leave\n");
        assertThat(home.night("2025-10-01")).as(home.said()).isZero();
        assertThat(home.ask("select rule_id, severity, message from quality_issue where row_number = 3"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.intoList())
                        .containsExactly(
                                "SYS-08",
                                "minor",
                                "Line 3 is the header again: it names the columns, and was set aside."));
        assertThat(home.ask("select delivered, loaded, quarantined from row_account"))
                .singleElement()
                .satisfies(counts -> assertThat(counts.intoList()).containsExactly(3L, 2L, 1L));
    }

    @Test
    void aLineThatIsNoRecordKeepsNothingOut() {
        home.deliver(
                "trainings-2025-26.csv",
                "employee_id,course,provider,completed_on,hours\n-----------,------,--------,------------,-----\n"
                        + "7,CPR,Red Cross,2026-02-02,2\n".repeat(9) + "8,CPR,Red Cross,2026-02-02\n");
        assertThat(home.night("2026-06-01")).as(home.said()).isZero();
        assertThat(home.number("select sum(rejected) from delivery")).isEqualTo(2);
        assertThat(home.ask("select row_number from quality_issue where severity = 'block' and entity = 'delivery'"))
                .as("the line below the names needs nobody, the one that is too short does")
                .extracting(row -> row.get(0, Long.class))
                .containsExactly(12L);
    }

    @Test
    void aSecondNightEndsAtOnceWhileOneRuns() {
        home.deliver(bundle());
        try (var first =
                NightLock.tryLock(home.home(), "the night of 2026-06-01").orElseThrow()) {
            assertThat(home.night("2026-06-01")).isEqualTo(4);
        }
        assertThat(home.said())
                .as("who it is, where, and since when")
                .containsPattern("Another night or command is at work in this home: the night of 2026-06-01, process "
                        + ProcessHandle.current().pid()
                        + " on [^ ]+, since \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2} ");
        assertThat(home.night("2026-06-01")).as(home.said()).isZero();
    }

    @Test
    void aNightThatFailsOnceItHasPublishedSaysWhatIsInForce() throws IOException {
        Files.writeString(
                Files.createDirectories(home.home().years()).resolve("2025-26"), "where the year is to be recorded");
        home.deliver(bundle());
        assertThat(home.night("2026-06-01")).as(home.said()).isEqualTo(4);
        String publication = Publications.current(home.home()).orElseThrow().id();
        assertThat(home.said())
                .contains("Published " + publication + " all the same", "run the night again")
                .doesNotContain("Nothing was published");
        Run run = new Runs(home.home()).latest().orElseThrow();
        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(run.publication()).isEqualTo(publication);

        Files.delete(home.home().years().resolve("2025-26"));
        assertThat(home.night("2026-06-01")).as("run again: " + home.said()).isZero();
        assertThat(home.home().inbox().resolve("oneroster-2025-26.zip")).doesNotExist();
        assertThat(new Runs(home.home()).latest().orElseThrow().state()).isEqualTo(Run.State.PUBLISHED);
    }

    @Test
    void aNightBeforeTheLastOneIsRefusedAndTouchesNothing() throws IOException {
        home.deliver(bundle());
        assertThat(home.night("2026-06-02")).as(home.said()).isZero();
        var before = home.ask("select * from publication");
        home.deliver("hr-staff.csv", Files.readString(good.resolve("hr-staff.csv")));
        assertThat(home.night("2026-06-01")).isEqualTo(2);
        assertThat(home.said()).contains("The last night was 2026-06-02").contains("nights go forward");
        assertThat(home.ask("select * from publication")).isEqualTo(before);
        assertThat(home.home().inbox().resolve("hr-staff.csv")).exists();
        assertThat(home.night("2026-06-02")).as(home.said()).isZero();
    }

    @Test
    void aWrongSettingIsNamedBeforeAnythingIsTouched() throws IOException {
        Files.writeString(home.home().settings(), "name: x\ncount_dya: \"10-01\"\n");
        home.deliver(bundle());
        assertThat(home.night("2026-06-01")).isEqualTo(2);
        assertThat(home.said()).contains("count_dya");
    }

    @Test
    void aFolderThatIsNoHomeIsAUsageError() {
        var words = new java.io.StringWriter();
        var out = new java.io.PrintWriter(words, true);
        assertThat(NightlyCommand.run(
                        folder.resolve("nowhere"),
                        LocalDate.parse("2026-06-01"),
                        "local[1]",
                        new ConsoleNight(out, false),
                        out))
                .isEqualTo(2);
        assertThat(words.toString()).contains("yearbook init");
    }
}
