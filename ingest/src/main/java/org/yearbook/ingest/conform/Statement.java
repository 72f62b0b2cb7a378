package org.yearbook.ingest.conform;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a task.
 *
 * @param sql for DuckDB
 * @param otherwise what to run when it is refused, for the rules that a district wrote; null when a refusal ends the
 *     task
 */
public record Statement(String sql, @Nullable String otherwise) implements Serializable {

    static Statement of(String sql) {
        return new Statement(sql, null);
    }
}
