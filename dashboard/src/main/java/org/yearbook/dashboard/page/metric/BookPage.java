package org.yearbook.dashboard.page.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.words.Approvals;
import org.yearbook.dashboard.words.Authorities;
import org.yearbook.dashboard.words.Lacks;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Trend;

/**
 * The definitions that were in force in one school year, as one would print and keep them.
 *
 * @param finding what the year's definitions are, and what changed in them, in one sentence
 * @param state whether the year is closed, and what that means for its numbers
 * @param years the years that have such a book, latest first
 * @param changes what is otherwise than in the year before
 * @param chapters by area
 */
record BookPage(
        String schoolYear,
        String finding,
        String state,
        List<Option> years,
        List<Change> changes,
        List<Chapter> chapters,
        String publication,
        String asOf) {

    BookPage {
        years = List.copyOf(years);
        changes = List.copyOf(changes);
        chapters = List.copyOf(chapters);
    }

    /**
     * What is otherwise than in the year before.
     *
     * @param kind New, Changed or Ended
     * @param anchor where the definition stands on the page; empty when it ended
     */
    record Change(String kind, String metric, String authority, String anchor, String words) {}

    record Chapter(String id, String name, List<Entry> entries) {

        Chapter {
            entries = List.copyOf(entries);
        }
    }

    record Entry(String id, String label, String description, List<Rule> rules) {

        Entry {
            rules = List.copyOf(rules);
        }
    }

    /**
     * One authority's definition.
     *
     * @param kind New or Changed when it is in its first year; empty otherwise
     * @param effect what the change did to the year before, for the district; empty when nobody can tell
     * @param value the district's number of the year, or why there is none
     * @param goals the year's goals, each in words
     */
    record Rule(
            String anchor,
            String authority,
            String kind,
            String version,
            Definition.Text text,
            String effect,
            String decided,
            String value,
            List<String> goals,
            String hash) {

        Rule {
            goals = List.copyOf(goals);
        }
    }

    /** What is told of a year. */
    record Year(String schoolYear, String state, List<Option> all, String publication, String asOf) {}

    /** Trends are those of the whole district, one for each metric and authority. */
    static BookPage of(Year year, List<Trend> trends, List<Organization> places) {
        List<Change> changes = trends.stream()
                .flatMap(trend -> change(trend, year.schoolYear()).stream())
                .sorted(Comparator.comparing(Change::metric).thenComparing(Change::authority))
                .toList();
        List<Metric> metrics = trends.stream()
                .filter(trend -> trend.metric()
                        .inForce(trend.authority(), year.schoolYear())
                        .isPresent())
                .map(Trend::metric)
                .distinct()
                .toList();
        List<Chapter> chapters = MetricArea.divide(metrics).stream()
                .map(area -> new Chapter(
                        area.id(),
                        area.name(),
                        area.metrics().stream()
                                .map(metric -> entry(metric, trends, year.schoolYear(), places))
                                .toList()))
                .toList();
        return new BookPage(
                year.schoolYear(),
                finding(year.schoolYear(), metrics.size(), changes),
                year.state(),
                year.all(),
                changes,
                chapters,
                year.publication(),
                year.asOf());
    }

    private static Entry entry(Metric metric, List<Trend> trends, String year, List<Organization> places) {
        List<Rule> rules = trends.stream()
                .filter(trend -> trend.metric().id().equals(metric.id()))
                .flatMap(
                        trend -> metric
                                .inForce(trend.authority(), year)
                                .map(definition -> rule(trend, definition, year, places))
                                .stream())
                .toList();
        return new Entry(metric.id(), metric.label(), metric.description(), rules);
    }

    private static Rule rule(Trend trend, Definition definition, String year, List<Organization> places) {
        Metric metric = trend.metric();
        boolean first = definition.from().equals(year);
        return new Rule(
                anchor(definition),
                Authorities.words(definition.authority()),
                first ? kind(definition) : "",
                "Version " + definition.version() + ", " + MetricPage.years(definition),
                definition.text(),
                first
                        ? before(metric, definition)
                                .map(before -> MetricPage.effect(metric, trend, before, definition))
                                .orElse("")
                        : "",
                Approvals.words(definition.approval()),
                value(trend, trend.reported(year)),
                metric.goals().stream()
                        .filter(goal -> goal.authority().equals(definition.authority()))
                        .filter(goal -> goal.schoolYear().equals(year))
                        .map(goal -> MetricPage.goalRow(metric, goal, places))
                        .map(goal -> goal.whom() + ": " + goal.value()
                                + (goal.source().isEmpty() ? "" : " (" + goal.source() + ")"))
                        .sorted()
                        .toList(),
                definition.hash());
    }

    private static String value(Trend trend, Point point) {
        Metric metric = trend.metric();
        var value = point.value();
        if (value != null) {
            return Numbers.value(metric.unit(), value);
        }
        String lacks = Lacks.words(trend, point);
        return lacks.isEmpty()
                ? Standings.of(metric.standing(point, Optional.empty())).words()
                : lacks;
    }

    private static Optional<Change> change(Trend trend, String year) {
        Metric metric = trend.metric();
        String authority = trend.authority();
        Optional<Definition> now = metric.inForce(authority, year);
        String words = Authorities.words(authority);
        if (now.isPresent()) {
            Definition definition = now.get();
            return definition.from().equals(year)
                    ? Optional.of(new Change(
                            kind(definition),
                            metric.label(),
                            words,
                            anchor(definition),
                            definition.text().rationale()))
                    : Optional.empty();
        }
        String before = SchoolYear.parse(year).previous().toString();
        return metric.inForce(authority, before)
                .map(ended -> new Change(
                        "Ended",
                        metric.label(),
                        words,
                        "",
                        "Version " + ended.version() + " was in force until " + before + "."));
    }

    private static Optional<Definition> before(Metric metric, Definition definition) {
        return metric.versionsOf(definition.authority()).stream()
                .filter(other -> other.version() < definition.version())
                .max(Comparator.comparingInt(Definition::version));
    }

    private static String kind(Definition definition) {
        return definition.version() == 1 ? "New" : "Changed";
    }

    private static String anchor(Definition definition) {
        return definition.metric() + "-" + definition.authority();
    }

    private static String finding(String year, int metrics, List<Change> changes) {
        var parts = new ArrayList<String>();
        Stream.of("New", "Changed", "Ended").forEach(kind -> {
            long count = changes.stream()
                    .filter(change -> change.kind().equals(kind))
                    .count();
            if (count > 0) {
                parts.add(count + (kind.equals("New") ? " new" : kind.equals("Changed") ? " changed" : " ended"));
            }
        });
        String numbers = metrics == 1 ? "1 number has a definition" : metrics + " numbers have a definition";
        return numbers + " in " + year + ". "
                + (parts.isEmpty()
                        ? "None is otherwise than in the year before."
                        : "Against the year before: " + String.join(", ", parts) + ".");
    }
}
