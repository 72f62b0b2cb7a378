package org.yearbook.ingest.source.pull;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Time and chance, handed in so that waiting can be tested without waiting.
 *
 * @param clock tells the time; durations are measured by it too
 * @param sleeper waits
 * @param random spreads retries
 */
public record Pace(Clock clock, Sleeper sleeper, RandomGenerator random) {

    /** Waits for a while. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** {@return the pace of the world} */
    public static Pace real(Clock clock) {
        // Not the default generator: a trimmed Java has it only with a module of its own.
        return new Pace(clock, time -> Thread.sleep(time.toMillis()), new Random());
    }

    /** Waits; an interruption ends the pull. */
    public void sleep(Duration time) throws PullFailure {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PullFailure("The pull was interrupted.", "Nothing: the next night pulls again.", e);
        }
    }
}
