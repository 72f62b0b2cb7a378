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
     * Tries the source without bringing anything.
     *
     * @param tell hears what is found, as sentences for the person who set it up, without personal data
     * @throws PullFailure when it cannot be pulled
     */
    void check(PullContext context, Consumer<String> tell) throws PullFailure;
}
