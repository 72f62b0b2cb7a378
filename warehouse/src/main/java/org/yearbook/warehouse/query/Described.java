package org.yearbook.warehouse.query;

import java.util.List;

/**
 * What a statement would answer, found out without running it.
 *
 * @param columns of its answer
 * @param parameters how many values it needs
 */
public record Described(List<AnswerColumn> columns, int parameters) {

    public Described {
        columns = List.copyOf(columns);
    }
}
