package org.yearbook.dashboard.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The code by which whoever started the server becomes its first administrator. It stands on the console alone, holds
 * for an hour, and opens nothing once somebody has used it.
 */
public final class FirstCode {

    /** How long a code holds. */
    public static final Duration HOLDS = Duration.ofHours(1);

    private final Passwords passwords;
    private final Clock clock;
    private @Nullable String code;
    private Instant until = Instant.MIN;

    FirstCode(Passwords passwords, Clock clock) {
        this.passwords = passwords;
        this.clock = clock;
    }

    /** {@return a new code}; an earlier one is over */
    public synchronized String make() {
        String fresh = passwords.fresh();
        code = fresh;
        until = clock.instant().plus(HOLDS);
        return fresh;
    }

    /** {@return whether a code waits to be used} */
    public synchronized boolean waits() {
        return code != null && clock.instant().isBefore(until);
    }

    /** {@return whether this is the code} */
    public synchronized boolean is(String typed) {
        String known = code;
        return known != null
                && waits()
                && MessageDigest.isEqual(
                        known.getBytes(StandardCharsets.UTF_8), typed.strip().getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the code. */
    public synchronized void use() {
        code = null;
    }
}
