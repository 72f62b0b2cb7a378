package org.yearbook.ingest.night;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.land.Finding;
import org.yearbook.ingest.land.HeldBack;
import org.yearbook.ingest.source.oneroster.conformance.Verdict;

/**
 * What a night would make of a delivery.
 *
 * @param files those that it would take
 * @param unchanged names of files whose bytes are in force already
 * @param held those that it would hold back
 * @param findings about the delivery as a whole
 * @param beside names of files that wait in the inbox and were looked at, too, to judge the delivery by
 * @param verdict whether it keeps to the OneRoster standard; null when it is no OneRoster bundle
 */
record Rehearsed(
        List<TakenFile> files,
        List<String> unchanged,
        List<HeldBack> held,
        List<Finding> findings,
        List<String> beside,
        @Nullable Verdict verdict) {

    /**
     * One file that would be taken.
     *
     * @param contract id and name
     * @param byName whether it is known by its name, not by its columns
     * @param rejected rows that cannot be split into fields, and lines that name the columns again
     * @param missing names, as the file should have them, of columns that it lacks
     * @param extra delivered columns that the contract does not know
     * @param loaded rows of which nothing stands in the way
     * @param quarantined rows that cannot be used
     * @param duplicate rows that came twice
     * @param key what names a row; empty when nothing does
     * @param issues by rule
     * @param findings about the file as a whole
     */
    record TakenFile(
            String file,
            String contract,
            boolean byName,
            String source,
            String entity,
            List<String> schoolYears,
            long delivered,
            long rejected,
            List<ColumnSeen> columns,
            List<String> missing,
            List<String> extra,
            long loaded,
            long quarantined,
            long duplicate,
            List<String> key,
            List<IssueSeen> issues,
            List<Finding> findings) {}

    /**
     * One column that both the file and the contract have.
     *
     * @param field of the entity
     * @param header as delivered
     * @param filled rows with a text
     * @param distinct different texts
     * @param unread texts that do not stand for what they should
     * @param samples the most frequent texts; patterns (9 for a digit, a for letters) where they may speak of a person
     * @param patterns how many rows each date pattern read
     * @param others how many rows of a text that does not stand for a day each other usual date pattern would read
     * @param either rows whose day and month could be told either way round
     */
    record ColumnSeen(
            String field,
            String header,
            String type,
            long filled,
            long distinct,
            long unread,
            List<String> samples,
            Map<String, Long> patterns,
            Map<String, Long> others,
            long either) {}

    /** Rows that break one rule in one field. */
    record IssueSeen(
            String rule, String severity, @Nullable String field, long rows, String message, String whatToDo) {}
}
