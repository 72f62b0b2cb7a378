package org.yearbook.ingest.source.pull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a pull that succeeded brought. */
public sealed interface PullOutcome {

    /** {@return what the kind wants to find in {@link PullState#marks} next time} */
    Map<String, String> marks();

    List<PullNote> notes();

    /**
     * Files for the inbox.
     *
     * @param items files and bundle folders that lie directly in the work folder, under the names that they are to have
     * @param full whether they hold everything, rather than what changed
     */
    record Brought(List<Path> items, boolean full, Map<String, String> marks, List<PullNote> notes)
            implements PullOutcome {

        public Brought {
            items = List.copyOf(items);
            marks = Map.copyOf(marks);
            notes = List.copyOf(notes);
        }
    }

    /** Nothing is new since last time. */
    record Nothing(Map<String, String> marks, List<PullNote> notes) implements PullOutcome {

        public Nothing {
            marks = Map.copyOf(marks);
            notes = List.copyOf(notes);
        }
    }
}
