package org.yearbook.dashboard.page.card;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yearbook.dashboard.words.SchoolYears;
import org.yearbook.definitions.ReportCard;
import org.yearbook.definitions.StatutoryElement;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.MetricAnswers;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.answer.StoredValue;
import org.yearbook.warehouse.answer.ValueFilter;

/**
 * The numbers of a card, read out of the publication for everybody. Where several authorities define a number, the one
 * of the law's own level is told: the federal definition in force, else the state's, else the district's.
 */
final class CardNumbers {

    private static final List<String> ORDER = List.of("federal", "state", "district");

    /** More than any district has of the numbers of one card. */
    private static final int MOST = 500_000;

    private final ReportCard card;
    private final Map<String, Metric> metrics = new HashMap<>();
    private final Map<List<String>, List<StoredValue>> stored = new HashMap<>();
    private final Organization place;
    private final Organization district;
    private final String year;

    CardNumbers(Answers answers, ReportCard card, Organization place, Organization district, String year) {
        this.card = card;
        this.place = place;
        this.district = district;
        this.year = year;
        // The public file hides by itself.
        MetricAnswers numbers = answers.metrics(new Scope.District());
        numbers.all().forEach(metric -> metrics.put(metric.id(), metric));
        Set<String> groups = new TreeSet<>(card.groups());
        groups.add(Group.EVERYBODY.dimension());
        var filter = new ValueFilter(
                card.metrics(),
                Set.of(),
                new TreeSet<>(List.of(year, SchoolYears.before(year))),
                Set.of("in_force"),
                new TreeSet<>(List.of(place.id(), district.id())),
                groups,
                Set.of(),
                card.metrics().isEmpty());
        for (StoredValue value : numbers.values(filter, Optional.empty(), MOST)) {
            var key = value.key();
            stored.computeIfAbsent(
                            List.of(key.metric(), key.authority(), key.schoolYear(), key.organization()),
                            none -> new ArrayList<>())
                    .add(value);
        }
    }

    /** {@return what its metrics tell of an element, in its order} */
    List<Told> of(StatutoryElement element) {
        return element.metrics().stream().map(id -> told(element, id)).toList();
    }

    List<Told> all() {
        return card.elements().stream().flatMap(element -> of(element).stream()).toList();
    }

    private Told told(StatutoryElement element, String id) {
        String of = element.preceding() ? SchoolYears.before(year) : year;
        Optional<Metric> metric = Optional.ofNullable(metrics.get(id));
        Optional<Definition> definition = metric.flatMap(found -> inForce(found, of));
        return new Told(
                element,
                id,
                of,
                metric,
                definition,
                definition.map(found -> values(element, found, of, place)).orElse(List.of()),
                place.district()
                        ? List.of()
                        : definition
                                .map(found -> values(element, found, of, district))
                                .orElse(List.of()));
    }

    private static Optional<Definition> inForce(Metric metric, String year) {
        return Stream.concat(ORDER.stream(), metric.authorities().stream())
                .flatMap(authority -> metric.inForce(authority, year).stream())
                .findFirst();
    }

    private List<StoredValue> values(StatutoryElement element, Definition definition, String of, Organization whose) {
        return stored
                .getOrDefault(List.of(definition.metric(), definition.authority(), of, whose.id()), List.of())
                .stream()
                .filter(value -> value.key().version() == definition.version())
                .filter(value -> Told.group(value).everybody()
                        || element.groups().contains(value.key().groupDimension()))
                .toList();
    }
}
