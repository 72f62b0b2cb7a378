package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jooq.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

class SuppressionTest {

    private static final int SMALLEST = 10;

    /** Hidden once for all tests, by what {@link Microdata} makes them of. */
    private static final Map<List<Object>, List<Number>> HIDDEN = new ConcurrentHashMap<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingHiddenCanBeComputedFromWhatIsShown(long seed) {
        List<Number> truth = Microdata.numbers(seed, false);
        List<Number> published = hidden(seed, false);
        assertThat(Attacker.solved(published, truth)).allMatch(number -> isNoSecret(number, published));
        assertThat(Attacker.givenAway(published, SMALLEST)).isEmpty();
        assertThat(Attacker.differing(published, truth, SMALLEST)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void studentsOfTwoSchoolsOpenNoDoor(long seed) {
        List<Number> truth = Microdata.numbers(seed, true);
        List<Number> published = hidden(seed, true);
        assertThat(Attacker.givenAway(published, SMALLEST)).isEmpty();
        assertThat(Attacker.differing(published, truth, SMALLEST)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noNumberInSightSpeaksOfFewOrNearlyAll(long seed) {
        for (Number number : hidden(seed, seed % 2 == 0)) {
            if (number.people() != null && number.people() > 0) {
                assertThat(number.people()).as(number.toString()).isGreaterThanOrEqualTo(SMALLEST);
                if (number.denominator() != null && number.numerator() != null) {
                    assertThat(number.numerator()).as(number.toString()).isBetween(3L, number.denominator() - 3);
                }
            }
        }
    }

    @Test
    void theAttackerSolvesWhatIsHiddenCarelessly() {
        long solved = seeds().limit(8)
                .filter(seed -> {
                    List<Number> truth = Microdata.numbers(seed, false);
                    return !Attacker.solved(carelessly(truth), truth).isEmpty();
                })
                .count();
        assertThat(solved).isEqualTo(8);
    }

    @Test
    void whatPeopleSeeFirstIsMostlyInSight() {
        long shown = 0;
        long all = 0;
        for (long seed : seeds().toArray()) {
            for (Number number : hidden(seed, false)) {
                if (number.authority().equals("district")
                        && number.organization().equals(Microdata.DISTRICT)
                        && number.dimension().equals("all")
                        && number.metric().equals("chronic_absence_rate")
                        && number.policy().equals("in_force")) {
                    all++;
                    shown += number.hidden() ? 0 : 1;
                }
            }
        }
        assertThat(shown * 10).isGreaterThanOrEqualTo(all * 9);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aGroupTooSmallForOneMetricIsSmallForEveryMetricAboutTheSamePeople(long seed) {
        List<Number> published = hidden(seed, false);
        List<String> absence = hiddenCells(published, "chronic_absence_rate");
        List<String> stated = cells(published, "chronic_absence_rate");
        assertThat(hiddenCells(published, "enrollment"))
                .filteredOn(stated::contains)
                .isSubsetOf(absence);
    }

    private static List<String> hiddenCells(List<Number> numbers, String metric) {
        return cells(numbers.stream().filter(Number::hidden).toList(), metric);
    }

    private static List<String> cells(List<Number> numbers, String metric) {
        return numbers.stream()
                .filter(number -> number.metric().equals(metric)
                        && number.authority().equals("district")
                        && number.policy().equals("in_force"))
                .map(Number::cell)
                .toList();
    }

    @Test
    void theFewOfNoSchoolAreNotWhatTheSchoolsLeaveOfTheDistrict() {
        List<Number> published = hide(List.of(
                Microdata.retention(Microdata.DISTRICT, 40, 54),
                Microdata.retention("A", 16, 20),
                Microdata.retention("B", 22, 30)));
        assertThat(published.stream().filter(Number::hidden).map(Number::organization))
                .containsExactly("A", "B");
    }

    @Test
    void aDistrictOfOneSmallSchoolShowsNothing() {
        List<Number> published =
                hide(List.of(Microdata.retention(Microdata.DISTRICT, 4, 8), Microdata.retention("A", 4, 8)));
        assertThat(published).allMatch(Number::hidden);
    }

    @Test
    void numbersOfNobodyStayInSight() {
        List<Number> published =
                hide(List.of(Microdata.retention(Microdata.DISTRICT, 40, 54), Microdata.retention("A", 0, 0)));
        assertThat(published).noneMatch(Number::hidden);
    }

    @Test
    void withoutALookAtOtherVersionsTheirDifferenceTellsOfAFew() {
        List<Number> truth = Microdata.numbers(3, false);
        List<Number> published = hide(truth, Rules.of(SMALLEST, 5).without(Rules.Step.VERSIONS));
        assertThat(Attacker.differing(published, truth, SMALLEST)).isNotEmpty();
    }

    // Between one and seven each, which is a wide range; but together they are eight, and everybody can tell.
    @Test
    void twoSmallGroupsThatAreFewTogetherTakeAThirdWithThem() {
        List<Number> truth = List.of(
                enrolled(Microdata.DISTRICT, "all", "all", 80),
                enrolled(Microdata.DISTRICT, "race_ethnicity", "Asian", 4),
                enrolled(Microdata.DISTRICT, "race_ethnicity", "Black", 4),
                enrolled(Microdata.DISTRICT, "race_ethnicity", "Hispanic", 30),
                enrolled(Microdata.DISTRICT, "race_ethnicity", "White", 42));
        assertThat(Attacker.givenAway(hide(truth), SMALLEST)).isEmpty();
        assertThat(Attacker.givenAway(hide(truth, Rules.of(SMALLEST, 5).without(Rules.Step.SUMS)), SMALLEST))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // the smallest group that may be shown, and one less
        "10, 5, true",
        "9, 5, false",
        // three that are counted, and three that are not, are enough; fewer tell nearly everybody's answer
        "40, 3, true",
        "40, 2, false",
        "40, 37, true",
        "40, 38, false",
        // nobody, everybody
        "40, 0, false",
        "40, 40, false",
        // nobody to count: there is nothing to tell
        "0, 0, true",
    })
    void aDistrictOfOneSchoolShowsARateThatTellsOfNobody(long all, long stayed, boolean shown) {
        List<Number> published = hide(
                List.of(Microdata.retention(Microdata.DISTRICT, stayed, all), Microdata.retention("A", stayed, all)));
        assertThat(published).hasSize(2).allMatch(number -> number.hidden() != shown);
    }

    @Test
    void ofTwoGroupsTheOtherIsTheRestOfAllAndIsHiddenToo() {
        assertThat(hidden(groups(50, 9, 41))).containsExactly("D el true", "D el false");
        assertThat(hidden(groups(50, 10, 40))).isEmpty();
        // without anybody in the second group the first is everybody, and as large
        assertThat(hidden(groups(50, 50, 0))).isEmpty();
    }

    @Test
    void whereOneSchoolHasAGradeItsNumberIsTheDistricts() {
        var truth = new ArrayList<Number>();
        truth.add(enrolled(Microdata.DISTRICT, "all", "all", 100));
        truth.add(enrolled("A", "all", "all", 40));
        truth.add(enrolled("B", "all", "all", 60));
        for (String place : List.of(Microdata.DISTRICT, "A")) {
            truth.add(enrolled(place, "grade_level", "01", 8));
            truth.add(enrolled(place, "grade_level", "02", 32));
        }
        truth.add(enrolled(Microdata.DISTRICT, "grade_level", "09", 60));
        truth.add(enrolled("B", "grade_level", "09", 60));
        List<String> hidden = hidden(truth);
        assertThat(hidden).contains("A grade_level 01", "D grade_level 01", "A grade_level 02", "D grade_level 02");
        assertThat(hidden).doesNotContain("D all all", "A all all", "B all all");
    }

    private static List<Number> groups(long all, long first, long second) {
        return List.of(
                enrolled(Microdata.DISTRICT, "all", "all", all),
                enrolled(Microdata.DISTRICT, "el", "true", first),
                enrolled(Microdata.DISTRICT, "el", "false", second));
    }

    private static List<String> hidden(List<Number> truth) {
        return hide(truth).stream().filter(Number::hidden).map(Number::cell).toList();
    }

    static Number enrolled(String organization, String dimension, String group, long people) {
        return new Number(
                "enrollment",
                1,
                "district",
                "in_force",
                "2025-26",
                organization,
                dimension,
                group,
                people,
                null,
                people);
    }

    @Test
    void hidingTwiceHidesTheSame() {
        List<Number> truth = Microdata.numbers(7, true);
        assertThat(hide(truth)).isEqualTo(hidden(7, true));
    }

    // Hidden under a second definition for the sake of other cells, while the first one shows as much.
    private static boolean isNoSecret(Number solved, List<Number> published) {
        return published.stream()
                .filter(number -> !number.hidden()
                        && number.metric().equals(solved.metric())
                        && number.authority().equals("district")
                        && number.policy().equals("in_force")
                        && number.cell().equals(solved.cell()))
                .anyMatch(number -> !Attacker.tellsOfFew(number, solved, SMALLEST));
    }

    private static List<Number> carelessly(List<Number> truth) {
        return truth.stream()
                .map(number -> number.people() != null && number.people() < SMALLEST ? hidden(number) : number)
                .toList();
    }

    // What is hidden without need is lost to everybody, and no attacker notices. A faster program hides the same. A
    // better one may hide less, and then this number becomes smaller.
    @Test
    void noMoreIsHiddenThanEver() {
        List<Number> published = LongStream.rangeClosed(1, 60)
                .boxed()
                .flatMap(seed -> hidden(seed, seed % 2 == 0).stream())
                .toList();
        assertThat(published.stream().filter(Number::hidden).count()).isEqualTo(25_790);
    }

    static Number hidden(Number number) {
        return new Number(
                number.metric(),
                number.version(),
                number.authority(),
                number.policy(),
                number.year(),
                number.organization(),
                number.dimension(),
                number.group(),
                null,
                null,
                null);
    }

    static List<Number> hidden(long seed, boolean transfers) {
        return HIDDEN.computeIfAbsent(List.of(seed, transfers), key -> hide(Microdata.numbers(seed, transfers)));
    }

    static List<Number> hide(List<Number> truth) {
        return hide(truth, Rules.of(SMALLEST, 5));
    }

    static List<Number> hide(List<Number> truth, Rules rules) {
        try (Duck duck = Duck.inMemory(new Limits(1, 256, null))) {
            values(duck, truth, "2026-06-01");
            Suppression.hide(duck, "metric_value", rules);
            return shown(duck, "from tonight_value");
        }
    }

    static void values(Duck duck, List<Number> truth, String night) {
        duck.run("""
                create table typed(metric varchar, version bigint, authority varchar, policy varchar,
                    school_year varchar, organization_id varchar, organization_type varchar, group_dimension varchar,
                    group_value varchar, numerator bigint, denominator bigint, n bigint)""");
        duck.append("memory", "typed", truth.stream().map(SuppressionTest::row).toList());
        duck.run("""
                create table metric_value as
                select * replace (numerator::decimal(18, 4) as numerator, denominator::decimal(18, 4) as denominator),
                       0.5::decimal(18, 6) as value, 'ok' as status, date '%s' as as_of
                from typed""".formatted(night));
    }

    static List<Number> shown(Duck duck, String from) {
        var published = new ArrayList<Number>();
        for (Record row : duck.sql().fetch(from)) {
            assertThat(row.get("status").equals("suppressed")).isEqualTo(row.get("value") == null);
            published.add(new Number(
                    row.get("metric", String.class),
                    row.get("version", Integer.class),
                    row.get("authority", String.class),
                    row.get("policy", String.class),
                    row.get("school_year", String.class),
                    row.get("organization_id", String.class),
                    row.get("group_dimension", String.class),
                    row.get("group_value", String.class),
                    row.get("numerator", Long.class),
                    row.get("denominator", Long.class),
                    row.get("n", Long.class)));
        }
        return published;
    }

    private static List<Object> row(Number number) {
        return Arrays.asList(
                number.metric(),
                (long) number.version(),
                number.authority(),
                number.policy(),
                number.year(),
                number.organization(),
                number.organization().equals(Microdata.DISTRICT) ? "district" : "school",
                number.dimension(),
                number.group(),
                number.numerator(),
                number.denominator(),
                number.people());
    }
}
