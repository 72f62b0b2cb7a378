package org.yearbook.ingest.source.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.yearbook.ingest.source.pull.Pace;
import org.yearbook.ingest.source.pull.PullFailure;

/** How long to wait before a request is tried again, and when enough was waited. */
final class Retries {

    private final HttpPolicy policy;
    private final Pace pace;
    private final Instant until;
    private Duration waited = Duration.ZERO;

    Retries(HttpPolicy policy, Pace pace, Instant until) {
        this.policy = policy;
        this.pace = pace;
        this.until = until;
    }

    /** {@return whether an answer is worth another try} */
    static boolean worthwhile(int status) {
        return status == 429 || status == 408 || (status >= 500 && status != 501 && status != 505);
    }

    /**
     * Waits before a further try.
     *
     * @param tried how often it was tried already
     * @param retryAfter what the server asked for
     * @param why what stands in the way, as a sentence
     */
    void await(int tried, Optional<String> retryAfter, String why) throws PullFailure {
        if (tried >= policy.tries()) {
            throw new PullFailure(
                    why + " That was try " + tried + ".",
                    "Nothing, if it is a passing fault: the next night pulls again. If it stays, tell the vendor.");
        }
        Duration wait = retryAfter.flatMap(this::asked).orElseGet(() -> backoff(tried));
        Duration all = budgeted(wait);
        if (all.compareTo(policy.waitBudget()) > 0
                || pace.clock().instant().plus(wait).isAfter(until)) {
            throw new PullFailure(
                    why + " It would take another " + wait.toSeconds() + " seconds of waiting, which is longer than a"
                            + " pull may wait.",
                    "Nothing, if it is a passing fault: the next night pulls again. If it stays, ask the vendor for a"
                            + " higher limit, or pull at another hour.");
        }
        pace.sleep(wait);
    }

    private synchronized Duration budgeted(Duration wait) {
        waited = waited.plus(wait);
        return waited;
    }

    /** Twice as long each time, and somewhere in its upper half: many clients must not come back at once. */
    private Duration backoff(int tried) {
        long doubled = policy.firstWait().toMillis() << Math.min(tried - 1, 20);
        long most = Math.min(doubled, policy.longestWait().toMillis());
        return Duration.ofMillis(most / 2 + (long) (pace.random().nextDouble() * (most - most / 2)));
    }

    /** {@code Retry-After} in seconds or as a date (RFC 9110, section 10.2.3); what cannot be read is not heeded. */
    private Optional<Duration> asked(String text) {
        String value = text.strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(pace.clock().instant(), then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
