package org.yearbook.warehouse.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.explain.Cause;
import org.yearbook.warehouse.explain.Explanation;
import org.yearbook.warehouse.explain.Explanation.Counts;
import org.yearbook.warehouse.explain.Explanation.End;
import org.yearbook.warehouse.explain.Explanation.Part;
import org.yearbook.warehouse.explain.Fraction;
import org.yearbook.warehouse.explain.Movers;
import org.yearbook.warehouse.metric.StoredVersion.Cell;

/** What somebody can compute who sees the move and some of its parts. */
class GuardTest {

    private static final int SMALLEST = 10;
    private static final List<Cause> CAUSES =
            List.of(Cause.DEFINITION, Cause.CORRECTED, Cause.ARRIVED, Cause.REAL, Cause.METHOD);

    @Test
    void aPartOfFewStandsTogetherWithAnotherSoThatItIsNotTheRest() {
        Guard.Shared shared =
                guard(move(new long[] {0, 3, 40, 12, 0}, Map.of())).orElseThrow();
        // Corrected data of three: hidden alone it would be the whole less the others.
        assertThat(shared.together()).isTrue();
        assertThat(shared.parts())
                .extracting(Answer.Part::causes)
                .containsExactly(
                        Set.of(Cause.DEFINITION),
                        Set.of(Cause.ARRIVED),
                        Set.of(Cause.METHOD),
                        Set.of(Cause.CORRECTED, Cause.REAL));
    }

    @Test
    void partsOfEnoughStayAsTheyAre() {
        Guard.Shared shared =
                guard(move(new long[] {0, 10, 40, 12, 0}, Map.of())).orElseThrow();
        assertThat(shared.together()).isFalse();
        assertThat(shared.parts()).hasSize(5).allSatisfy(part -> {
            assertThat(part.moved()).isNull();
            assertThat(part.counts()).isNull();
            assertThat(part.records()).isEmpty();
        });
    }

    @Test
    void whatTakesEveryPartIsNotSplit() {
        assertThat(guard(move(new long[] {0, 3, 0, 40, 0}, Map.of()))).isEmpty();
        assertThat(guard(move(new long[] {0, 3, 4, 0, 0}, Map.of()))).isEmpty();
    }

    @Test
    void theSamePeopleInTwoPartsAreNoMorePeople() {
        // Six who moved in both parts, and a third part of many: six and six are not twelve.
        Explanation why = move(new long[] {0, 0, 0, 30, 0}, Map.of(Set.of(1, 2), 6L));
        assertThat(guard(why)).isEmpty();
    }

    @Test
    void aPartWhosePeopleNobodyKnowsIsOneOfFew() {
        Explanation why = move(new long[] {0, 0, 40, 30, 0}, Map.of());
        List<Part> parts = new ArrayList<>(why.parts());
        parts.set(0, new Part(Set.of(Cause.DEFINITION), parts.get(0).change(), null, 900L, List.of()));
        Guard.Shared shared = guard(with(why, parts, why.movers())).orElseThrow();
        assertThat(shared.parts())
                .extracting(Answer.Part::causes)
                .contains(Set.of(Cause.DEFINITION, Cause.REAL))
                .doesNotContain(Set.of(Cause.DEFINITION));
    }

    @Test
    void aNumberOfFewOnTheWayIsNotToBeComputed() {
        Explanation why = move(new long[] {0, 40, 40, 30, 0}, Map.of());
        List<Part> parts = new ArrayList<>(why.parts());
        // After the corrections the number would speak of four: the earlier one and the part give it away.
        Part part = parts.get(1);
        parts.set(1, new Part(part.causes(), part.change(), part.counts(), 4L, List.of()));
        Guard.Shared shared = guard(with(why, parts, why.movers())).orElseThrow();
        assertThat(shared.parts())
                .extracting(Answer.Part::causes)
                .contains(Set.of(Cause.CORRECTED, Cause.ARRIVED))
                .doesNotContain(Set.of(Cause.CORRECTED));
    }

