package org.yearbook.ingest.source.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;

/** Keeps one token for a pull: a new one is fetched shortly before it expires, and after it was answered with 401. */
public final class BearerTokens implements HttpAuth.Signer {

    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final Clock clock;
    private final Fetch fetch;
    private @Nullable String token;
    private Instant goodUntil = Instant.MAX;

    public BearerTokens(PullContext context, Fetch fetch) {
        this.clock = context.pace().clock();
        this.fetch = fetch;
    }

    /**
     * A token as it was given.
     *
     * @param seconds how long it serves; 0 or less when that was not said
     */
    public record Given(String token, long seconds) {

        /** The token is a secret, and no message may show it. */
        @Override
        public String toString() {
            return "a token for " + seconds + " s";
        }
    }

    /** Asks for a token. */
    @FunctionalInterface
    public interface Fetch {
        Given fetch(HttpAuth.Plain plain) throws PullFailure;
    }

    @Override
    public synchronized Map<String, String> headers(HttpAsk ask, HttpAuth.Plain plain) throws PullFailure {
        String usable = token;
        if (usable == null || !clock.instant().isBefore(goodUntil)) {
            Given given = fetch.fetch(plain);
            usable = given.token();
            token = usable;
            goodUntil = goodUntil(given.seconds());
        }
        return Map.of("Authorization", "Bearer " + usable);
    }

    private Instant goodUntil(long seconds) {
        if (seconds <= 0) {
            return Instant.MAX;
        }
        Duration life = Duration.ofSeconds(seconds);
        Duration tenth = life.dividedBy(10);
        return clock.instant().plus(life).minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
    }

    @Override
    public synchronized boolean renew() {
        token = null;
        return true;
    }
}
