package org.yearbook.warehouse.suppress;

import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The series of one metric in one school year: the definition of each authority, and later ones that restate the year.
 * They speak of nearly the same people, so that every series more in sight lets a reader subtract. The one that people
 * see first is shown as it is. Of every other one only those cells stay in sight that say the same, and then one
 * organization after the other comes back, as long as no difference tells of a few.
 */
final class Versions {

    private final Grid grid;
    private final Rules rules;
    private final List<Series> series;
    private final BitSet common;
    private final Map<Series, BitSet> hidden = new LinkedHashMap<>();

    /**
     * @param series first seen first
     * @param common cells that are hidden in all of them
     */
    Versions(Grid grid, List<Series> series, BitSet common, Rules rules) {
        this.grid = grid;
        this.rules = rules;
        this.series = series;
        this.common = common;
    }

    /** {@return the cells to hide, by series} */
    Map<Series, BitSet> hidden() {
        Series first = series.get(0);
        hidden.put(first, common);
        for (Series later : series.subList(1, series.size())) {
            Map<Series, Difference> differences = differences(later, first);
            BitSet cells = allButTheSame(later, differences.values().iterator().next());
            bringBack(later, cells, differences);
            hidden.put(later, cells);
        }
        return hidden;
    }

    // Where each of two series leaves out people that the other has, their difference speaks of nobody in particular.
    private Map<Series, Difference> differences(Series later, Series first) {
        var differences = new LinkedHashMap<Series, Difference>();
        for (Series other : hidden.keySet()) {
            if (other == first || later.isWithin(other) || other.isWithin(later)) {
                differences.put(other, new Difference(grid, later, other, rules.smallest()));
            }
        }
        return differences;
    }

    private BitSet allButTheSame(Series later, Difference difference) {
        var cells = (BitSet) common.clone();
        IntStream.range(0, grid.size())
                .filter(cell -> !difference.isNothing(cell))
                .forEach(cells::set);
        shield(later, rules).cover(cells);
        return cells;
    }

    // How nearly a hidden cell can be told takes long to find out, so it is looked into when all are back that may be.
    private void bringBack(Series later, BitSet cells, Map<Series, Difference> differences) {
        var attempt = (BitSet) cells.clone();
        bringBackRoughly(later, attempt, differences);
        shield(later, rules).cover(attempt);
        if (isSafe(attempt, differences)) {
            cells.clear();
            cells.or(attempt);
        }
    }

    private void bringBackRoughly(Series later, BitSet cells, Map<Series, Difference> differences) {
        BitSet harmless = new BitSet();
        cells.stream()
                .filter(cell -> later.row(cell) >= 0 && !common.get(cell))
                .filter(cell -> differences.values().stream().allMatch(difference -> difference.isHarmless(cell)))
                .forEach(harmless::set);
        Shield shield = shield(later, rules.without(Rules.Step.INTERVAL));
        if (!bringBack(shield, cells, harmless, differences)) {
            for (List<Integer> organization : byOrganization(later, harmless)) {
                var everything = new BitSet();
                organization.forEach(everything::set);
                var everybody = new BitSet();
                everybody.set(organization.get(0));
                if (!bringBack(shield, cells, everything, differences)) {
                    bringBack(shield, cells, everybody, differences);
                }
            }
        }
    }

    private boolean isSafe(BitSet cells, Map<Series, Difference> differences) {
        return differences.entrySet().stream()
                .allMatch(entry -> entry.getValue().isSafe(cells, hiddenIn(entry.getKey())));
    }

    // What comes back may ask for another cell in exchange, even for one that says the same in both series.
    private boolean bringBack(Shield shield, BitSet cells, BitSet wanted, Map<Series, Difference> differences) {
        var attempt = (BitSet) cells.clone();
        attempt.andNot(wanted);
        boolean safe = shield.coverBut(attempt, wanted) && isSafe(attempt, differences);
        if (safe) {
            cells.clear();
            cells.or(attempt);
        }
        return safe;
    }

    // The district first, then the largest; in each the total of everybody first. Without it, nothing comes back.
    private List<List<Integer>> byOrganization(Series later, BitSet harmless) {
        Map<String, List<Integer>> cells = harmless.stream()
                .boxed()
                .sorted(Comparator.comparing(cell -> !grid.cell(cell).everybody()))
                .collect(Collectors.groupingBy(
                        cell -> grid.cell(cell).organization(), TreeMap::new, Collectors.toList()));
        return cells.values().stream()
                .filter(list -> grid.cell(list.get(0)).everybody())
                .sorted(Comparator.comparing(
                                (List<Integer> list) -> !grid.cell(list.get(0)).district())
                        .thenComparing(list -> -later.amounts()[list.get(0)].people()))
                .toList();
    }

    private BitSet hiddenIn(Series other) {
        return hidden.getOrDefault(other, common);
    }

    private Shield shield(Series one, Rules how) {
        return new Shield(grid, one.amounts(), one.kind(), how);
    }
}
