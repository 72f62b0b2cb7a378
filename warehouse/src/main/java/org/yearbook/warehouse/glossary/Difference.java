package org.yearbook.warehouse.glossary;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.Formula;
import org.yearbook.definitions.Goal;
import org.yearbook.definitions.Measure;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.definitions.MetricVersion.Comparability;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.glossary.AtHome.Told;
import org.yearbook.warehouse.metric.FormulaSql;
import org.yearbook.warehouse.metric.PlainText;

/** What changed between two versions of a metric. */
record Difference(Metric metric, MetricVersion before, MetricVersion after, FormulaSql sql, PrintWriter out) {

    private static final String INDENT = "  ";
    private static final String NOTHING = "(nothing)";

    /** One part of a definition, as each version has it. */
    record Part(String name, String before, String after) {

        boolean changed() {
            return !before.equals(after);
        }
    }

    void tell() {
        out.println(metric.label() + " (" + metric.id() + ")");
        out.println("from " + before.name() + ", " + before.years() + ", to " + after.name() + ", " + after.years());
        out.println();
        PlainText.paragraph("Why " + after.name() + " was made: ", after.rationale(), out);
        out.println();
        List<Part> parts = parts();
        List<Part> changed = parts.stream().filter(Part::changed).toList();
        out.println(changed.isEmpty() ? "No part of the definition differs." : "What changed");
        changed.forEach(this::part);
        conditions("Counted", before.formula().numerator(), after.formula().numerator());
        conditions("Out of", before.formula().denominator(), after.formula().denominator());
        PlainText.paragraph(
                "The same under both: ",
                Stream.concat(
                                        parts.stream()
                                                .filter(part -> !part.changed())
                                                .map(Part::name),
                                        Stream.of("unit", "direction", "owner", "groups"))
                                .collect(Collectors.joining(", "))
                        + ".",
                out);
        out.println();
        PlainText.paragraph("May a trend be joined? ", joined(), out);
    }

