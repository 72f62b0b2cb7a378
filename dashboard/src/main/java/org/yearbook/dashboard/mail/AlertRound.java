package org.yearbook.dashboard.mail;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.state.MetricWatch;
import org.yearbook.dashboard.state.MetricWatch.Change;
import org.yearbook.dashboard.state.MetricWatch.Stand;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.home.District;

/**
 * Looks at each new publication once: where does each metric of the district stand against its goal, and where did it
 * stand in the publication before? A publication that is older than the last one, as after a rollback, is not looked
 * at.
 */
@Component
final class AlertRound {

    private final MetricWatch watch;
    private final People people;
    private final Editions editions;
    private final District district;

    AlertRound(MetricWatch watch, People people, Editions editions, District district) {
        this.watch = watch;
        this.people = people;
        this.editions = editions;
        this.district = district;
    }

    /** Looks at the publication in force, unless that was done. */
    void run() {
        record Seen(Edition edition, List<Stand> stands, Set<String> withGoal) {}
        Optional<Map.Entry<String, LocalDate>> last = watch.lastSeen();
        Optional<Seen> seen;
        try {
            seen = editions.ask(answers -> fresh(answers.edition(), last)
                    ? Optional.of(new Seen(answers.edition(), stands(answers), withGoal(answers)))
                    : Optional.empty());
        } catch (NoPublicationException e) {
            return;
        }
        seen.ifPresent(
                found -> watch.look(found.edition(), found.stands(), changes -> followers(changes, found.withGoal())));
    }

    private static boolean fresh(Edition edition, Optional<Map.Entry<String, LocalDate>> last) {
        return last.map(seen -> edition.asOf().isAfter(seen.getValue())
                        || (edition.asOf().equals(seen.getValue())
                                && edition.publication().compareTo(seen.getKey()) > 0))
                .orElse(true);
    }

    private List<Stand> stands(Answers answers) {
        List<String> years = answers.years();
        Optional<Organization> whole =
                answers.organizations().stream().filter(Organization::district).findFirst();
        if (years.isEmpty() || whole.isEmpty()) {
            return List.of();
        }
        String year = years.get(0);
        // What somebody who looks after no school sees tells which numbers few people hide.
        Map<String, Point> outside = answers.metrics(new Scope.Schools(Set.of())).trends(whole.get()).stream()
                .collect(Collectors.toMap(trend -> trend.metric().id(), trend -> trend.reported(year)));
        return answers.metrics(new Scope.District()).trends(whole.get()).stream()
                .map(trend ->
                        stand(trend, year, outside.getOrDefault(trend.metric().id(), trend.reported(year))))
                .toList();
    }

    private Stand stand(Trend trend, String year, Point outside) {
        Point point = trend.reported(year);
        Optional<Goal> goal = trend.metric().goal(trend.authority(), year, trend.organization());
        return new Stand(
                trend.metric().id(),
                year,
                trend.metric().standing(point, goal),
                point.value(),
                people(point, outside),
                goal.map(Goal::value).orElse(null),
                trend.metric()
                        .inForce(trend.authority(), year)
                        .map(definition -> definition.hash())
                        .orElse(""));
    }

    /**
     * Things count in {@code n}, too: only where few of them hide the number, or there are enough, is it kept. A number
     * of many that is hidden, since it would tell of few, counts as one of nobody.
     */
    private @Nullable Long people(Point point, Point outside) {
        boolean hides = point.value() != null && outside.value() == null;
        if (hides && point.n() >= district.minimumGroupSize()) {
            return 0L;
        }
        return hides || point.n() >= district.minimumGroupSize() ? point.n() : null;
    }

    private static Set<String> withGoal(Answers answers) {
        return answers.metrics(new Scope.District()).all().stream()
                .filter(metric -> !metric.goals().isEmpty())
                .map(metric -> metric.id())
                .collect(Collectors.toSet());
    }

    private List<Long> followers(List<Change> changes, Set<String> withGoal) {
        return people.all().stream()
                .filter(person -> person.enabled() && !person.email().isEmpty())
                .filter(person -> {
                    Map<String, Boolean> said = watch.said(person.id());
                    return changes.stream()
                            .anyMatch(change -> MetricWatch.follows(
                                    person, said, change.metric(), withGoal.contains(change.metric())));
                })
                .sorted(Comparator.comparing(Person::id))
                .map(Person::id)
                .toList();
    }
}
