package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.warehouse.suppress.Rules.Step;

/** Somebody who asks a linear program what a hidden number can be at least and at most. */
class RangeTest {

    private static final int SMALLEST = 10;
    private static final int RANGE = 5;
    private static final Rules RULES = Rules.of(SMALLEST, RANGE);
    private static final double ROUNDING = 0.01;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noHiddenNumberOfPeopleIsKnownNearly(long seed) {
        assertThat(narrow(seed, RULES)).isEmpty();
    }

    @Test
    void withoutComplementsHiddenNumbersOfPeopleAreKnownNearly() {
        assertThat(narrow(1, RULES.without(Step.COMPLEMENT))).isNotEmpty();
    }

    private static List<Ranges.Range> narrow(long seed, Rules rules) {
        List<Number> truth = Microdata.numbers(seed, false);
        return Ranges.of(SuppressionTest.hide(truth, rules), truth, SMALLEST).stream()
                .filter(range -> range.part().equals("people")
                        && range.width() < RANGE - ROUNDING
                        && range.low() <= Attacker.known(range.secret().people()) + ROUNDING
                        && range.high() >= Attacker.known(range.secret().people()) - ROUNDING)
                .toList();
    }
}
