package org.yearbook.ingest.source.pull;

import java.util.function.Consumer;

/** One configured source: a system that is asked for what it has. Its settings were checked before it was made. */
public interface Source {

    /**
     * Fetches what is new into {@link PullContext#work}.
     *
     * @return what the inbox is to receive
     * @throws PullFailure when any part is missing: a pull is complete or nothing
     */
    PullOutcome pull(PullContext context) throws PullFailure;

    /**
     * {@return whether a pull that brings nothing of a file says that it is as it was} A system that is asked what
     * changed says so; a file that lies on a server as it did may be one that nobody writes any more.
     */
    default boolean speaksOfAll() {
        return false;
    }

    /**
     * Tries the source without bringing anything.
     *
     * @param tell hears what is found, as sentences for the person who set it up, without personal data
     * @throws PullFailure when it cannot be pulled
     */
    void check(PullContext context, Consumer<String> tell) throws PullFailure;
}
