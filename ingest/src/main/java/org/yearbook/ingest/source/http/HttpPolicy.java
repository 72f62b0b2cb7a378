package org.yearbook.ingest.source.http;

import java.time.Duration;

/**
 * How long, how much and how often.
 *
 * @param connect until a connection stands
 * @param quiet without a byte of the answer
 * @param whole for one answer with its body, however steadily it drips
 * @param maxBytes of one answer, also once it is unpacked
 * @param tries of one request, all in all
 * @param firstWait before the second try; doubled for each further one
 * @param longestWait between two tries
 * @param waitBudget for all waits of a pull together
 * @param atOnce requests at the same time
 * @param redirects which are followed
 */
public record HttpPolicy(
        Duration connect,
        Duration quiet,
        Duration whole,
        long maxBytes,
        int tries,
        Duration firstWait,
        Duration longestWait,
        Duration waitBudget,
        int atOnce,
        Redirects redirects) {

    private static final long GIB = 1L << 30;

    /** Where a server may send us. */
    public enum Redirects {
        /** To the same scheme, host and port. */
        SAME_ORIGIN,
        /** To any host over TLS, as storage services hand out files; credentials are never sent there. */
        ANYWHERE
    }

    /** What suits an API of JSON pages. */
    public static final HttpPolicy USUAL = new HttpPolicy(
            Duration.ofSeconds(20),
            Duration.ofSeconds(90),
            Duration.ofMinutes(15),
            GIB,
            6,
            Duration.ofSeconds(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(20),
            2,
            Redirects.SAME_ORIGIN);

    /** {@return this for downloads: larger, longer, and redirected to where the file lies} */
    public HttpPolicy forDownloads() {
        return new HttpPolicy(
                connect,
                quiet,
                Duration.ofHours(1),
                8 * GIB,
                tries,
                firstWait,
                longestWait,
                waitBudget,
                atOnce,
                Redirects.ANYWHERE);
    }

    /** {@return this with other limits of time for one request} */
    public HttpPolicy within(Duration newConnect, Duration newQuiet, Duration newWhole) {
        return new HttpPolicy(
                newConnect, newQuiet, newWhole, maxBytes, tries, firstWait, longestWait, waitBudget, atOnce, redirects);
    }

    /** {@return this with another size limit} */
    public HttpPolicy atMost(long bytes) {
        return new HttpPolicy(
                connect, quiet, whole, bytes, tries, firstWait, longestWait, waitBudget, atOnce, redirects);
    }
}