    /** The attacker takes every sum of parts from the whole: each that is left over speaks of nobody or of enough. */
    @Test
    void noSubtractionLeavesFewPeople() {
        var random = new Random(20261127);
        int split = 0;
        int together = 0;
        for (int round = 0; round < 3000; round++) {
            Explanation why = random(random);
            Optional<Guard.Shared> shared = guard(why);
            if (shared.isEmpty()) {
                continue;
            }
            split++;
            together += shared.get().together() ? 1 : 0;
            List<Answer.Part> parts = shared.get().parts();
            Fraction sum = parts.stream().map(Answer.Part::change).reduce(Fraction.ZERO, Fraction::plus);
            assertThat(sum).isEqualTo(why.whole());
            for (int taken = 0; taken < 1 << parts.size(); taken++) {
                List<Integer> left = new ArrayList<>();
                for (int i = 0; i < parts.size(); i++) {
                    if ((taken & (1 << i)) == 0) {
                        left.addAll(places(why, parts.get(i)));
                    }
                }
                long people = why.movers().in(left);
                assertThat(people == 0 || people >= SMALLEST)
                        .as("round %d: %s of %s", round, left, why.movers())
                        .isTrue();
            }
        }
        assertThat(split).as("some moves are split").isGreaterThan(500);
        assertThat(together).as("some parts stand together").isGreaterThan(200);
    }

    private static List<Integer> places(Explanation why, Answer.Part told) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < why.parts().size(); i++) {
            if (told.causes().containsAll(why.parts().get(i).causes())) {
                places.add(i);
            }
        }
        return places;
    }

    private static Explanation random(Random random) {
        long[] own = new long[CAUSES.size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(25);
        }
        Map<Set<Integer>, Long> both = new HashMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            int one = random.nextInt(own.length);
            int other = random.nextInt(own.length);
            if (one != other) {
                both.put(Set.of(one, other), (long) random.nextInt(12));
            }
        }
        return move(own, both);
    }

    private static Optional<Guard.Shared> guard(Explanation why) {
        return new Guard(why, SMALLEST).parts();
    }

    /** A move of a thousand people: how many move in each part alone, and how many in several. */
    private static Explanation move(long[] own, Map<Set<Integer>, Long> inSeveral) {
        Map<Long, Long> byParts = new HashMap<>();
        for (int i = 0; i < own.length; i++) {
            if (own[i] > 0) {
                byParts.put(1L << i, own[i]);
            }
        }
        inSeveral.forEach((places, people) -> {
            if (people > 0) {
                byParts.merge(places.stream().mapToLong(place -> 1L << place).sum(), people, Long::sum);
            }
        });
        var movers = new Movers(byParts);
        List<Part> parts = new ArrayList<>();
        Fraction whole = Fraction.ZERO;
        for (int i = 0; i < own.length; i++) {
            long moved = movers.in(i);
            var change = new Fraction(BigInteger.valueOf(moved), BigInteger.valueOf(1000));
            whole = whole.plus(change);
            parts.add(new Part(Set.of(CAUSES.get(i)), change, new Counts(moved, 0, 0, 0, 0), 1000L, List.of()));
        }
        BigDecimal to = new BigDecimal("0.100").add(whole.rounded(3));
        return new Explanation(
                "Chronic absence",
                "percent",
                end("20261120T020000-a", new BigDecimal("0.100")),
                end("20261121T020000-a", to),
                parts,
                List.of(),
                movers,
                Map.of());
    }

    private static Explanation with(Explanation why, List<Part> parts, Movers movers) {
        return new Explanation(why.label(), why.unit(), why.from(), why.to(), parts, why.notes(), movers, why.reads());
    }

    private static End end(String publication, BigDecimal value) {
        return new End(
                publication,
                LocalDate.parse("2026-11-20"),
                "2026-27",
                2,
                "hash",
                new Cell(value.movePointRight(3), new BigDecimal(1000), 1000L, value));
    }
}
