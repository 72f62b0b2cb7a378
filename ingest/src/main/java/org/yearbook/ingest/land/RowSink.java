package org.yearbook.ingest.land;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a file, one by one. */
interface RowSink {

    /** What is odd about a row that could be read all the same. */
    enum Oddity {
        /** A quotation mark stands in a field that is not quoted. */
        LOOSE_QUOTE,
        /** Empty fields behind the last column were dropped. */
        SURPLUS,
        /** Values beside the last column that has a name were dropped. */
        BESIDE,
        /** A formula has no value, since whatever wrote the workbook left computing to Excel. */
        UNCOMPUTED,
        /** A cell shows an error of Excel in place of a value, or only that its column is too narrow. */
        ERROR,
        /** Characters that nobody sees stood at the edge of a value, and were left out. */
        UNSEEN,
        /** A value is written as a formula that comes to a text, so that Excel leaves its zeros alone. */
        AS_FORMULA,
        /** Nothing but delimiters stand in a line. */
        EMPTY
    }

    /**
     * Takes a row.
     *
     * @param line where a person finds it; no two rows of a file share one
     * @param fields as many as the file has columns; valid only during the call
     */
    void row(long line, List<? extends @Nullable String> fields) throws IOException;

    /**
     * Takes a row that cannot be used.
     *
     * @param text as delivered; null when it must not be kept
     */
    void reject(long line, String reason, @Nullable String text) throws IOException;

    /**
     * Takes a line that names the columns again: two exports may stand in one file.
     *
     * @param text as delivered; null when it must not be kept
     */
    void headerAgain(long line, @Nullable String text) throws IOException;

    /** Is told something about the row on {@code line}, which comes next, just came or was passed over. */
    void odd(Oddity oddity, long line);

    /** Is told that the file ends within the row that begins on {@code line}. */
    void cut(long line);
}
