package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.warehouse.home.RetentionSettings;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.year.ClosedYear;
import org.yearbook.warehouse.year.ClosedYears;
import picocli.CommandLine;

/** What the lake lets go of, and what it keeps whatever happens meanwhile. */
class RetentionTest {

    private static final String ASSIGNMENTS =
            "employee_id,position_id,job_code,job_title,staff_classification,school_number,fte,begin_date,end_date\n";
    private static final String TABLE = "staff_assignment";
    private static final String DAY = "2026-05-15";

    @TempDir
    Path folder;

    private TestHome home;
    private int times;

    @BeforeEach
    void aNight() throws IOException {
        home = new TestHome(folder.resolve("home"));
        Files.writeString(
                home.home().settings(),
                "\nrefresh: {every: 1h, files: [\"hr-assignments.csv\"]}\nretention: {lake_days: 10}\n",
                StandardOpenOption.APPEND);
        home.deliver(
                "hr-staff.csv",
                "employee_id,legal_first_name,legal_last_name,birth_date,hire_date,separation_date,separation_reason,"
                        + "status\n1,Ann,Roe,1980-01-01,2019-08-01,,,Active\n");
        deliver();
        assertThat(home.night(DAY)).as(home.said()).isZero();
    }

    private void deliver() {
        times++;
        home.deliver(
                "hr-assignments.csv", ASSIGNMENTS + "1,P1,T,Teacher %d,Teacher,100,1.0,2024-08-01,\n".formatted(times));
    }

    private void refresh() {
        deliver();
        var words = new StringWriter();
        var terminal = new PrintWriter(words, true);
        assertThat(NightlyCommand.refresh(
                        home.home().root(), LocalDate.parse(DAY), new ConsoleNight(terminal, false), terminal))
                .as(words.toString())
                .isZero();
    }

    private static Long snapshot(Publication publication) {
        return Objects.requireNonNull(Publications.snapshots(publication).get(TABLE));
    }

    private Set<Long> known() throws IOException {
        var known = new TreeSet<Long>();
        try (var lake = new Lake(home.home().lake())) {
            lake.forget((table, all) -> {
                if (table.equals(TABLE)) {
                    known.addAll(all.keySet());
                }
                return all.keySet();
            });
        }
        return known;
    }

    private List<Path> unneeded() throws IOException {
        try (var lake = new Lake(home.home().lake())) {
            return lake.unneeded();
        }
    }

    private void everythingIsAsItWasWritten() {
        var words = new StringWriter();
        int status = new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(words, true))
                .setErr(new PrintWriter(words, true))
                .execute("--home", home.home().root().toString());
        assertThat(status).as(words.toString()).isZero();
    }

    @Test
    void whatNothingNeedsGoesWhateverHappensMeanwhile() throws IOException {
        Publication first = Publications.current(home.home()).orElseThrow();
        Long begun = snapshot(first);
        refresh();
        Long hour = snapshot(Publications.current(home.home()).orElseThrow());
        refresh();
        refresh();
        assertThat(Publications.list(home.home())).hasSize(3).doesNotContain(first);
        assertThat(known()).doesNotContain(begun).hasSize(3).contains(hour);
        assertThat(unneeded()).isEmpty();

        whileABackupMayCopyThemFilesStay(hour);
        aNightThatIsKilledLosesNothing(hour);
        behindARunThatEndedWellNobodySearches();
        whatAClosedYearStandsOnStays();
    }

    private void whileABackupMayCopyThemFilesStay(Long hour) throws IOException {
        try (var channel = FileChannel.open(
                        home.home().state().resolve("copying.lock"),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                var lock = channel.lock(0, Long.MAX_VALUE, true)) {
            assertThat(lock.isShared()).isTrue();
            refresh();
            assertThat(known()).hasSize(4).contains(hour);
        }
    }

    private void aNightThatIsKilledLosesNothing(Long hour) throws IOException {
        deliver();
        assertThat(NightProcess.start(home.home().root(), DAY, List.of(), "kill@lake-forgot")
                        .await()
                        .status())
                .isEqualTo(NightProcess.KILLED);
        assertThat(known()).hasSize(3).doesNotContain(hour);
        assertThat(unneeded()).as("forgotten, and there still").isNotEmpty();
        everythingIsAsItWasWritten();
        assertThat(home.night(DAY)).as("nothing is new").isEqualTo(5);
        assertThat(unneeded()).isEmpty();
        everythingIsAsItWasWritten();
        assertThat(home.number("select count(*) from fact_staff_assignment")).isOne();
    }

    private void behindARunThatEndedWellNobodySearches() throws IOException {
        Path left = home.home().lake().resolve("district").resolve(TABLE).resolve("data/left.parquet");
        Files.writeString(left, "left");
        assertThat(home.night(DAY)).as("nothing is new").isEqualTo(5);
        assertThat(left).exists();
        Files.delete(home.home().state().resolve("lake-swept"));
        assertThat(home.night(DAY)).as("nothing is new").isEqualTo(5);
        assertThat(left).doesNotExist();
    }

    private void whatAClosedYearStandsOnStays() throws IOException {
        List<Publication> kept = Publications.list(home.home());
        Publication closed = kept.get(1);
        Long closedSnapshot = snapshot(closed);
        var years = ClosedYears.of(home.home());
        var year = SchoolYear.parse("2024-25");
        years.finish(
                year,
                new ClosedYear.State(
                        1,
                        "Pat",
                        Instant.now(),
                        "",
                        "",
                        new ClosedYear.Source(closed.id(), closed.night(), closed.asOf()),
                        Map.of(),
                        Publications.snapshots(closed),
                        Map.of()),
                years.begin(year));
        WorkFiles.forget(closed.folder());
        WorkFiles.forget(kept.get(2).folder());
        try (var lake = new Lake(home.home().lake())) {
            new Retention(home.home(), RetentionSettings.of(home.home()), ZoneOffset.UTC)
                    .tidy(lake, LocalDate.parse(DAY));
        }
        assertThat(known()).containsExactlyInAnyOrder(snapshot(kept.get(0)), closedSnapshot);
    }
}
