package org.yearbook.warehouse.query;

import java.time.Duration;

/** How far a question is. The last three are final. */
public sealed interface QuestionState {

    /** {@return whether nothing changes any more} */
    default boolean ended() {
        return false;
    }

    /**
     * Others are before it.
     *
     * @param place in the queue; 1 is next
     * @param lengthy whether it had begun, turned out to take long, and begins anew when its turn among long ones comes
     */
    record Waiting(int place, boolean lengthy) implements QuestionState {}

    /**
     * It runs.
     *
     * @param since how long
     * @param percent how much the engine has done; -1 while it does not know
     * @param rows handed over so far
     * @param bytes handed over so far
     */
    record Running(Duration since, double percent, long rows, long bytes) implements QuestionState {}

    /**
     * It was answered.
     *
     * @param took from its turn to its last row
     * @param cut whether there was more than its limits allow
     */
    record Done(Duration took, long rows, long bytes, boolean cut) implements QuestionState {
        @Override
        public boolean ended() {
            return true;
        }
    }

    /**
     * Somebody stopped it, or a limit did.
     *
     * @param why for the person who asked, with what to do instead
     */
    record Stopped(String why, long rows, long bytes) implements QuestionState {
        @Override
        public boolean ended() {
            return true;
        }
    }

    /**
     * It cannot be answered.
     *
     * @param why for the person who asked
     */
    record Failed(String why, long rows, long bytes) implements QuestionState {
        @Override
        public boolean ended() {
            return true;
        }
    }
}
