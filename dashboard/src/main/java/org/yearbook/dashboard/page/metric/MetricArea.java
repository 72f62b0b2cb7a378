package org.yearbook.dashboard.page.metric;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.yearbook.dashboard.words.Areas;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Metric;

/** The metrics of one area of the district's work, by name. */
record MetricArea(String id, String name, List<Metric> metrics) {

    MetricArea {
        metrics = List.copyOf(metrics);
    }

    /** {@return the metrics area by area, in order} */
    static List<MetricArea> divide(List<Metric> metrics) {
        return metrics.stream()
                .sorted(Comparator.comparing(Metric::label))
                .collect(Collectors.groupingBy(Metric::area, () -> new EnumMap<>(Area.class), Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new MetricArea(
                        entry.getKey().name().toLowerCase(Locale.ROOT), Areas.words(entry.getKey()), entry.getValue()))
                .toList();
    }
}
