package org.yearbook.warehouse.metric;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Goal;
import org.yearbook.definitions.Measure;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;

/** Metric definitions as text for a person at a terminal. */
record MetricListing(Definitions definitions, DefinitionCheck check) {

    /** Prints a line for each version: of all metrics, or of one. */
    void print(@Nullable String id, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("METRIC", "AUTHORITY", "VERSION", "YEARS", "STATUS", "EXAMPLES"));
        for (Metric metric : definitions.metrics()) {
            if (id != null && !metric.id().equals(id)) {
                continue;
            }
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
        PlainText.table(rows, out);
    }

    private String score(Metric metric, MetricVersion version) {
        var score = check.examples().get(metric.id() + ", " + version.name());
        return score == null ? "none" : score.met() + " of " + score.all() + " passed";
    }

    static void tell(Metric metric, PrintWriter out) {
        out.println(metric.label() + " (" + metric.id() + ")");
        PlainText.paragraph("", metric.description(), out);
        PlainText.paragraph(
                "",
                "In " + metric.unit() + "; wanted: " + metric.desiredDirection() + ". Owner: " + metric.owner() + ".",
                out);
        for (MetricVersion version : metric.versions()) {
            out.println();
            out.println(version.name() + ", " + version.years() + ", " + version.status() + ", " + version.hash());
            PlainText.paragraph("  ", version.words().rule(), out);
            PlainText.paragraph("  Counted:  ", version.words().numerator(), out);
            PlainText.paragraph("  Out of:   ", version.words().denominator(), out);
            PlainText.paragraph("  Limits:   ", version.words().limits(), out);
            PlainText.paragraph("  Why:      ", version.rationale(), out);
            PlainText.paragraph("  Source:   ", version.citation().toString(), out);
            PlainText.paragraph("  Approved: ", approval(version.approval()), out);
            PlainText.paragraph("  SQL:      ", sql(version.formula().numerator()), out);
            Measure denominator = version.formula().denominator();
            if (denominator != null) {
                PlainText.paragraph("       over: ", sql(denominator), out);
            }
        }
        out.println();
        out.println(metric.goals().isEmpty() ? "No goals." : "Goals:");
        metric.goals().forEach(goal -> out.println("  " + goal(goal)));
    }

    static void tell(Dataset dataset, PrintWriter out) {
        out.println(dataset.name());
        PlainText.paragraph("  ", dataset.grain(), out);
        List<List<String>> rows = new ArrayList<>();
        dataset.columns()
                .forEach(column -> rows.add(List.of("  " + column.name(), column.type(), column.description())));
        PlainText.table(rows, out);
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
}
