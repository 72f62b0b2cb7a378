package org.yearbook.warehouse.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.Formula;
import org.yearbook.definitions.Measure;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.Threshold;
import org.yearbook.warehouse.glossary.Words;
import org.yearbook.warehouse.metric.FormulaSql;

/**
 * The definitions in force in one school year, as other programs take them. Formats of others know one definition of a
 * metric at a time and none of its years, so a document speaks of one year, and each metric carries all that the format
 * has no word for.
 *
 * @param metrics by the name that each has in the document
 */
record Exported(Definitions definitions, SchoolYear year, List<One> metrics, FormulaSql sql) {

    /** Tables that only the internal file of a publication has. */
    static final Set<String> INTERNAL = Set.of("agg_quality_year");

    /**
     * A definition in force.
     *
     * @param name the metric's id for the first authority that defines it; with the authority behind it for the others
     */
    record One(String name, Metric metric, MetricVersion version) {

        Formula formula() {
            return version.formula();
        }

        /** {@return its name and its rule for people} */
        String description() {
            return metric.description() + " " + Words.plain(version.words().rule());
        }

        boolean twoDatasets() {
            Measure denominator = formula().denominator();
            return denominator != null
                    && !denominator.dataset().equals(formula().numerator().dataset());
        }
    }

    Exported {
        metrics = List.copyOf(metrics);
    }

    static Exported of(Definitions definitions, SchoolYear year) {
        List<One> metrics = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        definitions.metrics().forEach(metric -> taken.add(metric.id()));
        for (Metric metric : definitions.metrics()) {
            boolean first = true;
            for (MetricVersion version : metric.versions()) {
                if (version.inForce(year)) {
                    metrics.add(new One(first ? metric.id() : free(metric, version, taken), metric, version));
                    first = false;
                }
            }
        }
        return new Exported(definitions, year, metrics, FormulaSql.of(definitions));
    }

    private static String free(Metric metric, MetricVersion version, Set<String> taken) {
        String name = metric.id() + "_" + version.authority();
        while (!taken.add(name)) {
            name += "_authority";
        }
        return name;
    }

    /** {@return metrics that no definition is in force for} */
    List<String> without() {
        Set<String> told = metrics.stream().map(one -> one.metric().id()).collect(Collectors.toSet());
        return definitions.metrics().stream()
                .map(Metric::id)
                .filter(id -> !told.contains(id))
                .toList();
    }

    /** {@return the datasets that they read} */
    List<Dataset> datasets() {
        Map<String, Dataset> read = new TreeMap<>();
        metrics.stream()
                .flatMap(one -> one.formula().datasets().stream())
                .forEach(name -> read.put(
                        name, Objects.requireNonNull(definitions.datasets().get(name))));
        return List.copyOf(read.values());
    }

    /** {@return the columns of a dataset by which its metrics are told} */
    Set<String> dimensions(Dataset dataset) {
        return metrics.stream()
                .filter(one -> one.formula().datasets().contains(dataset.name()))
                .flatMap(one -> one.metric().dimensions().stream())
                .map(Metric.Dimension::column)
                .collect(Collectors.toSet());
    }

    /** {@return all that is known of a definition, in the words of its file} */
    Map<String, Object> meaning(One one) {
        Metric metric = one.metric();
        var meaning = new LinkedHashMap<String, Object>();
        meaning.put("metric", metric.id());
        meaning.put("label", metric.label());
        meaning.put("area", metric.area().toString());
        meaning.put("unit", metric.unit().toString());
        meaning.put("desired_direction", metric.desiredDirection().toString());
        meaning.put("owner", metric.owner());
        meaning.put(
                "dimensions",
                metric.dimensions().stream().map(Metric.Dimension::column).toList());
        meaning.put("rounding", Words.rounding(metric.unit(), one.version()));
        meaning.put("suppression", Words.smallest(one.version(), null));
        meaning.put("school_year", year.toString());
        meaning.put("definition", version(one.version()));
        meaning.put("goals", goals(metric, one.version().authority()));
        meaning.put(
                "thresholds",
                metric.thresholds().stream()
                        .filter(threshold ->
                                threshold.authority().equals(one.version().authority()))
                        .map(Exported::threshold)
                        .toList());
        meaning.put(
                "other_definitions",
                metric.versions().stream()
                        .filter(version -> !version.equals(one.version()))
                        .map(this::version)
                        .toList());
        return meaning;
    }

    private Map<String, Object> version(MetricVersion version) {
        var told = new LinkedHashMap<String, Object>();
        told.put("version", version.number());
        told.put("authority", version.authority());
        told.put("status", version.status().toString());
        told.put("from_school_year", version.from().toString());
        put(told, "to_school_year", version.to());
        told.put("rationale", Words.plain(version.rationale()));
        told.put("comparability", version.comparability().toString());
        told.put("approved_by", version.approval().by());
        put(told, "approved_on", version.approval().on());
        told.put("citation_kind", version.citation().kind().toString());
        told.put("citation", Words.plain(version.citation().text()));
        told.put("rule", Words.plain(version.words().rule()));
        told.put("numerator_text", Words.plain(version.words().numerator()));
        told.put("denominator_text", Words.plain(version.words().denominator()));
        told.put("limits", Words.plain(version.words().limits()));
        Formula formula = version.formula();
        told.put("numerator", measure(formula.numerator()));
        put(told, "denominator", formula.denominator());
        put(told, "people", formula.people());
        put(told, "known_when", formula.knownWhen());
        Formula.Completeness complete = formula.complete();
        if (complete != null) {
            told.put("complete_when", Words.plain(complete.when().sql()));
            told.put("missing_otherwise", Words.plain(complete.missing()));
        }
        told.put("definition_hash", version.hash());
        return told;
    }

    private static void put(Map<String, Object> told, String key, @Nullable Object value) {
        Optional.ofNullable(value).ifPresent(given -> {
            if (given instanceof Measure measure) {
                told.put(key, measure(measure));
            } else if (given instanceof Expression expression) {
                told.put(key, Words.plain(expression.sql()));
            } else {
                told.put(key, given.toString());
            }
        });
    }

    private static Map<String, Object> measure(Measure measure) {
        var told = new LinkedHashMap<String, Object>();
        told.put("dataset", measure.dataset());
        told.put("agg", measure.agg().toString());
        told.put("expr", Words.plain(measure.expr().sql()));
        put(told, "filter", measure.filter());
        return told;
    }

    private List<Map<String, Object>> goals(Metric metric, String authority) {
        List<Map<String, Object>> goals = new ArrayList<>();
        metric.goals().stream()
                .filter(goal -> goal.authority().equals(authority))
                .forEach(goal -> {
                    var told = new LinkedHashMap<String, Object>();
                    told.put("school_year", goal.year().toString());
                    told.put("value", number(goal.value()));
                    put(told, "organization_type", goal.organizationType());
                    put(told, "school_level", goal.schoolLevel());
                    put(told, "organization_id", goal.organizationId());
                    told.put("source", goal.source());
                    goals.add(told);
                });
        return goals;
    }

    private static Map<String, Object> threshold(Threshold threshold) {
        var told = new LinkedHashMap<String, Object>();
        told.put("status", threshold.status());
        told.put("margin", number(threshold.margin()));
        return told;
    }

    private static String number(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
