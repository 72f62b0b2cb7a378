package org.yearbook.dashboard.flight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.fingerprint.Sha256;

/**
 * What a tool carries after its person's password was asked once, so that the password need not come with every call.
 * Kept in memory, by hash; ends like a session in a browser does. Thread-safe.
 */
final class Passes {

    /** What every pass begins with, to be told from a token. */
    static final String PREFIX = "ybp_";

    private static final int MOST = 50;

    private final Clock clock;
    private final Duration idle;
    private final Duration longest;
    private final Map<String, Pass> passes = new HashMap<>();

    /**
     * One of them.
     *
     * @param stamp of the person when it was made; another one ends it
     */
    record Pass(long person, int stamp, Instant made, Instant used) {}

    Passes(Clock clock, Duration idle, Duration longest) {
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
    }

    /** {@return the secret of a new pass} */
    synchronized String make(Person person) {
        passes.values().removeIf(pass -> !live(pass));
        var own = passes.entrySet().stream()
                .filter(entry -> entry.getValue().person() == person.id())
                .sorted(Comparator.comparing(entry -> entry.getValue().used()))
                .map(Map.Entry::getKey)
                .toList();
        own.subList(0, Math.max(0, own.size() - MOST + 1)).forEach(passes::remove);
        String secret = PREFIX + Secrets.fresh();
        passes.put(Sha256.of(secret), new Pass(person.id(), person.stamp(), clock.instant(), clock.instant()));
        return secret;
    }

    /** {@return the pass of a secret, which lives on by that} */
    synchronized Optional<Pass> use(String secret) {
        String hash = Sha256.of(secret);
        Pass pass = passes.get(hash);
        if (pass == null || !live(pass)) {
            passes.remove(hash);
            return Optional.empty();
        }
        passes.put(hash, new Pass(pass.person(), pass.stamp(), pass.made(), clock.instant()));
        return Optional.of(pass);
    }

    private boolean live(Pass pass) {
        Instant now = clock.instant();
        return pass.used().plus(idle).isAfter(now) && pass.made().plus(longest).isAfter(now);
    }
}
