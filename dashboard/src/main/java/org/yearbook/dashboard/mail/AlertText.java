package org.yearbook.dashboard.mail;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.mail.LetterText.Written;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.state.MetricWatch;
import org.yearbook.dashboard.state.MetricWatch.Change;
import org.yearbook.dashboard.state.MetricWatch.Stand;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.MetricAnswers;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.home.District;

/** The mail about numbers that came to another side of their goals. It tells only what its reader may see. */
@Component
final class AlertText {

    private final ITemplateEngine templates;
    private final District district;

    AlertText(ITemplateEngine templates, District district) {
        this.templates = templates;
        this.district = district;
    }

    /**
     * One change as a mail tells it.
     *
     * @param from where the metric stood, in words; that it is not told, where its reader may not see that
     * @param shown whether its reader may know where it stood, and so that it moved
     * @param to where it stands
     * @param goal the goal, and what it was when it is another one
     */
    record Line(
            String label, boolean shown, String from, String to, String tone, String goal, String why, String metric) {}

    /** What one mail tells. */
    record Told(String subject, String person, String opening, String district, List<Line> lines, String redefined) {

        Told {
            lines = List.copyOf(lines);
        }
    }

    /** {@return the mail; nothing when its reader follows none of the changes, or may not see any} */
    Optional<Written> write(
            Answers answers, Person person, Map<String, Boolean> said, List<Change> changes, String server) {
        MetricAnswers metrics = answers.metrics(person.scope());
        Optional<Organization> whole =
                answers.organizations().stream().filter(Organization::district).findFirst();
        if (whole.isEmpty() || changes.isEmpty()) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>();
        var redefined = new ArrayList<String>();
        for (Change change : changes) {
            Optional<Metric> metric = metrics.metric(change.metric())
                    .filter(found -> MetricWatch.follows(
                            person, said, found.id(), !found.goals().isEmpty()));
            if (metric.isEmpty()) {
                continue;
            }
            if (change.redefined()) {
                redefined.add(metric.get().label());
                continue;
            }
            Point point = metrics.trend(metric.get(), metric.get().mainAuthority(), whole.get())
                    .reported(change.schoolYear());
            // A number that is hidden from this reader, now or on the night of the change, is not told by its standing.
            if (point.value() != null && open(change.after(), whole.get(), person)) {
                lines.add(line(metric.get(), whole.get(), change, person, server));
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var told = new Told(
                subject(lines),
                person.name(),
                opening(lines, Dates.full(changes.get(0).asOf())),
                district.name(),
                lines,
                String.join(", ", redefined));
        String html = templates.process(
                "mail/alert", new Context(Locale.US, Map.of("told", told, "account", server + "/metrics")));
        return Optional.of(new Written(told.subject(), plain(told, server), html));
    }

    /** All of it is of the night of the change: another one may have published since. */
    private Line line(Metric metric, Organization whole, Change change, Person person, String server) {
        boolean shown = open(change.before(), whole, person);
        Stand after = change.after();
        return new Line(
                metric.label(),
                shown,
                shown
                        ? stood(metric, change.before()) + " on " + Dates.brief(change.since())
                        : "not told of " + Dates.brief(change.since()) + ", since it spoke of too few people",
                stood(metric, after) + " on " + Dates.brief(change.asOf()),
                Standings.of(after.standing()).tone(),
                goal(metric, after.goal(), shown ? change.before().goal() : null),
                server
                        + Link.to("/metrics/" + metric.id() + "/why")
                                .with("from", change.beforePublication())
                                .with("to", change.publication())
                                .with("year", change.schoolYear())
                                .with("school", whole.id()),
                server + Link.to("/metrics/" + metric.id()).with("school", whole.id()));
    }

    /** The rule of the pages: few people hide a number from whoever does not look after the place; things hide none. */
    private boolean open(Stand stand, Organization whole, Person person) {
        Long people = stand.people();
        return people == null
                || people >= district.minimumGroupSize()
                || person.scope().covers(whole.id());
    }

    private static String stood(Metric metric, Stand stand) {
        return Standings.of(stand.standing()).words() + value(metric, stand.figure(), stand.goal());
    }

    private static String value(Metric metric, @Nullable BigDecimal value, @Nullable BigDecimal goal) {
        return value == null ? "" : " (" + Numbers.against(metric.unit(), value, Optional.ofNullable(goal)) + ")";
    }

    private static String goal(Metric metric, @Nullable BigDecimal goal, @Nullable BigDecimal before) {
        if (goal == null) {
            return "";
        }
        String words = "Goal: " + Numbers.goalWithSide(metric.unit(), metric.direction(), goal);
        return before == null || before.compareTo(goal) == 0
                ? words + "."
                : words + "; it was " + Numbers.goal(metric.unit(), before) + " before.";
    }

    private static String subject(List<Line> lines) {
        if (lines.size() == 1) {
            Line only = Objects.requireNonNull(lines.get(0));
            return only.label() + ": " + upTo(only.to());
        }
        return lines.stream().allMatch(Line::shown)
                ? lines.size() + " numbers came to another side of their goals"
                : lines.size() + " numbers that you follow, and where they stand now";
    }

    /** Of a number whose former standing is not for this reader nothing is said about whether it moved. */
    private static String opening(List<Line> lines, String night) {
        String these = lines.size() == 1 ? "this number stands" : "these numbers stand";
        return lines.stream().allMatch(Line::shown)
                ? "The night of " + night + " changed where " + these + "."
                : "From the night of " + night + ": where " + these + " now. Where a number spoke of too few people"
                        + " before, this mail does not say whether it moved.";
    }

    /** The standing alone: a subject is shown on locked screens. */
    private static String upTo(String words) {
        int end = words.indexOf(" (");
        return (end < 0 ? words : words.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private static String plain(Told told, String server) {
        var text = new StringBuilder();
        text.append("Hello ").append(told.person()).append(",\n\n");
        text.append(told.opening()).append('\n');
        for (Line line : told.lines()) {
            text.append('\n').append(line.label()).append('\n');
            text.append("  was: ").append(line.from()).append('\n');
            text.append("  is:  ").append(line.to()).append('\n');
            if (!line.goal().isEmpty()) {
                text.append("  ").append(line.goal()).append('\n');
            }
            text.append("  Why: ").append(line.why()).append('\n');
        }
        if (!told.redefined().isEmpty()) {
            text.append("\nNot compared, because the definition changed: ")
                    .append(told.redefined())
                    .append(".\n");
        }
        text.append("\n").append(told.district()).append('\n');
        text.append("Which numbers you follow is chosen on the page of each: ")
                .append(server)
                .append("/metrics\n");
        return text.toString();
    }
}
