package org.yearbook.warehouse.glossary;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.glossary.AtHome.Fresh;
import org.yearbook.warehouse.glossary.Deliverers.Promise;
import org.yearbook.warehouse.metric.FormulaSql;
import org.yearbook.warehouse.metric.PlainText;

/**
 * One metric in plain words.
 *
 * @param year of which the definitions in force, and the goals, are told
 * @param minimum the smallest group that a shared number may speak of; null when no home says
 * @param atHome what the current publication adds; null without one
 */
record Explanation(
        Definitions definitions,
        Metric metric,
        SchoolYear year,
        @Nullable Integer minimum,
        Deliverers deliverers,
        @Nullable AtHome atHome,
        PrintWriter out) {

    private static final String INDENT = "  ";

    void tell(List<MetricVersion> versions) {
        FormulaSql sql = FormulaSql.of(definitions, metric);
        out.println(metric.label() + " (" + metric.id() + ")");
        paragraph("", metric.description());
        paragraph(
                "",
                Words.capital(Words.unit(metric.unit())) + "; " + Words.direction(metric.desiredDirection()) + ". The "
                        + metric.owner() + " answers for it.");
        out.println();
        history();
        for (MetricVersion version : versions) {
            out.println();
            version(version, sql);
        }
        out.println();
        goals(versions);
        out.println();
        data(versions);
        for (MetricVersion version : versions) {
            out.println();
            out.println("SQL of " + version.name() + ", over the tables of a publication:");
            sql.statement(metric, version).lines().forEach(line -> out.println(INDENT + line));
        }
    }

    private void history() {
        out.println("Which definition holds when");
        List<List<String>> rows = new ArrayList<>();
        for (String authority : metric.authorities()) {
            for (MetricVersion version : metric.versionsOf(authority)) {
                String note = version.number() == 1 ? "the first" : Words.comparable(version);
                rows.add(List.of(
                        INDENT + version.name(),
                        version.years(),
                        version.status().toString(),
                        note));
            }
        }
        PlainText.table(rows, out);
        String inForce = metric.versions().stream()
                .filter(version -> version.inForce(year))
                .map(MetricVersion::name)
                .collect(Collectors.joining(", "));
        paragraph(INDENT, "In " + year + ": " + (inForce.isEmpty() ? "none." : inForce + "."));
    }

    private void version(MetricVersion version, FormulaSql sql) {
        out.println(Words.capital(version.name()) + ", " + version.years());
        paragraph("  The rule:     ", version.words().rule());
        measure(
                "  Counted:      ",
                version.words().numerator(),
                version.formula().numerator(),
                sql);
        Measure denominator = version.formula().denominator();
        if (denominator == null) {
            paragraph("  Out of:       ", "Nothing: it is a plain count or sum.");
        } else {
            measure("  Out of:       ", version.words().denominator(), denominator, sql);
        }
        Measure people = version.formula().people();
        if (people != null) {
            paragraph("  It speaks of: ", "people, " + Words.measure(people) + " of " + people.dataset());
        }
        Expression known = version.formula().knownWhen();
        if (known != null) {
            paragraph("  Known when:   ", "some row of the year and place meets: " + Words.plain(known.sql()));
        }
        Formula.Completeness complete = version.formula().complete();
        if (complete != null) {
            paragraph(
                    "  Missing when: ",
                    "some row that counts does not meet: "
                            + Words.plain(complete.when().sql())
                            + ". What is missing then: " + Words.plain(complete.missing())
                            + ". The formula below does not look at this; the publication tells no number.");
        }
        paragraph("  It tells not: ", version.words().limits());
        paragraph("  One number:   ", "for each school year, school and the district" + groups() + ".");
        paragraph("  Grades:       ", Words.grades(version.formula().base(), hasGrades(version)));
        paragraph("  Rounding:     ", Words.rounding(metric.unit(), version));
        paragraph("  Small groups: ", Words.smallest(version, minimum));
        paragraph("  Whose rule:   ", "the " + version.authority() + "'s. " + version.citation());
        paragraph("  Approved:     ", approval(version.approval()));
        paragraph("  Why:          ", version.rationale());
        paragraph("  Fingerprint:  ", version.hash());
    }

    private void measure(String lead, String words, Measure measure, FormulaSql sql) {
        paragraph(lead, words);
        String indent = " ".repeat(lead.length());
        paragraph(indent, "From " + measure.dataset() + ", " + Words.measure(measure) + ",");
        List<String> conditions = sql.conditions(measure.filter());
        for (int i = 0; i < conditions.size(); i++) {
            paragraph(indent + (i == 0 ? "where " : "  and "), conditions.get(i));
        }
        if (conditions.isEmpty()) {
            paragraph(indent, "of all rows.");
        }
    }

    private String groups() {
        return metric.dimensions().isEmpty()
                ? ""
                : ", for everybody and for each group by "
                        + metric.dimensions().stream()
                                .map(Metric.Dimension::column)
                                .collect(Collectors.joining(", "));
    }

    private boolean hasGrades(MetricVersion version) {
        Dataset dataset = definitions.datasets().get(version.formula().base().dataset());
        return dataset != null && dataset.byName().containsKey("grade_level");
    }

    private static String approval(MetricVersion.Approval approval) {
        return approval.by().isEmpty()
                ? "not yet"
                : approval.by() + (approval.on() == null ? "" : ", " + approval.on());
    }

    private void goals(List<MetricVersion> versions) {
        Set<String> authorities =
                versions.stream().map(MetricVersion::authority).collect(Collectors.toCollection(LinkedHashSet::new));
        out.println("Goals of " + year);
        for (String authority : authorities) {
            List<Goal> goals = metric.goals().stream()
                    .filter(goal ->
                            goal.authority().equals(authority) && goal.year().equals(year))
                    .toList();
            if (goals.isEmpty()) {
                paragraph(INDENT, Words.capital(authority) + ": none was set. Last year's does not count.");
            }
            goals.forEach(goal -> paragraph(
                    INDENT,
                    Words.capital(authority) + ": " + Words.value(metric.unit(), goal.value()) + " for "
                            + Words.whose(goal) + " (" + goal.source() + ")"));
            metric.thresholds().stream()
                    .filter(near -> near.authority().equals(authority))
                    .forEach(near -> paragraph(
                            INDENT,
                            "A value that misses it by no more than " + Words.distance(metric.unit(), near.margin())
                                    + " counts as near."));
        }
    }

    private void data(List<MetricVersion> versions) {
        out.println("The data behind it");
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        FormulaSql sql = FormulaSql.of(definitions, metric);
        versions.forEach(version -> version.formula()
                .measures()
                .forEach(measure -> columns.computeIfAbsent(measure.dataset(), name -> new LinkedHashSet<>())
                        .addAll(sql.columns(measure))));
        columns.forEach((name, used) -> {
            Dataset dataset = definitions.datasets().get(name);
            if (dataset != null) {
                dataset(dataset, used);
            }
        });
        if (atHome == null) {
            paragraph(INDENT, "What really comes, and how recent it is, is told with --home after a first night.");
        }
    }

    private void dataset(Dataset dataset, Set<String> used) {
        paragraph(INDENT, dataset.name() + ": " + dataset.grain());
        dataset.columns().stream()
                .filter(column -> used.contains(column.name()))
                .forEach(column -> paragraph("    " + column.name() + ": ", column.description()));
        if (dataset.madeOf().isEmpty()) {
            paragraph("    ", "Made of the deliveries themselves.");
        }
        dataset.madeOf().forEach(entity -> paragraph("    made of " + entity + ": ", sources(entity)));
    }

    /** Who really delivers it, where a publication tells; otherwise who could. */
    private String sources(String entity) {
        List<Promise> promises = deliverers.of(entity);
        AtHome home = atHome;
        if (home == null) {
            return promises.isEmpty()
                    ? "by whoever delivers it."
                    : "by any of "
                            + promises.stream().map(Promise::source).distinct().collect(Collectors.joining(", "))
                            + ". Promised: "
                            + promises.stream()
                                    .map(promise -> promised(promise, promise.source() + " "))
                                    .distinct()
                                    .filter(text -> !text.isEmpty())
                                    .collect(Collectors.collectingAndThen(
                                            Collectors.joining(", "),
                                            text -> text.isEmpty() ? "nothing." : text + "."));
        }
        String told = promises.stream()
                .filter(promise -> home.fresh(promise) != null)
                .map(promise -> delivered(promise, home.fresh(promise)))
                .collect(Collectors.joining("; "));
        return told.isEmpty() ? "not delivered." : told + ".";
    }

    private static String delivered(Promise promise, @Nullable Fresh fresh) {
        String promised = promised(promise, "promised ");
        String last = fresh == null
                ? ""
                : ", last from " + promise.source() + " on " + fresh.arrived()
                        + (fresh.through() == null ? "" : " with days through " + fresh.through());
        return promise.name() + " from " + promise.source() + " (" + promise.ownerRole() + "), "
                + (promised.isEmpty() ? "nothing promised of its age" : promised) + last;
    }

    private static String promised(Promise promise, String lead) {
        return promise.latencyDays() == 0
                ? ""
                : lead + "at most " + promise.latencyDays() + " days old"
                        + (promise.latencyField() == null ? "" : " by " + promise.latencyField());
    }

    private void paragraph(String lead, String text) {
        PlainText.paragraph(lead, text, out);
    }
}
