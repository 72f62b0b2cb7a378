package org.yearbook.ingest.land;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A landed file with what only the catalogue knows of it.
 *
 * @param rowsByYear school years, in order, and how many rows belong to each
 * @param adds whether it joins the files in force before it
 * @param bytes size of the delivered file
 * @param terms under which it was read
 * @param batch the landing that took it
 */
record Landed(LandedFile file, Map<String, Long> rowsByYear, boolean adds, long bytes, String terms, long batch) {

    Landed {
        rowsByYear = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rowsByYear));
    }

    long rows(String year) {
        return rowsByYear.getOrDefault(year, 0L);
    }
}
