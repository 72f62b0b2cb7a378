package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.warehouse.suppress.JointRanges.Known;
import org.yearbook.warehouse.suppress.JointRanges.Range;
import org.yearbook.warehouse.suppress.JointRanges.Told;

/** Somebody who asks one linear program about several series at once. */
class SeveralSeriesTest {

    private static final int SMALLEST = 10;
    private static final int RANGE = 5;
    private static final int FEW = 3;
    private static final double ROUNDING = 0.01;

    /** Who was in a cohort, and after how many years they graduated; or was on the rolls, and how much was missed. */
    private record Student(String school, String group, boolean el, int years, int days, int absent) {}

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    // Each rate by itself tells of nobody; so they are shown as ranges, unless a district wants it otherwise.
    @Test
    void exactRatesOfOneCohortInThreeYearsTellOfTheFewWhoGraduateLate() {
        List<Number> truth = cohort(4);
        List<Number> published = SuppressionTest.hide(truth);
        assertThat(narrow(new JointRanges(published, truth, List.of(), Map.of())))
                .isEmpty();
        assertThat(narrow(new JointRanges(published, truth, cohorts(), Map.of())))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void definitionsOfOneMetricTellNothingMoreTogether(long seed) {
        List<Number> truth = versions(seed);
        assertThat(narrow(new JointRanges(SuppressionTest.hide(truth), truth, authorities(), Map.of())))
                .isEmpty();
    }

    // One cohort, told three times: who graduated within four years did within five, and nobody left or came.
    @ParameterizedTest
    @MethodSource("seeds")
    void rangesOfRatesOfOneCohortInThreeYearsTellNothingBesideTheNumbersOfPeople(long seed) {
        List<Number> truth = cohort(seed);
        List<Number> published = SuppressionTest.hide(truth);
        assertThat(narrow(new JointRanges(published, truth, cohorts(), ladder(published, truth))))
                .isEmpty();
    }

    // Of two numbers of one year, such as teachers back at their school and teachers who stayed in the district, one
    // may count only whom the other counts. Exact, they tell more together; as ranges, nothing.
    @Test
    void ratesOfOneYearThatCountSomeOfEachOtherTellNothingMoreAsRanges() {
        List<Known> known = cohorts().stream().map(SeveralSeriesTest::inOneYear).toList();
        long told = 0;
        for (long seed : seeds().toArray()) {
            List<Number> truth =
                    cohort(seed).stream().map(SeveralSeriesTest::inOneYear).toList();
            List<Number> published = SuppressionTest.hide(truth);
            told += narrow(new JointRanges(published, truth, known, Map.of())).size();
            assertThat(narrow(new JointRanges(published, truth, known, ladder(published, truth))))
                    .isEmpty();
        }
        assertThat(told).isPositive();
    }

    private static Known inOneYear(Known known) {
        return new Known(
                known.lesser().replaceFirst("20..-..$", "2025-26"),
                known.lesserPart(),
                known.greater().replaceFirst("20..-..$", "2025-26"),
                known.greaterPart(),
                known.equal());
    }

    private static Number inOneYear(Number number) {
        return new Number(
                number.metric(),
                number.version(),
                number.authority(),
                number.policy(),
                "2025-26",
                number.organization(),
                number.dimension(),
                number.group(),
                number.numerator(),
                number.denominator(),
                number.people());
    }

    // Whoever the one definition looks at and the other does not are few, and stay unknown.
    @ParameterizedTest
    @MethodSource("seeds")
    void theFewInWhomTwoDefinitionsDifferAreNotToldByAllOfThemTogether(long seed) {
        assertThat(few(versions(seed), Rules.of(SMALLEST, RANGE))).isEmpty();
    }

    private static List<Range> few(List<Number> truth, Rules rules) {
        var attack = new JointRanges(SuppressionTest.hide(truth, rules), truth, authorities(), Map.of());
        return subsets().stream()
                .flatMap(pair -> attack.differences(pair.get(0), pair.get(1), SMALLEST).stream())
                .filter(range -> range.width() < 1 - ROUNDING)
                .toList();
    }

    // What each step is for: without it, somebody is told of in one of these districts.
    @Test
    void withoutALookAtOtherDefinitionsTheirFewAreTold() {
        Rules rules = Rules.of(SMALLEST, RANGE).without(Rules.Step.VERSIONS);
        assertThat(few(versions(1), rules)).isNotEmpty();
    }

    @Test
    void withoutFurtherNumbersHiddenDefinitionsTellMoreTogether() {
        Rules rules = Rules.of(SMALLEST, RANGE).without(Rules.Step.COMPLEMENT);
        assertThat(seeds().filter(seed -> {
                            List<Number> truth = versions(seed);
                            List<Number> published = SuppressionTest.hide(truth, rules);
                            return !narrow(new JointRanges(published, truth, authorities(), Map.of()))
                                    .isEmpty();
                        })
                        .findFirst())
                .isPresent();
    }

    @Test
    void whatIsHiddenCarelesslyIsTold() {
        for (List<Number> truth : List.of(cohort(2), versions(2))) {
            List<Number> published = truth.stream()
                    .map(number -> Attacker.known(number.people()) < SMALLEST ? SuppressionTest.hidden(number) : number)
                    .toList();
            assertThat(narrow(new JointRanges(published, truth, List.of(), Map.of())))
                    .isNotEmpty();
        }
    }

    // Of 20 there are at most four who are not in a range that begins at 80 percent, and of the ten at a school, too.
    @Test
    void aRangeBesideTheNumberOfPeopleTellsOfAFewWhenItIsShownCarelessly() {
        List<Number> truth = List.of(
                graduates(4, "D", "all", "all", 19, 20),
                graduates(4, "A", "all", "all", 9, 10),
                graduates(4, "B", "all", "all", 10, 10));
        Map<String, Told> told = ladder(truth, truth);
        assertThat(new JointRanges(truth, truth, List.of(), told).ranges(SMALLEST, 100))
                .extracting(range ->
                        range.secret().organization() + " " + range.part() + " " + range.low() + " " + range.high())
                .contains("D misses 0.0 4.0", "A misses 0.0 4.0", "B misses 0.0 4.0");
    }

    // Of 20 each year, 3 and 4 are left: by itself neither tells more than that. Who is left after five years was so
    // after four, though, and of 3 in all, 2 at least are in B.
    @Test
    void theProgramFindsWhatTwoYearsTellTogether() {
        List<Number> truth = List.of(
                graduates(4, "D", "all", "all", 37, 40),
                graduates(4, "A", "all", "all", 19, 20),
                graduates(4, "B", "all", "all", 18, 20),
                graduates(5, "D", "all", "all", 38, 40),
                graduates(5, "A", "all", "all", 20, 20),
                graduates(5, "B", "all", "all", 18, 20));
        List<Number> published = truth.stream()
                .map(number -> number.organization().equals("D")
                                || (number.organization().equals("A")
                                        && number.metric().endsWith("4"))
                        ? number
                        : SuppressionTest.hidden(number))
                .toList();
        assertThat(new JointRanges(published, truth, cohorts(), Map.of()).ranges(SMALLEST, 100))
                .filteredOn(range -> range.part().equals("misses"))
                .extracting(range -> range.secret().metric() + " "
                        + range.secret().organization() + " " + range.low() + " " + range.high())
                .containsExactly("rate_4 B 2.0 2.0", "rate_5 A 0.0 1.0", "rate_5 B 1.0 2.0");
    }

    private static List<Range> narrow(JointRanges attack) {
        return attack.ranges(SMALLEST, RANGE).stream()
                .filter(range -> range.width() < (range.part().equals("people") ? RANGE : FEW) - ROUNDING)
                .toList();
    }

    private static List<Known> cohorts() {
        var known = new ArrayList<Known>();
        for (int years = 4; years < 6; years++) {
            String before = graduates(years, "", "", "", 0, 0).series();
            String after = graduates(years + 1, "", "", "", 0, 0).series();
            known.add(new Known(before, "hits", after, "hits", false));
            known.add(new Known(before, "people", after, "people", true));
        }
        return known;
    }

    private static Number graduates(int years, String place, String dimension, String group, long hits, long all) {
        return new Number(
                "rate_" + years,
                1,
                "federal",
                "in_force",
                (2018 + years) + "-" + (19 + years),
                place,
                dimension,
                group,
                hits,
                all,
                all);
    }

    private static List<Number> cohort(long seed) {
        List<Student> students = students(seed);
        var numbers = new ArrayList<Number>();
        for (int years = 4; years <= 6; years++) {
            int within = years;
            sums(students, student -> true, student -> student.years() <= within)
                    .forEach((cell, sum) ->
                            numbers.add(graduates(within, cell.get(0), cell.get(1), cell.get(2), sum[0], sum[1])));
        }
        return numbers;
    }

    // What the definitions say of each other: the state and the federal rule look at some of the district's.
    private static List<Known> authorities() {
        String district = subsets().get(0).get(1);
        String earlier = absent("district", 1, "restated", List.of("", "", ""), new long[2])
                .series();
        var known = new ArrayList<Known>();
        for (List<String> pair : subsets()) {
            known.add(new Known(pair.get(0), "hits", pair.get(1), "hits", false));
            known.add(new Known(pair.get(0), "misses", pair.get(1), "misses", false));
        }
        known.add(new Known(district, "people", earlier, "people", false));
        return known;
    }

    private static List<List<String>> subsets() {
        List<String> nowhere = List.of("", "", "");
        String district =
                absent("district", 2, "in_force", nowhere, new long[2]).series();
        return List.of(
                List.of(absent("state", 2, "in_force", nowhere, new long[2]).series(), district),
                List.of(absent("federal", 1, "in_force", nowhere, new long[2]).series(), district));
    }

    private static Number absent(String authority, int version, String policy, List<String> cell, long[] sum) {
        return new Number(
                "chronic_absence_rate",
                version,
                authority,
                policy,
                "2025-26",
                cell.get(0),
                cell.get(1),
                cell.get(2),
                sum[0],
                sum[1],
                sum[1]);
    }

    private static List<Number> versions(long seed) {
        List<Student> students = students(seed);
        Predicate<Student> absent = student -> student.absent() * 10 >= student.days();
        var numbers = new ArrayList<Number>();
        sums(students, student -> student.days() >= 10, absent)
                .forEach((cell, sum) -> numbers.add(absent("district", 2, "in_force", cell, sum)));
        sums(students, student -> student.days() >= 45, absent)
                .forEach((cell, sum) -> numbers.add(absent("state", 2, "in_force", cell, sum)));
        sums(students, student -> student.days() >= 10 && student.years() < 7, absent)
                .forEach((cell, sum) -> numbers.add(absent("federal", 1, "in_force", cell, sum)));
        sums(students, student -> true, student -> student.absent() * 10 > student.days())
                .forEach((cell, sum) -> numbers.add(absent("district", 1, "restated", cell, sum)));
        return numbers;
    }

    private static List<Student> students(long seed) {
        var random = new Random(seed);
        List<String> schools = List.of("A", "B", "C").subList(0, 2 + random.nextInt(2));
        int size = 15 + random.nextInt(40);
        var students = new ArrayList<Student>();
        for (int i = 0; i < size * schools.size(); i++) {
            int days = random.nextInt(12) == 0 ? 1 + random.nextInt(60) : 120 + random.nextInt(60);
            int dice = random.nextInt(20);
            students.add(new Student(
                    schools.get(random.nextInt(schools.size())),
                    List.of("White", "White", "White", "Hispanic", "Hispanic", "Black")
                            .get(random.nextInt(6)),
                    random.nextInt(7) == 0,
                    dice < 15 ? 4 : dice < 17 ? 5 : dice < 18 ? 6 : 7,
                    days,
                    (int) Math.min(days, Math.abs(random.nextGaussian()) * days / 8)));
        }
        return students;
    }

    private static Map<List<String>, long[]> sums(
            List<Student> students, Predicate<Student> looked, Predicate<Student> counts) {
        Map<List<String>, long[]> sums =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        students.stream().filter(looked).forEach(student -> {
            for (String place : List.of(student.school(), Microdata.DISTRICT)) {
                for (List<String> group : List.of(
                        List.of("all", "all"),
                        List.of("race_ethnicity", student.group()),
                        List.of("el", String.valueOf(student.el())))) {
                    long[] sum = sums.computeIfAbsent(List.of(place, group.get(0), group.get(1)), cell -> new long[2]);
                    sum[0] += counts.test(student) ? 1 : 0;
                    sum[1]++;
                }
            }
        });
        return sums;
    }

    // What the range of each number in sight says of how many are counted.
    private static Map<String, Told> ladder(List<Number> published, List<Number> truth) {
        Map<String, Number> real = truth.stream().collect(Collectors.toMap(JointRanges::key, number -> number));
        return published.stream()
                .filter(number -> !number.hidden())
                .collect(Collectors.toMap(JointRanges::key, number -> {
                    long all = Attacker.known(number.people());
                    boolean everybody = number.dimension().equals("all");
                    long hits = Attacker.known(real.get(JointRanges.key(number)).numerator());
                    String range = FederalLadder.range(all, hits, everybody);
                    long[] fitting = LongStream.rangeClosed(0, all)
                            .filter(other ->
                                    FederalLadder.range(all, other, everybody).equals(range))
                            .toArray();
                    return new Told(
                            Arrays.stream(fitting).min().orElseThrow(),
                            Arrays.stream(fitting).max().orElseThrow());
                }));
    }
}
