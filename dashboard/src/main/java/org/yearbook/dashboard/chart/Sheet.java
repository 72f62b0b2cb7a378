package org.yearbook.dashboard.chart;

import java.util.List;

/** The numbers of a chart as a file has them. Grain of the rows: one for each place on the chart's axis. */
public record Sheet(List<String> head, List<List<String>> rows) {

    public Sheet {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
