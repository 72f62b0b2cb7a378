package org.yearbook.ingest.lineage;

import java.util.List;
import java.util.Map;
import org.yearbook.warehouse.publish.LakeNight;

/**
 * What one night made out of what. No part of it holds a value of a record.
 *
 * @param read of each lake table that holds delivered records: the files that its rows are from
 * @param tables every table of the lake
 * @param publication id of what was published
 * @param audiences whose files it has
 */
public record NightLineage(
        NightRun run,
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
