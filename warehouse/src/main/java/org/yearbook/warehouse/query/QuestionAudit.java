package org.yearbook.warehouse.query;

import java.time.Instant;

/** Where questions are written down. Both calls come from a thread of the desk and return when it is written. */
public interface QuestionAudit {

    /** A question is about to be asked of the engine. When it cannot be written down it throws, and nothing is read. */
    void begins(Entry entry);

    /** A question ended, answered or not; comes for refused ones too, without {@link #begins}. */
    void ends(Entry entry);

    /**
     * One question.
     *
     * @param id the same for both ends of a question
     * @param at when this was written
     * @param audience label of whose file was asked
     * @param publication that was asked; empty when it was refused before
     * @param outcome {@code begun}, {@code answered}, {@code cut}, {@code stopped}, {@code failed} or {@code refused}
     */
    record Entry(
            String id,
            Instant at,
            Asker asker,
            String audience,
            String publication,
            String statement,
            long rows,
            long bytes,
            String outcome) {}
}
