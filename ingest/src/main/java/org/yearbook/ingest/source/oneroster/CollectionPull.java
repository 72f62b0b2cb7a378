package org.yearbook.ingest.source.oneroster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.ingest.source.oneroster.Paging.Refused;
import org.yearbook.ingest.source.oneroster.model.RestCollection;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;

/**
 * Brings one collection and makes sure that it is all there. Pages shift while somebody writes: an object that moves
 * forward is missed, one that moves back comes twice. So a pass is believed when the service's own count proves it;
 * else another pass must find the very same objects.
 */
final class CollectionPull {

    private static final int PASSES = 3;

    /** A service may count what it may not show; where more than both of these is missing, it is not believed. */
    private static final int MOST_MISSING_PERCENT = 5;

    private static final int MOST_MISSING = 5;

    private final RestCollection collection;
    private final Paging paging;
    private final List<PullNote> notes;

    CollectionPull(RestCollection collection, Paging paging, List<PullNote> notes) {
        this.collection = collection;
        this.paging = paging;
        this.notes = notes;
    }

    /**
     * What a collection held.
     *
     * @param pages of the pass that is believed
     * @param rows objects on them
     * @param delta whether only changes were asked for
     * @param serverTime when the service answered first, by its own clock
     */
    record Brought(List<PageFile> pages, long rows, boolean delta, Optional<Instant> serverTime) {}

    /** {@return everything} */
    Brought whole() throws PullFailure, Refused {
        return brought(believed(Map.of(), true), false);
    }

    /** {@return what changed after a moment, or everything when the service does not know the filter} */
    Brought since(String moment) throws PullFailure, Refused {
        try {
            return brought(believed(Map.of("filter", "dateLastModified>'" + moment + "'"), false), true);
        } catch (Refused refused) {
            int status = refused.answer().status();
            if (status != 400 && status != 422) {
                throw refused;
            }
            note(
                    "minor",
                    "The service does not know the filter dateLastModified for " + collection.path()
                            + ": everything is brought every night.",
                    "Nothing, unless it takes too long: then ask the vendor for this filter of the standard.");
            return whole();
        }
    }

    private Brought brought(Pass pass, boolean delta) {
        return new Brought(pass.pages(), pass.rows(), delta, paging.serverTime());
    }

    private Pass believed(Map<String, String> filter, boolean whole) throws PullFailure, Refused {
        Pass last = paging.pass(1, filter);
        if (last.proven() || plain(last, whole)) {
            return last;
        }
        for (int number = 2; number <= PASSES; number++) {
            Pass again = paging.pass(number, filter);
            boolean same = again.agreesWith(last);
            paging.forget(number - 1);
            if (again.proven()) {
                return again;
            }
            if (same) {
                tell(again, whole);
                return again;
            }
            last = again;
        }
        throw new PullFailure(
                "The pages of " + collection.path() + " shifted while they were read: " + PASSES
                        + " passes found different objects each time.",
                "Pull at an hour at which nobody writes to the system. What was delivered before stays in force.");
    }

    /** Without a count, a single page or a few changes are believed at once. */
    private static boolean plain(Pass pass, boolean whole) {
        return pass.totals().isEmpty()
                && pass.seenBefore() == 0
                && (!whole || pass.pages().size() <= 1);
    }

    private void tell(Pass pass, boolean whole) throws PullFailure {
        if (pass.seenBefore() > 0) {
            note(
                    "major",
                    pass.seenBefore() + " objects of " + collection.path()
                            + " have an id that another one on an earlier page has too.",
                    "Ask the vendor: a sourcedId must be unique.");
        }
        if (pass.totals().isEmpty()
                || (pass.totals().size() == 1 && pass.totals().contains(pass.rows()))) {
            return;
        }
        long declared = pass.totals().stream().mapToLong(Long::longValue).max().orElse(0);
        long missing = declared - pass.rows();
        if (whole && missing > MOST_MISSING && missing * 100 > declared * MOST_MISSING_PERCENT) {
            throw new PullFailure(
                    "Of " + declared + " " + collection.path() + " that the service counts, it gave " + pass.rows()
                            + ", twice.",
                    "Ask the vendor which objects the key may not see, or which page of the answer is faulty. What was"
                            + " delivered before stays in force.");
        }
        note(
                whole ? "major" : "minor",
                "The service counts " + declared + " " + collection.path() + " but gave " + pass.rows()
                        + ", in two passes.",
                "Ask the vendor why X-Total-Count differs from what the key may see.");
    }

    private void note(String severity, String message, String whatToDo) {
        notes.add(new PullNote(severity, collection.path(), message, whatToDo));
    }
}
