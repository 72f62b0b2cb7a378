package org.yearbook.dashboard.page.metric;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.chart.SchoolMap;
import org.yearbook.dashboard.page.FigureOrigin;
import org.yearbook.dashboard.page.metric.NumberPage.MapPart;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.Comparison;
import org.yearbook.warehouse.answer.Place;
import org.yearbook.warehouse.answer.Standing;

/** Puts the schools of a comparison where they are. */
final class MapReader {

    /** One school is no map. */
    private static final int FEWEST = 2;
    /** Fewer lie in some half of a map always. */
    private static final int FEWEST_TO_SPEAK_OF = 3;

    private final Map<String, Place> places;
    private final Person person;
    private final FigureOrigin origin;

    MapReader(Map<String, Place> places, Person person, FigureOrigin origin) {
        this.places = places;
        this.person = person;
        this.origin = origin;
    }

    /** {@return the map; how places are delivered where none is known, for whoever can see to it} */
    MapPart read(Comparison schools, String chosen) {
        List<Comparison.Row> placed = schools.rows().stream()
                .filter(row -> places.containsKey(row.id()))
                .toList();
        if (placed.size() < FEWEST) {
            // A level with one school has no map, and nobody needs to do anything about it.
            boolean deliver = places.size() < FEWEST
                    && schools.rows().size() >= FEWEST
                    && (person.role() == Role.ADMINISTRATOR || person.role() == Role.STEWARD);
            return new MapPart("", Optional.empty(), Optional.empty(), "", deliver);
        }
        String finding = finding(placed);
        SchoolMap map = SchoolMap.of(origin.metric(), placed, places, chosen);
        String unplaced = schools.rows().stream()
                .filter(row -> !places.containsKey(row.id()))
                .map(Comparison.Row::label)
                .collect(Collectors.joining(", "));
        return new MapPart(
                finding,
                Optional.of(map),
                Optional.of(origin.figure("map", finding, map.drawing(), map.summary(), List.of(), map.sheet())),
                unplaced.isEmpty() ? "" : "Not on the map, since nobody delivered where they are: " + unplaced + ".",
                false);
    }

    /** How many miss the goal, and in which half of the map where most of them lie in one. */
    private String finding(List<Comparison.Row> placed) {
        List<Comparison.Row> missed = placed.stream()
                .filter(row -> row.standing() == Standing.NOT_MET)
                .toList();
        long judged = placed.stream()
                .filter(row -> row.standing() == Standing.MET
                        || row.standing() == Standing.NEAR
                        || row.standing() == Standing.NOT_MET)
                .count();
        if (judged == 0) {
            return placed.stream().anyMatch(row -> row.goal().isPresent())
                    ? "Where the schools are; none has a number that can be held against its goal"
                    : "Where the schools are; no goal is set for them";
        }
        String told = missed.isEmpty()
                ? "No school on the map misses its goal"
                : missed.size() + " of " + judged + " schools on the map "
                        + (missed.size() == 1 ? "misses its" : "miss their") + " goal";
        return told + half(placed, missed);
    }

    private record Half(String name, Predicate<Comparison.Row> holds) {}

    private String half(List<Comparison.Row> placed, List<Comparison.Row> missed) {
        if (missed.size() < FEWEST_TO_SPEAK_OF || missed.size() * 2 > placed.size()) {
            return "";
        }
        double north = middle(placed, Place::latitude);
        double east = middle(placed, Place::longitude);
        return Stream.of(
                        new Half("north", row -> place(row).latitude() > north),
                        new Half("south", row -> place(row).latitude() < north),
                        new Half("east", row -> place(row).longitude() > east),
                        new Half("west", row -> place(row).longitude() < east))
                .filter(half -> share(missed, half) >= 0.75 && share(placed, half) <= 0.6)
                .max(Comparator.comparingDouble(half -> share(missed, half)))
                .map(half -> ", "
                        + (share(missed, half) == 1
                                ? "all of them"
                                : missed.stream().filter(half.holds()).count() + " of them")
                        + " in the " + half.name())
                .orElse("");
    }

    private static double share(List<Comparison.Row> rows, Half half) {
        return (double) rows.stream().filter(half.holds()).count() / rows.size();
    }

    private double middle(List<Comparison.Row> rows, Function<Place, Double> degrees) {
        var all = rows.stream().map(this::place).mapToDouble(degrees::apply).summaryStatistics();
        return (all.getMin() + all.getMax()) / 2;
    }

    private Place place(Comparison.Row row) {
        return places.getOrDefault(row.id(), new Place(0, 0));
    }
}
