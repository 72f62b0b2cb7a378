package org.yearbook.ingest.lineage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.yearbook.warehouse.publish.LakeNight;

/**
 * What one night made out of what. No part of it holds a value of a record.
 *
 * @param district the LEA's id, by which its datasets are told from those of others
 * @param run the night's id
 * @param date the local date of the night
 * @param read of each lake table that holds delivered records: the files that its rows are from
 * @param tables every table of the lake
 * @param publication id of what was published
 * @param audiences whose files it has
 */
public record NightLineage(
        String district,
        String run,
        LocalDate date,
        Instant began,
        Instant ended,
        Map<String, List<ReadFile>> read,
        Map<String, LakeNight.Table> tables,
        String publication,
        List<String> audiences) {

    public NightLineage {
        read = Map.copyOf(read);
        tables = Map.copyOf(tables);
        audiences = List.copyOf(audiences);
    }

    /**
     * Rows of a delivered file that one table took in or refused.
     *
     * @param source the system that delivered it
     */
    public record ReadFile(String source, String file, long rows) {}
}
