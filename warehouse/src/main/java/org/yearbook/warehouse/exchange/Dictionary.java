package org.yearbook.warehouse.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.Formula;
import org.yearbook.definitions.Goal;
import org.yearbook.definitions.Measure;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.warehouse.glossary.Words;
import org.yearbook.warehouse.metric.FormulaSql;

/** All definitions of all years for people: tables for a spreadsheet, and a text to read or to print. */
final class Dictionary {

    private static final List<String> VERSION_COLUMNS = List.of(
            "metric",
            "label",
            "description",
            "area",
            "unit",
            "desired_direction",
            "owner",
            "authority",
            "version",
            "status",
            "from_school_year",
            "to_school_year",
            "rule",
            "numerator",
            "denominator",
            "limits",
            "groups",
            "grades",
            "rounding",
            "small_groups",
            "rationale",
            "comparability",
            "citation",
            "approved_by",
            "approved_on",
            "tables",
            "numerator_sql",
            "denominator_sql",
            "people_sql",
            "known_when",
            "complete_when",
            "missing_otherwise",
            "statement",
            "definition_hash");

    private final Definitions definitions;
    private final FormulaSql sql;

    Dictionary(Definitions definitions) {
        this.definitions = definitions;
        this.sql = FormulaSql.of(definitions);
    }

    /** {@return the files, by name} */
    Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        files.put("metrics.csv", csv(VERSION_COLUMNS, versions()));
        files.put(
                "goals.csv",
                csv(
                        List.of(
                                "metric",
                                "authority",
                                "school_year",
                                "organization_type",
                                "school_level",
                                "organization_id",
                                "value",
                                "source"),
                        goals()));
        files.put("thresholds.csv", csv(List.of("metric", "authority", "status", "margin"), thresholds()));
        files.put("columns.csv", csv(List.of("table", "grain", "made_of", "column", "type", "description"), columns()));
        files.put("dictionary.md", new DictionaryPage(definitions).markdown());
        files.put("dictionary.html", new DictionaryPage(definitions).html());
        return files;
    }

    private List<List<String>> versions() {
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : definitions.metrics()) {
            for (MetricVersion version : metric.versions()) {
                List<String> row = new ArrayList<>(of(metric));
                row.addAll(of(metric, version));
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<String> of(Metric metric) {
        return List.of(
                metric.id(),
                metric.label(),
                metric.description(),
                metric.area().toString(),
                metric.unit().toString(),
                metric.desiredDirection().toString(),
                metric.owner());
    }

    private List<String> of(Metric metric, MetricVersion version) {
        Measure base = version.formula().base();
        Formula.Completeness complete = version.formula().complete();
        Dataset dataset = definitions.datasets().get(base.dataset());
        boolean grades = dataset != null && dataset.byName().containsKey("grade_level");
        return List.of(
                version.authority(),
                Integer.toString(version.number()),
                version.status().toString(),
                version.from().toString(),
                text(version.to()),
                Words.plain(version.words().rule()),
                Words.plain(version.words().numerator()),
                Words.plain(version.words().denominator()),
                Words.plain(version.words().limits()),
                metric.dimensions().stream().map(Metric.Dimension::column).collect(Collectors.joining(", ")),
                Words.grades(base, grades),
                Words.rounding(metric.unit(), version),
                Words.smallest(version, null),
                Words.plain(version.rationale()),
                version.comparability().toString(),
                Words.plain(version.citation().toString()),
                version.approval().by(),
                text(version.approval().on()),
                String.join(", ", version.formula().datasets()),
                sql.aggregate(
                        version.formula().numerator(),
                        version.formula().numerator().dataset()),
                aggregate(version.formula().denominator()),
                aggregate(version.formula().people()),
                known(version.formula().knownWhen()),
                complete == null ? "" : known(complete.when()),
                complete == null ? "" : Words.plain(complete.missing()),
                sql.statement(metric, version),
                version.hash());
    }

    private String aggregate(@Nullable Measure measure) {
        return measure == null ? "" : sql.aggregate(measure, measure.dataset());
    }

    private static String known(@Nullable Expression expression) {
        return expression == null ? "" : Words.plain(expression.sql());
    }

    private List<List<String>> goals() {
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : definitions.metrics()) {
            for (Goal goal : metric.goals()) {
                rows.add(List.of(
                        metric.id(),
                        goal.authority(),
                        goal.year().toString(),
                        text(goal.organizationType()),
                        text(goal.schoolLevel()),
                        text(goal.organizationId()),
                        goal.value().toPlainString(),
                        goal.source()));
            }
        }
        return rows;
    }

    private List<List<String>> thresholds() {
        return definitions.metrics().stream()
                .flatMap(metric -> metric.thresholds().stream()
                        .map(threshold -> List.of(
                                metric.id(),
                                threshold.authority(),
                                threshold.status(),
                                threshold.margin().toPlainString())))
                .toList();
    }

    private List<List<String>> columns() {
        List<List<String>> rows = new ArrayList<>();
        for (Dataset dataset : definitions.datasets().values()) {
            for (Dataset.Column column : dataset.columns()) {
                rows.add(List.of(
                        dataset.name(),
                        dataset.grain(),
                        String.join(", ", dataset.madeOf()),
                        column.name(),
                        column.type(),
                        column.description()));
            }
        }
        return rows;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String csv(List<String> header, List<List<String>> rows) {
        var text = new StringBuilder(String.join(",", header)).append("\r\n");
        rows.forEach(row -> text.append(row.stream().map(Dictionary::quoted).collect(Collectors.joining(",")))
                .append("\r\n"));
        return text.toString();
    }

    /** As RFC 4180 has it; a spreadsheet must not take a text for a formula. */
    private static String quoted(String value) {
        String safe = value.matches("(?s)[=+@\\t\\r-].*") && !value.matches("-?[0-9.]+") ? "'" + value : value;
        return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
