package org.yearbook.warehouse.guide;

import java.util.List;

/**
 * One table or view of a publication.
 *
 * @param about what it holds, in words; its grain
 * @param subject what it is about, such as Students
 * @param view whether it is computed when it is asked
 * @param rows how many it has; 0 of a view, which nobody counted
 * @param joins where its columns lead
 */
public record TableGuide(
        String name, String about, String subject, boolean view, long rows, List<Column> columns, List<Join> joins) {

    public TableGuide {
        columns = List.copyOf(columns);
        joins = List.copyOf(joins);
    }

    /**
     * One column.
     *
     * @param type as the engine calls it, such as DATE
     * @param about what it means, in words
     */
    public record Column(String name, String type, String about) {}
}
