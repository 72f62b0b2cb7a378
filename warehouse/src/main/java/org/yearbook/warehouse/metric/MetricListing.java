package org.yearbook.warehouse.metric;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Goal;
import org.yearbook.definitions.Measure;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;

/** Metric definitions as text for a person at a terminal. */
record MetricListing(Definitions definitions, DefinitionCheck check) {

    private static final int WIDTH = 100;

    void print(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("METRIC", "AUTHORITY", "VERSION", "YEARS", "STATUS", "EXAMPLES"));
        for (Metric metric : definitions.metrics()) {
            for (MetricVersion version : metric.versions()) {
                rows.add(List.of(
                        metric.id(),
                        version.authority(),
                        Integer.toString(version.number()),
                        version.years(),
                        version.status().toString(),
                        score(metric, version)));
            }
        }
        table(rows, out);
    }

    private String score(Metric metric, MetricVersion version) {
        var score = check.examples().get(metric.id() + ", " + version.name());
        return score == null ? "none" : score.met() + " of " + score.all() + " passed";
    }

    static void tell(Metric metric, PrintWriter out) {
        out.println(metric.label() + " (" + metric.id() + ")");
        paragraph("", metric.description(), out);
        paragraph(
                "",
                "In " + metric.unit() + "; wanted: " + metric.desiredDirection() + ". Owner: " + metric.owner() + ".",
                out);
        for (MetricVersion version : metric.versions()) {
            out.println();
            out.println(version.name() + ", " + version.years() + ", " + version.status() + ", " + version.hash());
            paragraph("  ", version.words().rule(), out);
            paragraph("  Counted:  ", version.words().numerator(), out);
            paragraph("  Out of:   ", version.words().denominator(), out);
            paragraph("  Limits:   ", version.words().limits(), out);
            paragraph("  Why:      ", version.rationale(), out);
            paragraph("  Source:   ", version.citation().toString(), out);
            paragraph("  Approved: ", approval(version.approval()), out);
            paragraph("  SQL:      ", sql(version.formula().numerator()), out);
            Measure denominator = version.formula().denominator();
            if (denominator != null) {
                paragraph("       over: ", sql(denominator), out);
            }
        }
        out.println();
        out.println(metric.goals().isEmpty() ? "No goals." : "Goals:");
        metric.goals().forEach(goal -> out.println("  " + goal(goal)));
    }

    static void tell(Dataset dataset, PrintWriter out) {
        out.println(dataset.name());
        paragraph("  ", dataset.grain(), out);
        List<List<String>> rows = new ArrayList<>();
        dataset.columns()
                .forEach(column -> rows.add(List.of("  " + column.name(), column.type(), column.description())));
        table(rows, out);
        out.println();
    }

    private static String approval(MetricVersion.Approval approval) {
        return approval.by().isEmpty()
                ? "not yet"
                : approval.by() + (approval.on() == null ? "" : ", " + approval.on());
    }

    private static String sql(Measure measure) {
        var filter = measure.filter();
        return measure.agg() + " of " + measure.expr().sql() + " in " + measure.dataset()
                + (filter == null ? "" : " where " + filter.sql());
    }

    private static String goal(Goal goal) {
        var whose = new ArrayList<String>();
        whose.add(goal.authority());
        if (goal.organizationType() != null) {
            whose.add("each " + goal.organizationType());
        }
        if (goal.schoolLevel() != null) {
            whose.add(goal.schoolLevel());
        }
        if (goal.organizationId() != null) {
            whose.add(goal.organizationId());
        }
        return goal.year() + "  " + goal.value().toPlainString() + "  (" + String.join(", ", whose) + "; "
                + goal.source() + ")";
    }

    /** Wraps at words; the first line begins with the lead, the others are indented as far. */
    private static void paragraph(String lead, String text, PrintWriter out) {
        if (text.isBlank()) {
            return;
        }
        var line = new StringBuilder(lead);
        boolean fresh = true;
        for (String word : text.strip().split("\\s+", -1)) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(" ".repeat(lead.length()));
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        out.println(line);
    }

    private static void table(List<List<String>> rows, PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            out.println(IntStream.range(0, columns)
                    .mapToObj(column -> row.get(column)
                            + " ".repeat(widths[column] - row.get(column).length()))
                    .collect(Collectors.joining("  "))
                    .stripTrailing());
        }
    }
}
