package org.yearbook.ingest.land;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A landed file with what only the catalogue knows of it.
 *
 * @param rowsByYear school years, in order, and how many rows belong to each
 * @param adds whether it joins the files in force before it
 * @param replaces names of the files that give way to it when it joins others, as {@link #name} has them
 * @param terms under which it was read
 * @param bytes size of the delivered file
 * @param batch the landing that took it
 */
record Landed(
        LandedFile file,
        Map<String, Long> rowsByYear,
        boolean adds,
        List<String> replaces,
        String terms,
        long bytes,
        long batch) {

    Landed {
        replaces = List.copyOf(replaces);
        rowsByYear = Collections.unmodifiableMap(new LinkedHashMap<>(rowsByYear));
    }

    /** {@return a name that no other landed file has} */
    String name() {
        return file.deliveryId() + "/" + file.file();
    }

    /** {@return whether it holds changes to others, by the manifest of its bundle} */
    boolean isDelta() {
        return Manifest.DELTA.equals(file.attributes().get(LandedFile.MANIFEST_MODE));
    }

    long rows(String year) {
        return rowsByYear.getOrDefault(year, 0L);
    }
}
