package org.yearbook.ingest.source.pull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one source in one night.
 *
 * @param source its name
 * @param kind its kind
 * @param items names put into the inbox; none when nothing was new, or when it failed
 * @param confirmed names of what it ever put there that is as the system has it now
 * @param full whether they hold everything
 * @param recovered whether the attempt before this one failed, and this one did not
 * @param failure why nothing was brought; null when it succeeded
 * @param notes what it noticed
 * @param took how long it was asked
 */
public record PullResult(
        String source,
        String kind,
        List<String> items,
        List<String> confirmed,
        boolean full,
        boolean recovered,
        @Nullable PullFailure failure,
        List<PullNote> notes,
        Duration took) {

    public PullResult {
        items = List.copyOf(items);
        confirmed = List.copyOf(confirmed);
        notes = List.copyOf(notes);
    }
}
