package org.yearbook.ingest.lake;

import java.nio.file.Path;
import java.util.List;

/**
 * New content of one partition of one table.
 *
 * @param table the lake table
 * @param partition whose rows are replaced
 * @param files Parquet files with the new rows, in the table's own data folder; none empties the partition
 */
public record Replacement(String table, Partition partition, List<Path> files) {

    public Replacement {
        files = List.copyOf(files);
    }
}
