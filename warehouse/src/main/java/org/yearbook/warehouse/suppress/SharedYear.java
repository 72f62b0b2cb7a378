package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
     *
     * @param hidden what may not be seen of each series tonight
     * @param anew whether numbers may change
     */
    List<List<?>> fates(Map<Series, BitSet> hidden, Function<String, List<Released>> earlier, boolean anew) {
        Map<Series, BitSet> renewed = anew ? fresh(hidden, earlier) : Map.of();
        var stated = new HashSet<String>();
        for (Series one : hidden.keySet()) {
            stated.add(one.key());
            Released before = last.get(one.key());
            BitSet fresh = renewed.get(one);
            if (fresh != null) {
                show(one, fresh);
            } else if (before == null) {
                hideAll(one);
            } else {
                showAgain(before);
            }
        }
        if (!anew) {
            last.values().stream()
                    .filter(before -> !stated.contains(before.key()))
                    .forEach(this::showAgain);
        }
        return fates;
    }

    private Map<Series, BitSet> fresh(Map<Series, BitSet> hidden, Function<String, List<Released>> earlier) {
        var fresh = new LinkedHashMap<Series, BitSet>();
        hidden.forEach((one, cells) -> {
            Released before = last.get(one.key());
            // A series that spoke of people and has nobody tonight was not asked: what it said stays.
            if (one.speaksOfPeople() || before == null || !before.speaksOfPeople()) {
                BitSet shown = new Renewal(grid, earlier.apply(one.metric()), rules).fresh(one, cells);
                if (rules.has(Rules.Step.RELEASES)
                        && fresh.entrySet().stream()
                                .anyMatch(other -> differ(one, shown, other.getKey(), other.getValue(), earlier))) {
                    shown.clear();
                }
                fresh.put(one, shown);
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

    // What was never released waits for a release; that nobody is meant may be seen at once.
    private void hideAll(Series one) {
        Fate fate = one.speaksOfPeople() ? Fate.HIDDEN : Fate.FRESH;
        cells().filter(cell -> one.row(cell) >= 0).forEach(cell -> add(one.row(cell), -1, fate, false));
    }

    private void showAgain(Released before) {
        cells().filter(cell -> before.row(cell) >= 0)
                .forEach(cell -> add(-1, before.row(cell), before.isShown(cell) ? Fate.KEPT : Fate.HIDDEN, false));
    }

    private void show(Series one, BitSet fresh) {
        Released before = last.get(one.key());
        // Where nothing at all has changed, what was seen is of tonight, too.
        BitSet current = before == null || !before.isSame(one) ? fresh : before.shownAnew();
        boolean anything = cells().anyMatch(cell -> current.get(cell) && one.row(cell) >= 0);
        if (before != null && !anything) {
            showAgain(before);
            return;
        }
        cells().forEach(cell -> {
            if (!current.get(cell)) {
                showLast(one.row(cell), cell, before);
            } else if (one.row(cell) >= 0) {
                add(one.row(cell), -1, Fate.FRESH, true);
            }
        });
    }

    private void showLast(long row, int cell, @Nullable Released before) {
        long past = before == null ? -1 : before.row(cell);
        if (row >= 0 || past >= 0) {
            boolean kept = before != null && past >= 0 && before.isShown(cell);
            add(row, past, kept ? Fate.KEPT : Fate.HIDDEN, true);
        }
    }

    private IntStream cells() {
        return IntStream.range(0, grid.size());
    }

    private void add(long row, long past, Fate fate, boolean renewed) {
        fates.add(Arrays.asList(row < 0 ? null : row, past < 0 ? null : past, fate.name(), renewed ? 1L : 0L));
    }
}
