package org.yearbook.dashboard.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.schedule.NightPlan.Known;
import org.yearbook.dashboard.schedule.NightPlan.Try;
import org.yearbook.dashboard.schedule.NightStanding.State;
import org.yearbook.dashboard.state.NightStarts;
import org.yearbook.dashboard.state.NightStarts.Start;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.NightSettings;
import org.yearbook.warehouse.home.NightSettings.Starter;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Runs;

/**
 * Tells whether the night that is due is done, whoever ran it: the records of the nights say so, and where the server
 * started one itself, its exit status.
 */
@Component
public final class NightWatch {

    /** A night that began before its time by so little, by hand or by a timer, is that night. */
    private static final int EARLY_SECONDS = 60;

    private static final List<Integer> DONE = List.of(0, 3, 5);

    private final Runs runs;
    private final NightStarts starts;
    private final Clock clock;
    private final Optional<NightPlan> plan;

    public NightWatch(
            DistrictHome home, District district, NightStarts starts, Optional<NightSettings> settings, Clock clock) {
        this.runs = new Runs(home);
        this.starts = starts;
        this.plan = settings.map(said -> new NightPlan(said, district.zone()));
        this.clock = clock;
    }

    /** {@return how the night stands whose time has come last; nothing where the home does not say when that is} */
    public Optional<NightStanding> standing() {
        return plan.map(said -> standing(said, clock.instant()));
    }

    /** {@return whether the server is to start the nights} */
    boolean starts() {
        return plan.filter(said -> said.settings().starter() == Starter.SERVER).isPresent();
    }

    /** {@return the night to start now, if one is to be started} */
    Optional<LocalDate> toStart() {
        Instant now = clock.instant();
        return plan.filter(said -> said.settings().starter() == Starter.SERVER)
                .filter(said -> said.next(now, known(said, now))
                        .filter(at -> !at.isAfter(now))
                        .isPresent())
                .map(said -> said.due(now));
    }

    /** {@return whether the server starts the night that is due, now or, after one that failed, again in a while} */
    boolean awaited() {
        Instant now = clock.instant();
        return plan.filter(said -> said.settings().starter() == Starter.SERVER)
                .filter(said -> said.next(now, known(said, now)).isPresent())
                .isPresent();
    }

    private NightStanding standing(NightPlan said, Instant now) {
        LocalDate night = said.due(now);
        Known known = known(said, now);
        boolean missed = said.missed(now, known);
        State state =
                missed ? State.MISSING : known.done() ? State.DONE : known.running() ? State.RUNNING : State.WAITING;
        Starter starter = said.settings().starter();
        Instant next = said.next(now, known).orElse(said.following(now));
        return new NightStanding(
                night,
                said.at(night),
                state,
                known.running(),
                known.tries().size(),
                starter,
                starter == Starter.SERVER ? Optional.of(next) : Optional.empty(),
                said.zone());
    }

    private Known known(NightPlan said, Instant now) {
        LocalDate night = said.due(now);
        // Before what is done: a night that ends in between is done then, and not one that never was.
        boolean running =
                runs.latest().filter(run -> run.state() == Run.State.RUNNING).isPresent();
        List<Start> tried = starts.of(night);
        boolean done =
                tried.stream().map(Start::status).filter(Objects::nonNull).anyMatch(DONE::contains);
        return new Known(
                done || since(said.at(night), said.following(now)).anyMatch(NightWatch::good),
                running,
                tried.stream()
                        .map(start -> new Try(start.began(), start.ended()))
                        .toList());
    }

    /** A run of the time after belongs to a later night: the clock was wrong then, or is wrong now. */
    private Stream<Run> since(Instant from, Instant to) {
        Instant early = from.minusSeconds(EARLY_SECONDS);
        return runs.ids().stream()
                .takeWhile(id -> !Runs.began(id).isBefore(early))
                .filter(id -> Runs.began(id).isBefore(to.minusSeconds(EARLY_SECONDS)))
                .flatMap(id -> runs.find(id).stream());
    }

    /** Nothing to publish, or nothing fit to be, is no failure of the night: trying again would change nothing. */
    private static boolean good(Run run) {
        return !run.refresh() && ended(run);
    }

    private static boolean ended(Run run) {
        return run.state().published() || run.state() == Run.State.NOTHING || run.state() == Run.State.ONLY_KNOWN;
    }

    /** {@return whether the process of a start came so far as to leave a record of its run} */
    boolean ran(Start start) {
        // Ids tell no fractions of a second.
        Instant since = start.began().truncatedTo(ChronoUnit.SECONDS);
        return runs.ids().stream().anyMatch(id -> !Runs.began(id).isBefore(since));
    }
}
