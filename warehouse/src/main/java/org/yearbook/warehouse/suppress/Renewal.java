package org.yearbook.warehouse.suppress;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which numbers of a series take the place of those shown last. Somebody who has every release can subtract, so a
 * number changes only when it differs from what it was in each release before by enough people, and only as long as the
 * changes of nobody else follow from those in sight. From a number of another series, now or then, it differs by nobody
 * or by enough people, of whom neither few nor nearly all are counted. Showing what was shown last gives nothing away,
 * so that is what remains when all else fails.
 */
final class Renewal {

    private final Grid grid;
    private final List<Released> earlier;
    private final Rules rules;

    /** @param earlier every series of the same metric and school year, in every release before */
    Renewal(Grid grid, List<Released> earlier, Rules rules) {
        this.grid = grid;
        this.earlier = earlier;
        this.rules = rules;
    }

    /** {@return the cells to show with tonight's number} {@code hidden} are those that must not be. */
    BitSet fresh(Series series, BitSet hidden) {
        var visible = new BitSet();
        IntStream.range(0, grid.size())
                .filter(cell -> !hidden.get(cell) || series.amounts()[cell].isNothing())
                .forEach(visible::set);
        if (!rules.has(Rules.Step.RELEASES) || earlier.isEmpty()) {
            return visible;
        }
        BitSet fresh = visible;
        fresh.stream().filter(cell -> !mayChange(series, cell)).forEach(fresh::clear);
        int before = -1;
        while (fresh.cardinality() != before) {
            before = fresh.cardinality();
            keepWhatFollows(series, fresh);
            earlier.forEach(release -> keepWhatDiffers(series, release, fresh));
        }
        return fresh;
    }

    private boolean mayChange(Series series, int cell) {
        for (Released release : earlier) {
            boolean own = release.key().equals(series.key());
            Amount change = series.amounts()[cell].minus(release.amount(cell));
            boolean nobody = release.amount(cell).isNothing() && series.amounts()[cell].isNothing();
            if (own
                    ? !nobody && change.peopleBehind(series.kind()) < rules.smallest()
                    : tells(release, change, series, cell)) {
                return false;
            }
        }
        return true;
    }

    private boolean tells(Released release, Amount change, Series series, int cell) {
        return release.isKnown(cell)
                && release.row(cell) >= 0
                && series.row(cell) >= 0
                && isOfFew(change, series, release);
    }

    // Two series differ in the same few people each night: what is too much for one night is too much for two.
    private boolean isOfFew(Amount change, Series series, Released release) {
        long people = change.peopleBehind(series.kind());
        return (people > 0 && people < rules.smallest())
                || (!release.key().equals(series.key())
                        && change.tellsTooMuchAsDifference(series.kind(), rules.smallest()));
    }

    // What is not shown anew must not follow from what is.
    private void keepWhatFollows(Series series, BitSet fresh) {
        boolean own = earlier.stream().anyMatch(release -> release.key().equals(series.key()));
        if (own) {
            var hidden = new BitSet();
            hidden.set(0, grid.size());
            hidden.andNot(fresh);
            new Shield(grid, series.amounts(), series.kind(), rules).cover(hidden);
            fresh.andNot(hidden);
        }
    }

    private void keepWhatDiffers(Series series, Released release, BitSet fresh) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Relation relation : grid.relations()) {
                if (givesAway(series, release, relation, fresh)) {
                    Optional<Integer> another = smallest(series, relation, fresh);
                    another.ifPresent(fresh::clear);
                    changed |= another.isPresent();
                }
            }
        }
    }

    private boolean givesAway(Series series, Released release, Relation relation, BitSet fresh) {
        int total = relation.total();
        if (!fresh.get(total) || !release.isKnown(total) || !isTold(series, release, relation)) {
            return false;
        }
        Amount rest = series.amounts()[total].minus(release.amount(total));
        for (int part : relation.parts()) {
            if (fresh.get(part) && release.isKnown(part)) {
                rest = rest.minus(series.amounts()[part].minus(release.amount(part)));
            }
        }
        return isOfFew(rest, series, release);
    }

    private static boolean isTold(Series series, Released release, Relation relation) {
        return release.row(relation.total()) >= 0
                && IntStream.of(relation.parts())
                        .anyMatch(part ->
                                series.row(part) >= 0 && !series.amounts()[part].isNothing() && release.row(part) >= 0);
    }

    private Optional<Integer> smallest(Series series, Relation relation, BitSet fresh) {
        return Stream.concat(IntStream.of(relation.parts()).boxed(), Stream.of(relation.total()))
                .filter(cell -> fresh.get(cell) && !series.amounts()[cell].isNothing())
                .min(Comparator.comparing((Integer cell) -> grid.cell(cell).grandTotal())
                        .thenComparingLong(cell -> series.amounts()[cell].people())
                        .thenComparingInt(cell -> cell));
    }
}
