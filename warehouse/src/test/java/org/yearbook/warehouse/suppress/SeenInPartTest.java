package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jooq.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** Somebody who knows the numbers of their own schools, and subtracts them from what they see of the district. */
class SeenInPartTest {

    private static final int SMALLEST = 10;
    private static final int RANGE = 5;
    private static final int FEW = 3;
    private static final double ROUNDING = 0.01;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    /** Each number, whether it is hidden from whoever sees no school in full, and from the people of which schools. */
    private record Marked(Number number, boolean hidden, Set<String> schools) {

        Number seenBy(Set<String> own) {
            boolean hides = hidden || schools.stream().anyMatch(own::contains);
            return hides && !own.contains(number.organization()) ? SuppressionTest.hidden(number) : number;
        }

        Number seenWithoutAThoughtOfTheirOwn(Set<String> own) {
            return hidden && !own.contains(number.organization()) ? SuppressionTest.hidden(number) : number;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoKnowsTheirOwnSchoolsLearnsNothingOfTheOthers(long seed) {
        List<Number> truth = Microdata.numbers(seed, false);
        List<Marked> marked = marked(truth);
        for (Set<String> own : own(truth)) {
            assertThat(told(truth, marked.stream().map(one -> one.seenBy(own)).toList(), own))
                    .as("of %s", own)
                    .isEmpty();
        }
    }

    @Test
    void withTheDistrictsNumbersBesideTheirOwnTheyWouldLearn() {
        List<Number> truth = Microdata.numbers(1, false);
        List<Marked> marked = marked(truth);
        assertThat(own(truth).stream()
                        .filter(own -> !told(
                                        truth,
                                        marked.stream()
                                                .map(one -> one.seenWithoutAThoughtOfTheirOwn(own))
                                                .toList(),
                                        own)
                                .isEmpty()))
                .isNotEmpty();
    }

    /** What the people of some schools can tell too nearly of those of the others: what is left without their own. */
    private static List<Ranges.Range> told(List<Number> truth, List<Number> seen, Set<String> own) {
        Map<String, List<Number>> schools = truth.stream()
                .filter(number -> !number.organization().equals(Microdata.DISTRICT))
                .collect(Collectors.groupingBy(SeenInPartTest::sum));
        Set<String> open = seen.stream()
                .filter(number -> number.hidden() && !number.organization().equals(Microdata.DISTRICT))
                .map(SeenInPartTest::sum)
                .collect(Collectors.toSet());
        List<Number> real = rest(truth, schools, own);
        Map<String, Number> byCell =
                real.stream().collect(Collectors.toMap(number -> number.series() + number.cell(), number -> number));
        List<Number> left = rest(seen, schools, own).stream()
                // Where every other school is in sight, so is their sum.
                .map(number -> open.contains(sum(number))
                        ? number
                        : Objects.requireNonNull(byCell.get(number.series() + number.cell())))
                .toList();
        return narrow(real, left);
    }

    private static String sum(Number number) {
        return number.series() + " " + number.dimension() + " " + number.group();
    }

    private static List<Number> rest(List<Number> numbers, Map<String, List<Number>> schools, Set<String> own) {
        var rest = new ArrayList<Number>();
        for (Number number : numbers) {
            if (number.organization().equals(Microdata.DISTRICT)) {
                List<Number> parts = schools.getOrDefault(sum(number), List.of());
                if (!parts.stream().allMatch(part -> own.contains(part.organization()))) {
                    rest.add(without(
                            number,
                            parts.stream()
                                    .filter(part -> own.contains(part.organization()))
                                    .toList()));
                }
            } else if (!own.contains(number.organization())) {
                rest.add(number);
            }
        }
        return rest;
    }

    private static Number without(Number number, List<Number> own) {
        if (number.hidden()) {
            return number;
        }
        long people = number.part("people");
        long hits = number.part("hits");
        for (Number part : own) {
            people -= part.part("people");
            hits -= part.part("hits");
        }
        return new Number(
                number.metric(),
                number.version(),
                number.authority(),
                number.policy(),
                number.year(),
                number.organization(),
                number.dimension(),
                number.group(),
                hits,
                number.denominator() == null ? null : people,
                people);
    }

    // B has two who stayed and is hidden, and A with it, for the district's less the others would be B's.
    @Test
    void theDistrictsNumberIsHiddenFromThePeopleOfASchoolThatIsHiddenAndFromNobodyElse() {
        List<Marked> marked = marked(List.of(
                Microdata.retention(Microdata.DISTRICT, 60, 150),
                Microdata.retention("A", 12, 30),
                Microdata.retention("B", 2, 30),
                Microdata.retention("C", 46, 90)));
        assertThat(marked.stream()
                        .filter(Marked::hidden)
                        .map(one -> one.number().organization()))
                .containsExactly("A", "B");
        assertThat(marked.get(0).schools()).containsExactlyInAnyOrder("A", "B");
        assertThat(marked.get(0).seenBy(Set.of("A")).hidden()).isTrue();
        assertThat(marked.get(0).seenBy(Set.of("C")).hidden()).isFalse();
        assertThat(marked.get(0).seenBy(Set.of()).hidden()).isFalse();
        assertThat(marked.get(1).seenBy(Set.of("A")).hidden()).isFalse();
    }

    /** Districts of one to nine schools, which are nearly all small groups. */
    @Test
    void nearlyHalfOfWhatEverybodySeesOfTheDistrictStaysInSightEvenThen() {
        Map<Boolean, Integer> hidden = new HashMap<>(Map.of(true, 0, false, 0));
        seeds().forEach(seed -> {
            List<Number> truth = Microdata.numbers(seed, false);
            marked(truth).stream()
                    .filter(one -> one.number().organization().equals(Microdata.DISTRICT) && !one.hidden())
                    .forEach(one -> own(truth)
                            .forEach(own -> hidden.merge(one.seenBy(own).hidden(), 1, Integer::sum)));
        });
        assertThat(hidden.get(false) * 10).isGreaterThan(hidden.get(true) * 8);
    }

    /** Each school alone, and the first half of them. */
    private static List<Set<String>> own(List<Number> truth) {
        List<String> schools = truth.stream()
                .map(Number::organization)
                .filter(place -> !place.equals(Microdata.DISTRICT))
                .distinct()
                .sorted()
                .toList();
        List<Set<String>> own = new ArrayList<>();
        schools.forEach(school -> own.add(Set.of(school)));
        own.add(new HashSet<>(schools.subList(0, schools.size() / 2)));
        return own;
    }

    private static List<Marked> marked(List<Number> truth) {
        try (Duck duck = Duck.inMemory(new Limits(1, 256, null))) {
            SuppressionTest.values(duck, truth, "2026-06-01");
            Suppression.hide(duck, "metric_value", Rules.of(SMALLEST, RANGE));
            SeenInPart.mark(duck, "metric_value");
            List<Record> rows = List.copyOf(duck.sql().fetch("from metric_value"));
            List<Number> numbers = SuppressionTest.shown(duck, "from metric_value");
            return IntStream.range(0, rows.size())
                    .mapToObj(i -> {
                        String schools = rows.get(i).get("hidden_schools", String.class);
                        return new Marked(
                                numbers.get(i),
                                rows.get(i).get("hidden", Boolean.class),
                                schools == null ? Set.of() : Set.of(schools.split(",")));
                    })
                    .toList();
        }
    }

    private static List<Ranges.Range> narrow(List<Number> truth, List<Number> seen) {
        return Ranges.of(seen, truth, SMALLEST, RANGE).stream()
                .filter(range -> range.width() < (range.part().equals("people") ? RANGE : FEW) - ROUNDING)
                .toList();
    }
}
