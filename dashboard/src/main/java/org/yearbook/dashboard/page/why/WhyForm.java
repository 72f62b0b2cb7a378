package org.yearbook.dashboard.page.why;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.words.Authorities;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Unit;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.why.Choices;
import org.yearbook.warehouse.why.Choices.Group;

/** What may be chosen on the page, with what is. */
final class WhyForm {

    private final Metric metric;
    private final Choices choices;
    private final Asked.Kind kind;
    private final Optional<Question> question;

    WhyForm(Metric metric, Choices choices, Asked.Kind kind, Optional<Question> question) {
        this.metric = metric;
        this.choices = choices;
        this.kind = kind;
        this.question = question;
    }

    WhyPage.Form form(List<Organization> places, Organization place, Group group, String authority, boolean open) {
        return new WhyPage.Form(
                places.stream()
                        .map(found -> new Option(
                                found.district() ? "" : found.id(),
                                found.district() ? "The whole district" : found.name(),
                                found.id().equals(place.id())))
                        .toList(),
                groups(group),
                metric.authorities().size() < 2
                        ? List.of()
                        : metric.authorities().stream()
                                .map(found -> new Option(found, Authorities.words(found), found.equals(authority)))
                                .toList(),
                List.of(Asked.Kind.values()).stream()
                        .map(found -> new Option(found.code(), found.words(), found == kind))
                        .toList(),
                kind == Asked.Kind.YEARS
                        ? List.of()
                        : choices.years().stream()
                                .map(year -> new Option(
                                        year.schoolYear(),
                                        year.schoolYear(),
                                        year.schoolYear().equals(choices.schoolYear())))
                                .toList(),
                sides(question.map(asked -> Asked.text(asked.from())).orElse("")),
                sides(question.map(asked -> Asked.text(asked.to())).orElse("")),
                open);
    }

    private List<Option> groups(Group chosen) {
        var options = new ArrayList<Option>();
        if (choices.groups().isEmpty()) {
            return options;
        }
        options.add(new Option("", "Everybody", chosen.equals(Asked.EVERYBODY)));
        choices.groups().stream()
                .sorted(Comparator.comparing((Group group) -> Groups.dimension(group.dimension()))
                        .thenComparing(group -> Groups.rank(group.dimension(), group.value()))
                        .thenComparing(Group::value))
                .forEach(group -> options.add(
                        new Option(group.dimension() + "=" + group.value(), words(group), group.equals(chosen))));
        return options;
    }

    /** {@return what a group is called where its dimension is not said} */
    static String words(Group group) {
        String value = Groups.value(group.dimension(), group.value());
        return Groups.PROGRAMS.contains(group.dimension()) && !Groups.yes(group.value())
                ? "Not " + Groups.dimension(group.dimension()).toLowerCase(Locale.ROOT)
                : value.equals("Not reported") ? Groups.dimension(group.dimension()) + " not reported" : value;
    }

    private List<Option> sides(String chosen) {
        Unit unit = metric.unit();
        return switch (kind) {
            case NIGHTS ->
                choices.nights().stream()
                        .map(night -> new Option(
                                night.publication(),
                                Dates.brief(night.asOf())
                                        + (oneOfADay(night) ? " " + WhyReader.clock(night.publication()) : "")
                                        + ": " + value(unit, night.value()),
                                night.publication().equals(chosen)))
                        .toList();
            case YEARS ->
                choices.years().stream()
                        .map(year -> new Option(
                                year.schoolYear(),
                                year.schoolYear() + ": " + value(unit, year.value()),
                                year.schoolYear().equals(chosen)))
                        .toList();
            case VERSIONS ->
                choices.versions().stream()
                        .map(version -> new Option(
                                "v" + version.version(),
                                "Version " + version.version() + ": " + value(unit, version.value()),
                                chosen.equals("v" + version.version())))
                        .toList();
        };
    }

    private boolean oneOfADay(Choices.Night night) {
        return choices.nights().stream()
                        .filter(other -> other.asOf().equals(night.asOf()))
                        .count()
                > 1;
    }

    private static String value(Unit unit, @Nullable BigDecimal value) {
        return value == null ? "no number" : Numbers.value(unit, value);
    }
}
