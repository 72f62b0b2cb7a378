package org.yearbook.ingest.land;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue keeps of one delivery, as JSON beside its rows; never changed once it is there.
 *
 * @param format of this record
 * @param deliveryId also the name of its folder
 * @param sequence place among all deliveries, by arrival
 * @param batch the sequence at which the landing that took it began
 * @param item the inbox item as a person knows it
 * @param arrived the night that took it
 * @param files what it held, without what was refused and what was unchanged
 */
record DeliveryRecord(
        int format, String deliveryId, long sequence, long batch, String item, String arrived, List<FileRecord> files) {

    static final int FORMAT = 1;

    DeliveryRecord {
        files = List.copyOf(files);
    }

    /**
     * One landed file.
     *
     * @param rowsByYear school years and how many rows belong to each
     * @param adds whether it joins the files in force before it, or takes their place
     * @param replaces when it joins, the names of those that give way, {@code deliveryId/file}
     * @param parquet relative to the delivery's folder
     * @param rejects likewise
     * @param bytes size of the delivered file
     * @param terms under which it was read: landing it again under others gives other rows
     */
    record FileRecord(
            String contractId,
            String source,
            String file,
            Map<String, Long> rowsByYear,
            boolean adds,
            List<String> replaces,
            Map<String, String> attributes,
            List<String> header,
            List<String> parquet,
            String rejects,
            long delivered,
            long rejected,
            String sha256,
            long bytes,
            String terms,
            List<FindingRecord> findings) {}

    /** A {@link Finding}. */
    record FindingRecord(
            String ruleId,
            String severity,
            long line,
            @Nullable String field,
            @Nullable String rawValue,
            String message,
            String whatToDo) {}
}
