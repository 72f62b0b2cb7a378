package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final Map<String, BitSet> kept = new HashMap<>();
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
        hidden.forEach((one, cells) -> {
            Released before = last.get(one.key());
            if (before != null) {
                kept.put(one.key(), kept(before, one, cells));
            }
        });
        Map<Series, BitSet> renewed = anew ? fresh(hidden, earlier) : Map.of();
        for (Series one : hidden.keySet()) {
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
            Set<String> stated = hidden.keySet().stream().map(Series::key).collect(Collectors.toSet());
            last.values().stream()
                    .filter(before -> !stated.contains(before.key()))
                    .forEach(this::showAgain);
        }
        return fates;
    }

    // What was shown under a laxer rule is judged once more: as it was shown, without what tonight's rules hide.
    private BitSet kept(Released before, Series one, BitSet hidden) {
        if (!before.isLax()) {
            return before.shown();
        }
        if (!one.speaksOfPeople()) {
            return new BitSet();
        }
        BitSet rest = allBut(before.shown());
        rest.or(hidden);
        new Shield(grid, before.numbers(), one.kind(), rules).cover(rest);
        return allBut(rest);
    }

    private BitSet kept(Released before) {
        BitSet judged = kept.get(before.key());
        return judged != null ? judged : before.isLax() ? new BitSet() : before.shown();
    }

    // What is public cannot be taken back, so it comes first, and what is new yields.
    private Map<Series, BitSet> fresh(Map<Series, BitSet> hidden, Function<String, List<Released>> earlier) {
        var fresh = new LinkedHashMap<Series, BitSet>();
        hidden.keySet().stream().sorted(Comparator.comparing(this::place)).forEach(one -> {
            Released before = last.get(one.key());
            // A series that spoke of people and has nobody tonight was not asked: what it said stays.
            if (one.speaksOfPeople() || before == null || !before.speaksOfPeople()) {
                BitSet cells = hidden.getOrDefault(one, new BitSet());
                fresh.put(one, isStill(one) ? shownStill(one) : changed(one, cells, fresh, earlier));
            }
        });
        return fresh;
    }

    private int place(Series one) {
        return isStill(one) ? 0 : last.containsKey(one.key()) ? 1 : 2;
    }

    private boolean isStill(Series one) {
        Released before = last.get(one.key());
        return before != null && before.isSame(one);
    }

    // Where nothing at all has changed, what was seen of that night is of tonight, too.
    private BitSet shownStill(Series one) {
        var still = new BitSet();
        Released before = last.get(one.key());
        if (before != null) {
            kept(before).stream().filter(before::isKnown).forEach(still::set);
        }
        return still;
    }

    private BitSet changed(
            Series one, BitSet cells, Map<Series, BitSet> others, Function<String, List<Released>> earlier) {
        BitSet shown = new Renewal(grid, earlier.apply(one.metric()), rules).fresh(one, cells);
        if (rules.has(Rules.Step.RELEASES)
                && others.entrySet().stream()
                        .anyMatch(other -> differ(one, shown, other.getKey(), other.getValue(), earlier))) {
            shown.clear();
        }
        return shown;
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
        BitSet seen = kept(before);
        cells().filter(cell -> before.row(cell) >= 0)
                .forEach(cell -> add(-1, before.row(cell), seen.get(cell) ? Fate.KEPT : Fate.HIDDEN, false));
    }

    private void show(Series one, BitSet fresh) {
        Released before = last.get(one.key());
        boolean anything = cells().anyMatch(cell -> fresh.get(cell) && one.row(cell) >= 0);
        // What a laxer rule let through is written down again, so that each stricter rule is asked once.
        if (before != null && !anything && !before.isLax()) {
            showAgain(before);
            return;
        }
        cells().forEach(cell -> {
            if (!fresh.get(cell)) {
                showLast(one.row(cell), cell, before);
            } else if (one.row(cell) >= 0) {
                add(one.row(cell), -1, Fate.FRESH, true);
            }
        });
    }

    private void showLast(long row, int cell, @Nullable Released before) {
        long past = before == null ? -1 : before.row(cell);
        if (row >= 0 || past >= 0) {
            boolean seen = before != null && past >= 0 && kept(before).get(cell);
            add(row, past, seen ? Fate.KEPT : Fate.HIDDEN, true);
        }
    }

    private IntStream cells() {
        return IntStream.range(0, grid.size());
    }

    private void add(long row, long past, Fate fate, boolean renewed) {
        fates.add(Arrays.asList(row < 0 ? null : row, past < 0 ? null : past, fate.name(), renewed ? 1L : 0L));
    }
}
