package org.yearbook.dashboard.schedule;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.state.NightStarts;
import org.yearbook.dashboard.state.NightStarts.Start;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Outbox.Mail;
import org.yearbook.dashboard.state.People;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * Looks twice a minute whether a night is to be started, and whether one is missing, while the server runs. What is to
 * be done is worked out each time from the records of the nights, so a plain thread does: a scheduler that keeps its
 * own table of what is due, as that of the mail, would have a second opinion about the same thing.
 */
@Component
final class NightClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NightClock.class);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int NOTHING = 4;

    /** How long somebody else at work in the home is left alone before it is tried again. */
    private static final Duration BUSY = Duration.ofMinutes(5);

    private final DistrictHome home;
    private final NightWatch watch;
    private final RefreshWatch refreshes;
    private final NightProcess process;
    private final Rooms rooms;
    private final Clock clock;
    private final Rounds rounds = new Rounds("nights", this::lookAndTell, FIRST, EVERY);
    private @Nullable Process child;
    private @Nullable Start start;
    private Instant refreshed = Instant.MIN;
    private Instant notBefore = Instant.MIN;

    @Autowired
    NightClock(DistrictHome home, Watches watches, Rooms rooms, Clock clock) {
        this(home, watches, NightProcess.of(System.getenv()), rooms, clock);
    }

    NightClock(DistrictHome home, Watches watches, NightProcess process, Rooms rooms, Clock clock) {
        this.home = home;
        this.watch = watches.nights();
        this.refreshes = watches.refreshes();
        this.process = process;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** What the server keeps. */
    @Component
    record Rooms(NightStarts starts, People people, Outbox outbox) {}

    private void lookAndTell() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error(
                    "The nights could not be looked after, and are again in a moment: {}",
                    e.getClass().getName());
        }
    }

    /** Notes how a night ended, starts one that is due, and tells of one that is missing. */
    void look() {
        ended();
        if (child == null && process.launcher().isPresent() && !clock.instant().isBefore(notBefore)) {
            // One at a time, and the night comes first, also one that is tried again: it takes in what is refreshed,
            // too, and after the refresh of a later day it could not run any more.
            Optional<LocalDate> night = watch.toStart();
            night.ifPresent(this::start);
            if (night.isEmpty() && !watch.awaited()) {
                refreshes.toStart().filter(refreshed::isBefore).ifPresent(this::refresh);
            }
        }
        watch.standing().filter(NightStanding::missing).ifPresent(standing -> tell(standing.night()));
    }

    private void start(LocalDate night) {
        Start begun = rooms.starts().begin(night);
        try {
            child = process.start(home, night);
            start = begun;
            LOG.info("The night of {} is started", night);
        } catch (IOException e) {
            rooms.starts().end(begun, NOTHING);
            LOG.error("The night of {} could not be started: {}", night, e.getMessage());
        }
    }

    /** One that fails is not tried again: the next is due soon, and pages mark what is late meanwhile. */
    private void refresh(Instant at) {
        refreshed = at;
        try {
            child = process.refresh(home);
            LOG.info("The refresh of {} is started", at);
        } catch (IOException e) {
            LOG.error("The refresh of {} could not be started: {}", at, e.getMessage());
        }
    }

    private void ended() {
        if (child == null || child.isAlive()) {
            return;
        }
        int status = child.exitValue();
        if (start == null) {
            refreshEnded(status);
        } else {
            nightEnded(start, status);
        }
        child = null;
        start = null;
    }

    private void refreshEnded(int status) {
        if (status == NOTHING && !refreshes.since(refreshed)) {
            LOG.info("The refresh of {} waits: a night, a pull or a check is at work in the home", refreshed);
            refreshed = Instant.MIN;
            notBefore = clock.instant().plus(BUSY);
        } else {
            LOG.info("The refresh of {} ended with status {}", refreshed, status);
        }
    }

    private void nightEnded(Start start, int status) {
        if (status == NOTHING && !watch.ran(start)) {
            LOG.info("The night of {} waits: a night, a pull or a check is at work in the home", start.night());
            rooms.starts().takeBack(start);
            notBefore = clock.instant().plus(BUSY);
        } else {
            LOG.info("The night of {} ended with status {}", start.night(), status);
            rooms.starts().end(start, status);
        }
    }

    /** Each administrator hears of each missing night once: the occasion of the mail names both. */
    private void tell(LocalDate night) {
        rooms.people().administratorsWithMail().forEach(person -> rooms.outbox().put(Mail.missing(night, person.id())));
    }

    @Override
    public void start() {
        if ((watch.starts() || refreshes.starts()) && process.launcher().isEmpty()) {
            LOG.warn(
                    "district.yaml wants the server to start nights or refreshes; that needs a server that was started by:"
                            + " yearbook serve");
        }
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
