package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.suppress.Occasion.Renewing;

/** What everybody sees of one school year: for each cell tonight's number, the one shown last, or none. */
final class SharedYear {

    private enum Fate {
        FRESH,
        KEPT,
        HIDDEN
    }

    private final Grid grid;
    private final Map<String, Released> last;
    private final Rules rules;
    private final List<List<?>> fates = new ArrayList<>();

    /** @param last each series as it was released last, by its key */
    SharedYear(Grid grid, Map<String, Released> last, Rules rules) {
        this.grid = grid;
        this.last = last;
        this.rules = rules;
    }

    /**
     * {@return for each row its number tonight and in {@code past_value}, where it has one, what is seen of it, and
     * whether the series was released anew}
     */
    List<List<?>> fates(Collection<Series> all, Function<String, List<Released>> earlier, Renewing renewing) {
        var renewed = new ArrayList<Series>();
        for (Series one : all) {
            Released before = last.get(one.key());
            if (before == null && !one.speaksOfPeople()) {
                showAll(one);
            } else if (renewing != Renewing.NONE
                    && (before == null || (renewing == Renewing.ALL && one.speaksOfPeople()))) {
                renewed.add(one);
            } else {
                showAgain(one, before);
            }
        }
        if (!renewed.isEmpty()) {
            fresh(all, renewed, earlier).forEach(this::show);
        }
        return fates;
    }

    private Map<Series, BitSet> fresh(
            Collection<Series> all, List<Series> renewed, Function<String, List<Released>> earlier) {
        var fresh = new LinkedHashMap<Series, BitSet>();
        new YearOfNumbers(grid, all, rules).hidden().forEach((one, hidden) -> {
            if (renewed.contains(one)) {
                BitSet cells = new Renewal(grid, earlier.apply(one.metric()), rules).fresh(one, hidden);
                if (rules.has(Rules.Step.RELEASES)
                        && fresh.entrySet().stream()
                                .anyMatch(other -> differ(one, cells, other.getKey(), other.getValue(), earlier))) {
                    cells.clear();
                }
                fresh.put(one, cells);
            }
        });
        return fresh;
    }

    // What two series hide is judged together; where an earlier release makes one of them hide more, once more.
    private boolean differ(
            Series one, BitSet cells, Series other, BitSet others, Function<String, List<Released>> earlier) {
        if (!one.metric().equals(other.metric())
                || earlier.apply(one.metric()).isEmpty()
                || !(one.isWithin(other) || other.isWithin(one))) {
            return false;
        }
        return !new Difference(grid, one, other, rules.smallest()).isSafe(allBut(cells), allBut(others));
    }

    private BitSet allBut(BitSet cells) {
        var rest = (BitSet) cells.clone();
        rest.flip(0, grid.size());
        return rest;
    }

    private void showAll(Series one) {
        cells().filter(cell -> one.row(cell) >= 0).forEach(cell -> add(one.row(cell), -1, Fate.FRESH, false));
    }

    private void showAgain(Series one, @Nullable Released before) {
        if (before == null) {
            cells().filter(cell -> one.row(cell) >= 0).forEach(cell -> add(one.row(cell), -1, Fate.HIDDEN, false));
        } else {
            cells().filter(cell -> before.row(cell) >= 0)
                    .forEach(cell -> add(-1, before.row(cell), before.isShown(cell) ? Fate.KEPT : Fate.HIDDEN, false));
        }
    }

    private void show(Series one, BitSet fresh) {
        Released before = last.get(one.key());
        boolean anything = cells().anyMatch(cell -> fresh.get(cell) && one.row(cell) >= 0);
        if (before != null && !anything) {
            showAgain(one, before);
            return;
        }
        cells().forEach(cell -> {
            long past = before == null ? -1 : before.row(cell);
            if (fresh.get(cell)) {
                if (one.row(cell) >= 0) {
                    add(one.row(cell), -1, Fate.FRESH, true);
                }
            } else if (before != null && past >= 0 && before.isShown(cell)) {
                add(one.row(cell), past, Fate.KEPT, true);
            } else if (one.row(cell) >= 0 || past >= 0) {
                add(one.row(cell), past, Fate.HIDDEN, true);
            }
        });
    }

    private IntStream cells() {
        return IntStream.range(0, grid.size());
    }

    private void add(long row, long past, Fate fate, boolean renewed) {
        fates.add(Arrays.asList(row < 0 ? null : row, past < 0 ? null : past, fate.name(), renewed ? 1L : 0L));
    }
}
