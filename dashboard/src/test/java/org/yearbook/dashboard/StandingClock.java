package org.yearbook.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test puts it forward. */
public final class StandingClock extends Clock {

    private volatile Instant now;
    private volatile Runnable meanwhile = () -> {};

    public StandingClock(Instant now) {
        this.now = now;
    }

    public void after(Duration duration) {
        now = now.plus(duration);
    }

    /** What happens whenever somebody asks for the time. */
    public void meanwhile(Runnable happening) {
        meanwhile = happening;
    }

    @Override
    public Instant instant() {
        meanwhile.run();
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
