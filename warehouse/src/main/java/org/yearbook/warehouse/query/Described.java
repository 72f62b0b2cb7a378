package org.yearbook.warehouse.query;

import java.util.List;

/**
 * What a statement would answer, found out without running it.
 *
 * @param columns of its answer
 * @param parameters how many values it needs
 * @param parameterTypes what the engine takes them for, as it names types; {@code UNKNOWN} where any will do
 */
public record Described(List<AnswerColumn> columns, int parameters, List<String> parameterTypes) {

    public Described {
        columns = List.copyOf(columns);
        parameterTypes = List.copyOf(parameterTypes);
    }
}
