package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.warehouse.suppress.Rules.Step;

/** Somebody who asks a linear program what a hidden number can be at least and at most. */
class RangeTest {

    private static final int SMALLEST = 10;
    private static final int RANGE = 5;
    private static final int FEW = 3;
    private static final double ROUNDING = 0.01;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noHiddenNumberIsKnownNearly(long seed) {
        assertThat(narrow(Microdata.numbers(seed, false), SuppressionTest.hidden(seed, false)))
                .isEmpty();
    }

    // What each step is for: without it, somebody is told of in this district.
    @ParameterizedTest
    @CsvSource({"COMPLEMENT, 1", "INTERVAL, 1", "INTERVAL, 7", "INTERVAL, 22"})
    void withoutOneStepHiddenNumbersAreKnownNearly(Step step, long seed) {
        List<Number> truth = Microdata.numbers(seed, false);
        Rules rules = Rules.of(SMALLEST, RANGE).without(step);
        assertThat(narrow(truth, SuppressionTest.hide(truth, rules))).isNotEmpty();
    }

    @Test
    void aWiderRangeIsKeptWhereADistrictAsksForIt() {
        List<Number> truth = Microdata.numbers(4, false);
        List<Number> published = SuppressionTest.hide(truth, Rules.of(SMALLEST, 9));
        assertThat(Ranges.of(published, truth, SMALLEST, 9))
                .filteredOn(range -> range.part().equals("people"))
                .isNotEmpty()
                .allMatch(range -> range.width() > 9 - ROUNDING);
    }

    @Test
    void theProgramFindsTheBoundsThatAPersonWorksOut() {
        List<Number> truth = List.of(
                SuppressionTest.enrolled("D", "all", "all", 60),
                SuppressionTest.enrolled("D", "el", "true", 9),
                SuppressionTest.enrolled("D", "el", "false", 51),
                SuppressionTest.enrolled("A", "all", "all", 30),
                SuppressionTest.enrolled("A", "el", "true", 4),
                SuppressionTest.enrolled("A", "el", "false", 26),
                SuppressionTest.enrolled("B", "all", "all", 30),
                SuppressionTest.enrolled("B", "el", "true", 5),
                SuppressionTest.enrolled("B", "el", "false", 25));
        List<Number> published = truth.stream()
                .map(number ->
                        number.organization().equals("D") || number.dimension().equals("all")
                                ? number
                                : SuppressionTest.hidden(number))
                .toList();
        // Each school has one English learner at least, and the district nine.
        assertThat(Ranges.of(published, truth, SMALLEST, 100))
                .extracting(range -> range.secret().organization() + " " + range.low() + " " + range.high())
                .containsExactlyInAnyOrder("A 1.0 8.0", "B 1.0 8.0");
    }

    private static List<Ranges.Range> narrow(List<Number> truth, List<Number> published) {
        return Ranges.of(published, truth, SMALLEST, RANGE).stream()
                .filter(range -> range.width() < (range.part().equals("people") ? RANGE : FEW) - ROUNDING)
                .toList();
    }
}
