package org.yearbook.ingest.night;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a night knows of one item after it is done; the next night compares and carries over what did not change.
 *
 * @param fingerprint of everything that went in
 * @param content of the fields that other items look at
 * @param rows conformed rows
 * @param files the conformed Parquet files, by absolute path
 * @param issues issue files
 * @param accounts where the rows of each file went
 */
record ItemState(
        String fingerprint,
        String content,
        long rows,
        List<String> files,
        List<String> issues,
        List<Account> accounts) {

    ItemState {
        files = List.copyOf(files);
        issues = List.copyOf(issues);
        accounts = List.copyOf(accounts);
    }

    /**
     * Where the rows of one file went that belong to one item.
     *
     * @param dataThrough the latest day they speak of, when they speak of days
     */
    record Account(
            String delivery,
            String source,
            String file,
            @Nullable LocalDate dataThrough,
            long loaded,
            long quarantined,
            long duplicate)
            implements java.io.Serializable {

        long total() {
            return loaded + quarantined + duplicate;
        }
    }
}
