package org.yearbook.ingest.night;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yearbook.warehouse.fingerprint.Sha256;

/** Small tables that every night makes whole: those whose rows are the same again are not written again. */
final class WholeTables {

    private final NightRecord.Before before;
    private final Map<String, String> tonight = new TreeMap<>();

    WholeTables(NightRecord.Before before) {
        this.before = before;
    }

    /**
     * {@return whether the lake has these rows already}
     *
     * @param shape the columns, in SQL
     */
    boolean has(String table, String shape, List<?> rows) {
        String print = Sha256.of(shape + rows);
        tonight.put(table, print);
        return before.tables().containsKey(table)
                && print.equals(before.remembered().tables().get(table));
    }

    /** {@return fingerprints of the rows that were asked for} */
    Map<String, String> tonight() {
        return Map.copyOf(tonight);
    }
}
