package org.yearbook.warehouse.publish;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What one night left in the lake: all that a publication may read. Table commits are atomic one by one; this record
 * names the snapshots that belong together, so that a night cut in half is never seen.
 *
 * @param id the night's id, sortable by time
 * @param date the local date of the night: "as of"
 * @param finished when the last table was committed
 * @param tables every lake table by name; a table without rows yet has no files
 */
public record LakeNight(String id, LocalDate date, Instant finished, Map<String, Table> tables) {

    public LakeNight {
        tables = Map.copyOf(tables);
    }

    /**
     * One table of the lake at one snapshot.
     *
     * @param snapshot Iceberg's snapshot id
     * @param files its Parquet data files
     * @param rows how many rows they hold
     */
    public record Table(long snapshot, List<Path> files, long rows) {

        public Table {
            files = List.copyOf(files);
        }
    }
}
