package org.yearbook.warehouse.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;

/**
 * A version of a metric whose formulas were parsed and fit its datasets.
 *
 * @param denominator null for a count
 * @param people null when it speaks of none
 * @param known whether there is a number at all, over the rows of a group of the base dataset
 */
record ReadyVersion(
        Metric metric,
        MetricVersion version,
        ReadyMeasure numerator,
        @Nullable ReadyMeasure denominator,
        @Nullable ReadyMeasure people,
        ReadyMeasure known) {

    boolean ratio() {
        return denominator != null;
    }

    /** {@return the dataset whose rows say which years, places and groups there are} */
    String base() {
        return known.dataset();
    }

    List<String> dimensions() {
        return metric.dimensions().stream().map(Metric.Dimension::column).toList();
    }

    /** {@return its measures by the column that each becomes} */
    Map<String, ReadyMeasure> measures() {
        Map<String, ReadyMeasure> measures = new LinkedHashMap<>();
        measures.put("numerator", numerator);
        if (denominator != null) {
            measures.put("denominator", denominator);
        }
        if (people != null) {
            measures.put("n", people);
        }
        measures.put("known", known);
        return measures;
    }

    /** {@return by dataset, the columns without which there is no number; dimensions are not among them} */
    Map<String, Set<String>> needs() {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        measures()
                .values()
                .forEach(measure -> needs.computeIfAbsent(measure.dataset(), name -> new TreeSet<>(Dataset.KEYS))
                        .addAll(measure.columns()));
        return needs;
    }

    /** {@return such as {@code chronic_absence_rate, district 2}} */
    String name() {
        return metric.id() + ", " + version.name();
    }
}
