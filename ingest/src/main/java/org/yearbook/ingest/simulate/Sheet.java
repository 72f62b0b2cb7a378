package org.yearbook.ingest.simulate;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One delivered file, row by row; what can go wrong in a real export goes wrong here, if the profile says so. */
final class Sheet implements Closeable {

    private final Csv csv;

    Sheet(Csv csv) {
        this.csv = csv;
    }

    /**
     * Writes one row.
     *
     * @param key what the row is about, the same from night to night
     * @param values one per column; null = blank
     */
    void row(long key, @Nullable String... values) throws IOException {
        for (String value : values) {
            csv.text(value);
        }
        csv.end();
    }

    long rows() {
        return csv.rows();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
