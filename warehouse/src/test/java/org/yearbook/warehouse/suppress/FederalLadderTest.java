package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

class FederalLadderTest {

    private static final Pattern BETWEEN = Pattern.compile("(\\d+)-(\\d+)");
    private static final Set<String> ABSENCE = Set.of("chronic_absence_rate");

    @ParameterizedTest
    @CsvSource({
        "5, 3, PS, PS",
        "6, 3, GE50, GE50",
        "6, 2, LT50, LT50",
        "15, 15, GE50, GE50",
        "16, 16, GE80, GE80",
        "16, 3, LE20, LE20",
        "30, 7, 21-39, 21-39",
        "30, 12, 40-59, 40-59",
        "30, 30, GE80, GE80",
        "31, 28, GE90, GE90",
        "31, 3, LE10, LE10",
        "60, 7, 11-19, 11-19",
        "60, 53, 80-89, 80-89",
        // 95 %, and nearly: told of the whole percent
        "61, 58, GE95, GE95",
        "61, 57, 90-94, 90-94",
        "100, 5, LE5, LE5",
        "100, 6, 6-9, 6-9",
        "200, 186, 90-94, 90-94",
        "201, 186, 93, 90-94",
        "300, 299, GE99, GE95",
        "300, 0, LE1, LE5",
        "301, 280, 93, 93",
        "1000, 985, GE99, GE99",
        "1000, 984, 98, 98",
        "1000, 15, 2, 2",
        "1000, 14, LE1, LE1",
    })
    void aRangeIsTheNarrowerTheMorePeopleThereAre(long people, long hits, String everybody, String group) {
        assertThat(FederalLadder.range(people, hits, true)).isEqualTo(everybody);
        assertThat(FederalLadder.range(people, hits, false)).isEqualTo(group);
    }

    @Test
    void everyRateLiesInItsRange() {
        for (long people = 6; people <= 400; people++) {
            for (long hits = 0; hits <= people; hits++) {
                long percent = Math.round(100.0 * hits / people);
                for (boolean everybody : new boolean[] {true, false}) {
                    String range = FederalLadder.range(people, hits, everybody);
                    assertThat(percent).as(people + " " + range).isBetween(least(range), most(range));
                }
            }
        }
    }

    private static long least(String range) {
        Matcher between = BETWEEN.matcher(range);
        return between.matches()
                ? Long.parseLong(between.group(1))
                : range.startsWith("L") ? 0 : Long.parseLong(range.replace("GE", ""));
    }

    private static long most(String range) {
        Matcher between = BETWEEN.matcher(range);
        return between.matches()
                ? Long.parseLong(between.group(2))
                : range.startsWith("GE") ? 100 : Long.parseLong(range.replaceAll("L[ET]", ""));
    }

    @Test
    void ratesInSightBecomeRangesAndWhatIsHiddenStaysHidden() {
        try (Duck duck = shared()) {
            FederalLadder.climb(duck, ABSENCE);
            assertThat(count(duck, "from public_value")).isEqualTo(count(duck, "from released_value"));
            assertThat(count(duck, "from released_value where metric = 'chronic_absence_rate' and status = 'ok'"))
                    .isEqualTo(count(
                            duck,
                            "from public_value where metric = 'chronic_absence_rate' and status = 'range'"
                                    + " and value_range is not null and numerator is null and \"value\" is null"
                                    + " and n is not null and denominator = n"))
                    .isPositive();
            assertThat(count(duck, "from released_value where status = 'suppressed'"))
                    .isEqualTo(count(
                            duck,
                            "from public_value where status = 'suppressed' and value_range is null and n is null"))
                    .isPositive();
            assertThat(count(duck, "from public_value where metric <> 'chronic_absence_rate' and status = 'range'"))
                    .isZero();
            assertThat(count(duck, "from public_value where metric = 'enrollment' and status = 'ok'"))
                    .isPositive();
            assertThat(duck.sql()
                            .fetch("select distinct value_range from public_value where value_range is not null")
                            .getValues(0, String.class))
                    .contains("LE20", "GE50")
                    .doesNotContain("PS");
        }
    }

    @Test
    void withoutTheLadderEveryNumberIsAsItWas() {
        try (Duck duck = shared()) {
            FederalLadder.climb(duck, Set.of());
            assertThat(SuppressionTest.shown(duck, "from public_value"))
                    .isEqualTo(SuppressionTest.shown(duck, "from released_value"));
        }
    }

    // Enrollment counts people, and has no share of them.
    @Test
    void whatIsNoShareOfPeopleIsRefusedByName() {
        try (Duck duck = shared()) {
            assertThatThrownBy(() -> FederalLadder.climb(duck, Set.of("enrollment", "chronic_absence_rate")))
                    .isInstanceOf(LadderException.class)
                    .hasMessageContaining("Rates of enrollment are to be shown as ranges");
        }
    }

    private static Duck shared() {
        Duck duck = Duck.inMemory(new Limits(1, 256, null));
        List<Number> truth = Microdata.numbers(4, false);
        SuppressionTest.values(duck, truth, "2026-06-01");
        Suppression.share(duck, "metric_value", Rules.of(10, 5), Releases.none(), true, Answers.none());
        return duck;
    }

    private static int count(Duck duck, String from) {
        return duck.sql().fetchSingle("select count(*) " + from).get(0, Integer.class);
    }
}
