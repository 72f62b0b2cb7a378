package org.yearbook.ingest.source.pull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Time that passes only when somebody sleeps, or when a test says so. */
public final class FakePace {

    private Instant now;
    private Runnable meanwhile = () -> {};
    private final List<Duration> slept = new ArrayList<>();

    public FakePace(String now) {
        this.now = Instant.parse(now);
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    public synchronized List<Duration> slept() {
        return List.copyOf(slept);
    }

    /** Lets something happen while somebody waits. */
    public synchronized void whenSleeping(Runnable happens) {
        meanwhile = happens;
    }

    private synchronized void sleep(Duration time) {
        slept.add(time);
        now = now.plus(time);
        meanwhile.run();
    }

    private synchronized Instant now() {
        return now;
    }

    public Pace pace() {
        return new Pace(clock(), this::sleep, new Random(7));
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }
}
