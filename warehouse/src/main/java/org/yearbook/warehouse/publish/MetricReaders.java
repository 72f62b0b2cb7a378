package org.yearbook.warehouse.publish;

import java.util.List;
import java.util.stream.Collectors;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.Sharing.Reader;
import org.yearbook.warehouse.engine.Duck;

/** Takes the metrics that an audience may not see out of its file: their numbers, their definitions, their views. */
final class MetricReaders {

    private static final List<String> DEFINITIONS =
            List.of("metric_definition", "metric_goal", "metric_threshold", "metric_missing_input");

    private MetricReaders() {}

    /**
     * Leaves only what the audience may see in the database in use. Its numbers are taken out of the temporary table
     * that they are copied from, so that none ever lies in the file, not even as a freed block.
     *
     * @param values the temporary table
     * @param script makes the tables of the audience
     */
    static void keep(Duck duck, List<Metric> metrics, Audience audience, String values, SqlScript script) {
        Reader reader = Reader.valueOf(audience.name());
        List<String> others = metrics.stream()
                .filter(metric -> !metric.sharing().readers().contains(reader))
                .map(Metric::id)
                .toList();
        String named = others.isEmpty()
                ? "false"
                : "metric in (" + others.stream().map(Duck::literal).collect(Collectors.joining(", ")) + ")";
        duck.run("delete from " + values + " where " + named);
        script.run(duck);
        DEFINITIONS.forEach(table -> duck.run("delete from " + table + " where " + named));
        others.forEach(metric -> duck.run("drop view " + Catalogue.quoted(MetricViews.PREFIX + metric)));
    }
}
