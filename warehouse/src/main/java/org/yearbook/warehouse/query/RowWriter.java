package org.yearbook.warehouse.query;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an answer as it comes, row by row. */
interface RowWriter {

    /** Begins with the names of the columns. */
    void begin(List<String> columns) throws IOException;

    /** Writes one row; values are as {@link Values} reads them. */
    void row(List<@Nullable Object> values) throws IOException;

    /** Ends the answer. */
    void end(long rows) throws IOException;
}
