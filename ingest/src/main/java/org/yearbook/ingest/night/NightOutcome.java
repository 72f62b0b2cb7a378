package org.yearbook.ingest.night;

import java.util.List;
import org.yearbook.ingest.land.HeldBack;
import org.yearbook.warehouse.publish.Publication;

/** How a night ended. */
public sealed interface NightOutcome {

    /** {@return the exit status of the command} */
    int status();

    /** A new publication is in force. */
    record Published(Publication publication, List<HeldBack> held) implements NightOutcome {

        public Published {
            held = List.copyOf(held);
        }

        @Override
        public int status() {
            return held.isEmpty() ? 0 : 3;
        }
    }

    /** All is as it was: there is nothing to publish, and nothing is wrong. */
    record NothingNew(String reason) implements NightOutcome {

        @Override
        public int status() {
            return 5;
        }
    }

    /** It never began, since another is at work in the home: nothing was touched. */
    record Busy(String reason) implements NightOutcome {

        @Override
        public int status() {
            return 4;
        }
    }

    /** Nothing was published, and somebody should know why; the last night stays. */
    record NothingPublished(String reason, List<HeldBack> held) implements NightOutcome {

        public NothingPublished {
            held = List.copyOf(held);
        }

        @Override
        public int status() {
            return 4;
        }
    }
}
