package org.yearbook.warehouse.glossary;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Goal;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.glossary.AtHome.Told;
import org.yearbook.warehouse.metric.PlainText;
import org.yearbook.warehouse.publish.Audience;

/**
 * What is otherwise in the definitions of one school year than in those of another: each metric under each authority
 * that has it, in a few lines; what is the same is only counted.
 *
 * @param atHome where the district's numbers come from; null without a home or a publication
 * @param reader whose file they come from
 */
record YearsCompared(
        SchoolYear from, SchoolYear to, @Nullable AtHome atHome, Audience reader, PrintWriter out) {

    private static final String INDENT = "  ";

    void tell(List<Metric> metrics) {
        out.println("From " + from + " to " + to);
        int same = 0;
        int told = 0;
        for (Metric metric : metrics) {
            for (String authority : metric.authorities()) {
                Optional<MetricVersion> before = inForce(metric, authority, from);
                Optional<MetricVersion> after = inForce(metric, authority, to);
                if (before.isEmpty() && after.isEmpty()) {
                    continue;
                }
                told++;
                boolean changed = !before.equals(after);
                if (!changed && goals(metric, authority, from).equals(goals(metric, authority, to))) {
                    same++;
                } else {
                    tell(metric, before.orElse(null), after.orElse(null));
                }
            }
        }
        out.println();
        PlainText.paragraph(
                "",
                told == 0
                        ? "No definition is in force in either year."
                        : same + " of " + told + " definitions are the same in both years, with the same goals."
                                + " Part by part: yearbook metrics diff METRIC " + from + " " + to,
                out);
    }

    private static Optional<MetricVersion> inForce(Metric metric, String authority, SchoolYear year) {
        return metric.versionsOf(authority).stream()
                .filter(version -> version.inForce(year))
                .findFirst();
    }

    private void tell(Metric metric, @Nullable MetricVersion before, @Nullable MetricVersion after) {
        MetricVersion any = Objects.requireNonNull(after == null ? before : after);
        out.println();
        out.println(metric.label() + " (" + metric.id() + "), " + any.authority());
        if (before == null) {
            line("New: ", any.name() + ", " + any.years() + ". " + Words.plain(any.rationale()));
        } else if (after == null) {
            line("Ended: ", before.name() + ", " + before.years() + ".");
        } else if (!before.equals(after)) {
            line("Changed: ", before.name() + " to " + after.name() + ". " + Words.plain(after.rationale()));
            line(INDENT + "before: ", Words.plain(before.words().rule()));
            line(INDENT + "now: ", Words.plain(after.words().rule()));
            line("May it be compared? ", after.name() + " " + Words.comparable(after) + ".");
            effect(metric, before, after);
        }
        String then = goals(metric, any.authority(), from);
        String now = goals(metric, any.authority(), to);
        if (!then.equals(now)) {
            line("Goals: ", "before " + then + "; now " + now + ".");
        }
    }

    private void line(String lead, String text) {
        PlainText.paragraph(INDENT + lead, text, out);
    }

    // Either year under both, as far as both can tell it: the data is the same, so the definition alone makes the move.
    private void effect(Metric metric, MetricVersion before, MetricVersion after) {
        if (atHome == null) {
            return;
        }
        var then = atHome.numbers(metric.id(), before, reader);
        var now = atHome.numbers(metric.id(), after, reader);
        boolean any = false;
        for (SchoolYear year : new TreeSet<>(List.of(from, to))) {
            BigDecimal one = value(then.get(year));
            BigDecimal other = value(now.get(year));
            if (one != null && other != null) {
                any = true;
                line(
                        "Effect: ",
                        "the district's " + year + " reads " + Words.value(metric.unit(), one) + " under "
                                + before.name() + " and " + Words.value(metric.unit(), other) + " under "
                                + after.name() + " (" + Words.move(metric.unit(), one, other) + ").");
            }
        }
        if (!any) {
            line("Effect: ", "not known. Neither year has a number of the district under both.");
        }
    }

    private static @Nullable BigDecimal value(@Nullable Told told) {
        return told == null ? null : told.value();
    }

    private static String goals(Metric metric, String authority, SchoolYear year) {
        String goals = metric.goals().stream()
                .filter(goal ->
                        goal.authority().equals(authority) && goal.year().equals(year))
                .map(goal -> goal(metric, goal))
                .sorted()
                .collect(Collectors.joining(", "));
        return goals.isEmpty() ? "none" : goals;
    }

    private static String goal(Metric metric, Goal goal) {
        return Words.value(metric.unit(), goal.value()) + " for " + Words.whose(goal);
    }
}
