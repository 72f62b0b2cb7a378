package org.yearbook.dashboard.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.HandClock;
import org.yearbook.dashboard.schedule.NightStanding.State;
import org.yearbook.dashboard.state.NightStarts;
import org.yearbook.dashboard.state.NightStarts.Start;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.NightSettings;
import org.yearbook.warehouse.home.NightSettings.Starter;
import org.yearbook.warehouse.home.RefreshSettings;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Runs;

/** Nights as processes of their own, started by the clock of a server. */
class NightClockTest {

    /** Its time came ten minutes ago. */
    private static final Instant DUE =
            Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(10));

    private static final LocalDate NIGHT = LocalDate.ofInstant(DUE, ZoneOffset.UTC);

    @TempDir
    Path folder;

    /** It goes on from the real time: the child has the real one. */
    private final HandClock clock = new HandClock();

    private DistrictHome home;
    private StateDatabase database;
    private NightStarts starts;
    private Outbox outbox;
    private Starter starter = Starter.SERVER;
    private @Nullable RefreshSettings refresh;

    @BeforeEach
    void open() throws IOException {
        home = new DistrictHome(folder);
        Files.writeString(home.settings(), "name: Cedar Valley School District\ntime_zone: UTC\n");
        database = StateDatabase.open(home);
        starts = new NightStarts(database, clock);
        outbox = new Outbox(database, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private NightWatch watch() {
        District district = DistrictFile.read(home);
        var settings = new NightSettings(
                LocalTime.ofInstant(DUE, ZoneOffset.UTC), starter, 2, Duration.ofMinutes(20), Duration.ofMinutes(180));
        return new NightWatch(home, district, starts, Optional.of(settings), clock);
    }

    private NightStanding standing() {
        return watch().standing().orElseThrow();
    }

    private RefreshWatch refreshes() {
        return new RefreshWatch(
                home, DistrictFile.read(home), new Editions(home, 10, 1), Optional.ofNullable(refresh), clock);
    }

    /** {@return the clock of a server that was started just now} */
    private NightClock server() {
        var people = new People(database, clock, ZoneOffset.UTC);
        return new NightClock(
                home,
                new Watches(watch(), refreshes()),
                NightProcess.of(Map.of(NightProcess.LAUNCHER, launcher().toString())),
                new NightClock.Rooms(starts, people, outbox),
                clock);
    }

    private Path launcher() {
        Path launcher = folder.resolve("launcher");
        if (Files.exists(launcher)) {
            return launcher; // a shell may be reading it
        }
        try {
            Files.writeString(launcher, """
                    #!/bin/sh
                    exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s "$@"
                    """.formatted(
                            Path.of(System.getProperty("java.home"), "bin", "java"),
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            PlayedNight.class.getName()));
            Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return launcher;
    }

    private void play(String what) throws IOException {
        Path unfinished = folder.resolve("play.new");
        Files.writeString(unfinished, what);
        Files.move(unfinished, folder.resolve("play"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void until(NightClock server, BooleanSupplier enough) throws Exception {
        for (int i = 0; i < 600 && !enough.getAsBoolean(); i++) {
            Thread.sleep(50);
            server.look();
        }
        assertThat(enough.getAsBoolean()).as("%s", said()).isTrue();
    }

    /** {@return what is known of the night and what its process printed, for whoever finds that it does not come} */
    private List<String> said() throws IOException {
        Path log = home.state().resolve("night.log");
        return List.of(
                standing().toString(),
                new Runs(home).ids().toString(),
                Files.exists(log) ? Files.readString(log) : "no night began");
    }

    private List<Integer> statuses() {
        return starts.of(NIGHT).stream()
                .map(Start::status)
                .map(status -> status == null ? -1 : status)
                .toList();
    }

    @Test
    void aNightThatIsDueIsStartedOnceAndWhatItSaysIsKept() throws Exception {
        play("publish");
        var server = server();
        assertThat(standing().state()).isEqualTo(State.WAITING);
        server.look();
        until(server, () -> statuses().equals(List.of(0)));
        server.look();
        assertThat(statuses()).containsExactly(0);
        assertThat(standing().state()).isEqualTo(State.DONE);
        assertThat(standing().next()).contains(DUE.plus(Duration.ofDays(1)));
        Run run = new Runs(home).latest().orElseThrow();
        assertThat(run.date()).isEqualTo(NIGHT);
        assertThat(home.state().resolve("night.log"))
                .content()
                .contains("[nightly, --home, " + home.root() + ", --date, " + NIGHT + "]");
    }

    @Test
    void aNightThatSomebodyElseRanIsNotStarted() throws Exception {
        play("publish");
        new NightProcess(Optional.of(launcher())).start(home, NIGHT).waitFor();
        server().look();
        assertThat(statuses()).isEmpty();
        starter = Starter.TIMER;
        assertThat(standing().state()).isEqualTo(State.DONE);
    }

    @Test
    void aServerThatComesBackLeavesTheRunningNightAloneAndKnowsHowItEnded() throws Exception {
        play("slow");
        server().look();
        until(server(), () -> standing().state() == State.RUNNING);
        var after = server();
        clock.pass(Duration.ofHours(2));
        after.look();
        assertThat(statuses()).as("it runs").containsExactly(-1);
        play("publish");
        until(after, () -> standing().state() == State.DONE);
        assertThat(statuses()).containsExactly(-1);
    }

    /** {@return that the latest refresh of the day was due a moment ago, and the next is in ten hours} */
    private static RefreshSettings refreshedMinutesAgo() {
        LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        return new RefreshSettings(
                Duration.ofHours(10),
                now,
                now,
                RefreshSettings.Days.ALL,
                Starter.SERVER,
                List.of(),
                List.of("hr-*.csv"));
    }

    @Test
    void theNightThatIsDueComesFirstAndTakesInWhatIsRefreshedToo() throws Exception {
        refresh = refreshedMinutesAgo();
        play("publish");
        var server = server();
        server.look();
        until(server, () -> statuses().equals(List.of(0)));
        server.look();
        server.look();
        assertThat(new Runs(home).ids()).hasSize(1);
        assertThat(home.state().resolve("refresh.log")).doesNotExist();
    }

    @Test
    void aNightThatIsTriedAgainComesBeforeAnyRefresh() throws Exception {
        refresh = refreshedMinutesAgo();
        play("fail");
        var server = server();
        server.look();
        until(server, () -> statuses().equals(List.of(4)));
        play("publish");
        server.look();
        server.look();
        assertThat(home.state().resolve("refresh.log"))
                .as("a refresh of the next day would be in the night's way")
                .doesNotExist();
        clock.pass(Duration.ofMinutes(21));
        server.look();
        until(server, () -> statuses().equals(List.of(4, 0)));
        assertThat(new Runs(home).latest().orElseThrow().refresh()).isFalse();
    }

    @Test
    void aRefreshIsStartedOnceAndIsNoNight() throws Exception {
        starter = Starter.TIMER;
        refresh = refreshedMinutesAgo();
        play("publish");
        var server = server();
        until(server, () -> new Runs(home).latest().filter(Run::refresh).isPresent());
        until(server, () -> new Runs(home).latest().orElseThrow().state() == Run.State.PUBLISHED);
        assertThat(home.state().resolve("refresh.log"))
                .content()
                .contains("[nightly, --home, " + home.root() + ", --refresh]");
        assertThat(standing().state()).as("the night is still to be done").isEqualTo(State.WAITING);
        server.look();
        server().look();
        assertThat(new Runs(home).ids()).as("once, by whichever server").hasSize(1);
    }

    @Test
    void aRefreshWaitsForWhoeverIsAtWorkAndIsNotTriedAgainWhenItFails() throws Exception {
        starter = Starter.TIMER;
        refresh = refreshedMinutesAgo();
        play("busy");
        // Other tests of this process may have left a browser running.
        List<ProcessHandle> others = ProcessHandle.current().children().toList();
        var server = server();
        server.look();
        until(
                server,
                () -> Files.exists(home.state().resolve("refresh.log"))
                        && ProcessHandle.current().children().allMatch(others::contains));
        server.look();
        play("fail");
        server.look();
        assertThat(new Runs(home).ids()).as("left alone for a while").isEmpty();
        clock.pass(Duration.ofMinutes(6));
        until(server, () -> !new Runs(home).ids().isEmpty());
        until(server, () -> new Runs(home).latest().orElseThrow().state() == Run.State.FAILED);
        clock.pass(Duration.ofHours(1));
        server.look();
        server.look();
        assertThat(new Runs(home).ids()).hasSize(1);
    }

    @Test
    void whereSomebodyElseIsAtWorkNothingCountsAsTried() throws Exception {
        play("busy");
        var server = server();
        server.look();
        assertThat(statuses()).containsExactly(-1);
        until(server, () -> statuses().isEmpty());
        server.look();
        assertThat(statuses()).as("left alone for a while").isEmpty();
        play("publish");
        clock.pass(Duration.ofMinutes(6));
        server.look();
        until(server, () -> statuses().equals(List.of(0)));
    }

    @Test
    void aNightThatFailsTooOftenIsMissingAndEachAdministratorHearsOnce() throws Exception {
        var people = new People(database, clock, ZoneOffset.UTC);
        for (Role role : List.of(Role.ADMINISTRATOR, Role.LEADER)) {
            people.demo(new Newcomer(role.name(), "Somebody", role, Set.of()), "no hash");
            people.setEmail(people.bySignIn(role.name()).orElseThrow().id(), role + "@district.example");
        }
        play("fail");
        var server = server();
        server.look();
        until(server, () -> statuses().equals(List.of(4)));
        assertThat(standing().state()).isEqualTo(State.WAITING);
        play("setting");
        server.look();
        assertThat(statuses()).as("not at once").hasSize(1);
        clock.pass(Duration.ofMinutes(21));
        server.look();
        until(server, () -> statuses().equals(List.of(4, 2)));
        clock.pass(Duration.ofMinutes(39));
        server.look();
        server().look();
        assertThat(statuses()).hasSize(2);
        assertThat(standing().missing()).isTrue();
        assertThat(standing().finding() + ". " + standing().more())
                .contains(" is missing. It was due on ", "The server started it 2 times.", "run yearbook nightly");
        long administrator =
                people.bySignIn(Role.ADMINISTRATOR.name()).orElseThrow().id();
        assertThat(outbox.due())
                .extracting(Outbox.Mail::night, Outbox.Mail::person)
                .containsExactly(tuple(NIGHT, administrator));
    }
}