    private List<Part> parts() {
        Formula one = before.formula();
        Formula other = after.formula();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("authority", before.authority(), after.authority()));
        parts.add(new Part(
                "rule", plain(before.words().rule()), plain(after.words().rule())));
        parts.add(new Part(
                "counted, in words",
                plain(before.words().numerator()),
                plain(after.words().numerator())));
        parts.add(new Part(
                "out of, in words",
                plain(before.words().denominator()),
                plain(after.words().denominator())));
        measures(parts, "counted", one.numerator(), other.numerator());
        measures(parts, "out of", one.denominator(), other.denominator());
        measures(parts, "people it speaks of", one.people(), other.people());
        parts.add(new Part("known when", sql(one.knownWhen()), sql(other.knownWhen())));
        parts.add(new Part("missing unless every row meets", complete(one.complete()), complete(other.complete())));
        parts.add(new Part(
                "limits", plain(before.words().limits()), plain(after.words().limits())));
        parts.add(new Part(
                "citation", before.citation().toString(), after.citation().toString()));
        return parts;
    }

    private static void measures(List<Part> parts, String name, @Nullable Measure one, @Nullable Measure other) {
        parts.add(new Part(
                name + " (table)", one == null ? NOTHING : one.dataset(), other == null ? NOTHING : other.dataset()));
        parts.add(new Part(
                name + " (of each row)",
                one == null ? NOTHING : Words.measure(one),
                other == null ? NOTHING : Words.measure(other)));
        parts.add(new Part(name + " (which rows)", rows(one), rows(other)));
    }

    private static String rows(@Nullable Measure measure) {
        if (measure == null) {
            return NOTHING;
        }
        Expression filter = measure.filter();
        return filter == null ? "all rows" : Words.plain(filter.sql());
    }

    private static String sql(@Nullable Expression expression) {
        return expression == null ? "always" : Words.plain(expression.sql());
    }

    private static String complete(Formula.@Nullable Completeness complete) {
        return complete == null
                ? NOTHING
                : Words.plain(complete.when().sql()) + "; else it lacks " + Words.plain(complete.missing());
    }

    private static String plain(String text) {
        return text.isBlank() ? NOTHING : Words.plain(text);
    }

    private void part(Part part) {
        out.println(INDENT + Words.capital(part.name()));
        PlainText.beside(before.name() + ":", after.name() + ":", INDENT + INDENT, out);
        PlainText.beside(part.before(), part.after(), INDENT + INDENT, out);
    }

    /** Which conditions came and went, where a long filter hides it. */
    private void conditions(String name, @Nullable Measure one, @Nullable Measure other) {
        if (one == null || other == null || rows(one).equals(rows(other))) {
            return;
        }
        List<String> then = sql.conditions(one.filter());
        List<String> now = sql.conditions(other.filter());
        out.println(INDENT + name + ", condition by condition");
        then.stream()
                .filter(condition -> !now.contains(condition))
                .forEach(condition -> PlainText.paragraph(INDENT + "  no longer: ", condition, out));
        now.stream()
                .filter(condition -> !then.contains(condition))
                .forEach(condition -> PlainText.paragraph(INDENT + "  new:       ", condition, out));
        then.stream()
                .filter(now::contains)
                .forEach(condition -> PlainText.paragraph(INDENT + "  as before: ", condition, out));
    }

    private String joined() {
        if (!before.authority().equals(after.authority())) {
            return "No. The two belong to different authorities and hold side by side; a line shows one of them.";
        }
        if (before.number() == after.number()) {
            return "Yes. It is one and the same definition.";
        }
        List<MetricVersion> steps = metric.versionsOf(after.authority()).stream()
                .filter(version -> version.number() > Math.min(before.number(), after.number())
                        && version.number() <= Math.max(before.number(), after.number()))
                .toList();
        String broken = steps.stream()
                .filter(version -> version.comparability() != Comparability.COMPARABLE)
                .map(version -> version.name() + ", from " + version.from() + " on, " + Words.comparable(version))
                .collect(Collectors.joining("; "));
        MetricVersion last = Objects.requireNonNull(steps.isEmpty() ? after : steps.get(steps.size() - 1));
        return broken.isEmpty()
                ? "The numbers may be compared, by what the later version says of the earlier. The pages mark the change"
                        + " all the same."
                : "No. " + Words.capital(broken)
                        + ". A trend stops there. To look across, take the numbers that are restated to " + last.name()
                        + ": earlier years under its definition (policy restated).";
    }

    /** Tells the goals of two years, side by side. */
    void goals(SchoolYear from, SchoolYear to) {
        out.println();
        out.println("Goals");
        PlainText.beside(from.toString(), to.toString(), INDENT, out);
        PlainText.beside(goals(before, from), goals(after, to), INDENT, out);
    }

    private String goals(MetricVersion version, SchoolYear year) {
        String goals = metric.goals().stream()
                .filter(goal -> goal.authority().equals(version.authority())
                        && goal.year().equals(year))
                .map(this::goal)
                .collect(Collectors.joining("; "));
        return goals.isEmpty() ? "none was set" : goals;
    }

    private String goal(Goal goal) {
        return Words.value(metric.unit(), goal.value()) + " for " + Words.whose(goal);
    }

    /** Tells the district's numbers of each year under both. */
    void numbers(Map<SchoolYear, Told> then, Map<SchoolYear, Told> now, String publication) {
        var years = new TreeSet<SchoolYear>(then.keySet());
        years.addAll(now.keySet());
        out.println();
        out.println("The district's numbers under both (publication " + publication + ")");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(INDENT + "school year", "in force", before.name(), after.name(), "difference"));
        for (SchoolYear year : years) {
            Told one = then.get(year);
            Told other = now.get(year);
            String inForce = Stream.of(before, after)
                    .distinct()
                    .filter(version -> version.inForce(year))
                    .map(MetricVersion::name)
                    .collect(Collectors.joining(", "));
            rows.add(List.of(INDENT + year, inForce, value(one), value(other), move(one, other)));
        }
        PlainText.table(rows, out);
        PlainText.paragraph(
                INDENT,
                years.isEmpty()
                        ? "There are none in this publication."
                        : "A number of a year outside of a version's own is restated. '-' is none: a version is not asked"
                                + " for years after its last one, or what it needs was not delivered.",
                out);
    }

    private String value(@Nullable Told number) {
        if (number == null) {
            return "-";
        }
        return number.value() == null
                ? number.status().replace('_', ' ')
                : Words.value(metric.unit(), Objects.requireNonNull(number.value()));
    }

    private String move(@Nullable Told one, @Nullable Told other) {
        if (one == null || other == null || one.value() == null || other.value() == null) {
            return "";
        }
        return Words.move(metric.unit(), Objects.requireNonNull(one.value()), Objects.requireNonNull(other.value()));
    }
}
