package org.yearbook.warehouse.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Measure;

/**
 * Definitions as dbt's semantic layer has them: the model YAML of dbt 1.12 and later ("latest spec", docs.getdbt.com),
 * with the models that it stands on. The folder goes into {@code models/} of a project.
 */
final class Dbt {

    private static final String INSTEAD = "in config.meta of the metric";

    /** MetricFlow needs a day to add up by; school years have none of their own in the tables. */
    private static final String DAY = "school_year_starts";

    private static final String SPINE = "yearbook_day";

    private final Exported exported;

    Dbt(Exported exported) {
        this.exported = exported;
    }

    /** {@return the files of the folder, by name} */
    Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        files.put("yearbook_sources.yml", Yaml.write(sources()));
        files.put("yearbook_semantics.yml", Yaml.write(semantics()));
        exported.datasets().forEach(dataset -> files.put(dataset.name() + ".sql", model(dataset)));
        files.put(SPINE + ".sql", """
                -- Every day that MetricFlow may ask for. The function is DuckDB's.
                {{ config(materialized='table') }}
                select cast(unnest(generate_series(date '2010-07-01', date '2039-06-30', interval 1 day)) as date) as day
                """);
        return files;
    }

    List<Loss> losses() {
        List<Loss> losses = Loss.common(exported, INSTEAD);
        losses.add(new Loss(
                "School years: a metric is added up by a day, so each year stands under its July 1, in the column "
                        + DAY + ". Ask by metric_time at the grain of a day, or by school_year.",
                List.of()));
        losses.add(new Loss(
                "Conditions stand inside of expr, as CASE, and not in filter: filter knows dimensions alone.",
                List.of()));
        return losses;
    }

    private static String source(Dataset dataset) {
        return Exported.INTERNAL.contains(dataset.name()) ? "yearbook_internal" : "yearbook";
    }

    private static String model(Dataset dataset) {
        return "-- " + dataset.grain() + "\n"
                + "select *, cast(substr(school_year, 1, 4) || '-07-01' as date) as " + DAY + "\n"
                + "from {{ source('" + source(dataset) + "', '" + dataset.name() + "') }}\n";
    }

    private Map<String, Object> sources() {
        List<Map<String, Object>> sources = new ArrayList<>();
        for (String name : List.of("yearbook", "yearbook_internal")) {
            List<Map<String, Object>> tables = exported.datasets().stream()
                    .filter(dataset -> source(dataset).equals(name))
                    .map(dataset -> ordered("name", dataset.name(), "description", dataset.grain()))
                    .toList();
            if (!tables.isEmpty()) {
                Map<String, Object> source = ordered(
                        "name", name, "database", name.equals("yearbook") ? "analyst" : "internal", "schema", "main");
                source.put("tables", tables);
                sources.add(source);
            }
        }
        return ordered("version", 2, "sources", sources);
    }

    private Map<String, Object> semantics() {
        List<Map<String, Object>> models = new ArrayList<>();
        exported.datasets().forEach(dataset -> models.add(semantic(dataset)));
        models.add(ordered(
                "name",
                SPINE,
                "description",
                "Every day; MetricFlow's time spine.",
                "time_spine",
                Map.of("standard_granularity_column", "day"),
                "columns",
                List.of(ordered("name", "day", "granularity", "day"))));
        Map<String, Object> document = ordered("version", 2, "models", models);
        List<Map<String, Object>> across = exported.metrics().stream()
                .filter(Exported.One::twoDatasets)
                .map(this::share)
                .toList();
        if (!across.isEmpty()) {
            document.put("metrics", across);
        }
        return document;
    }

    private Map<String, Object> semantic(Dataset dataset) {
        Map<String, Object> model = ordered("name", dataset.name(), "description", dataset.grain());
        model.put("semantic_model", Map.of("enabled", true));
        model.put("agg_time_dimension", DAY);
        model.put("primary_entity", dataset.name() + "_row");
        if (!dataset.madeOf().isEmpty()) {
            model.put("config", Map.of("meta", Map.of("made_of", dataset.madeOf())));
        }
        model.put("columns", columns(dataset));
        model.put("metrics", metrics(dataset));
        return model;
    }

    private List<Map<String, Object>> columns(Dataset dataset) {
        Set<String> dimensions = exported.dimensions(dataset);
        List<Map<String, Object>> columns = new ArrayList<>();
        for (Dataset.Column column : dataset.columns()) {
            Map<String, Object> told = ordered("name", column.name(), "description", column.description());
            if (dimensions.contains(column.name()) || Dataset.KEYS.contains(column.name())) {
                told.put("dimension", Map.of("type", "categorical"));
            }
            columns.add(told);
        }
        columns.add(ordered(
                "name",
                DAY,
                "description",
                "July 1 of the school year.",
                "granularity",
                "day",
                "dimension",
                Map.of("type", "time")));
        return columns;
    }

    private List<Map<String, Object>> metrics(Dataset dataset) {
        List<Map<String, Object>> metrics = new ArrayList<>();
        for (Exported.One one : exported.metrics()) {
            Measure numerator = one.formula().numerator();
            Measure denominator = one.formula().denominator();
            boolean counted = numerator.dataset().equals(dataset.name());
            if (denominator == null) {
                if (counted) {
                    Map<String, Object> metric = simple(one.name(), one.description(), numerator);
                    metric.put("label", label(one));
                    metric.put("config", Map.of("meta", exported.meaning(one)));
                    metrics.add(metric);
                }
                continue;
            }
            if (counted) {
                metrics.add(part(one, "numerator", one.version().words().numerator(), numerator));
            }
            if (denominator.dataset().equals(dataset.name())) {
                metrics.add(part(one, "denominator", one.version().words().denominator(), denominator));
            }
            if (counted && !one.twoDatasets()) {
                metrics.add(share(one));
            }
        }
        return metrics;
    }

    private Map<String, Object> part(Exported.One one, String part, String words, Measure measure) {
        Map<String, Object> metric = simple(one.name() + "_" + part, words, measure);
        metric.put("hidden", true);
        return metric;
    }

    private Map<String, Object> simple(String name, String description, Measure measure) {
        Map<String, Object> metric = ordered("name", name, "description", description);
        metric.put("type", "simple");
        metric.put("agg", measure.agg().toString());
        metric.put("expr", exported.sql().row(measure, ""));
        metric.put("fill_nulls_with", 0);
        return metric;
    }

    private Map<String, Object> share(Exported.One one) {
        Map<String, Object> metric = ordered("name", one.name(), "label", label(one), "description", one.description());
        metric.put("type", "ratio");
        metric.put("numerator", one.name() + "_numerator");
        metric.put("denominator", one.name() + "_denominator");
        metric.put("config", Map.of("meta", exported.meaning(one)));
        return metric;
    }

    private static String label(Exported.One one) {
        return one.name().equals(one.metric().id())
                ? one.metric().label()
                : one.metric().label() + " (" + one.version().authority() + ")";
    }

    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
