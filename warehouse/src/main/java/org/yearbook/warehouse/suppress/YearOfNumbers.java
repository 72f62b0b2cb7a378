package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All numbers of one school year. They are judged together, since they speak of the same people: a group that is hidden
 * under one version or authority is hidden under all of them, and so is a number of people that two metrics share.
 */
final class YearOfNumbers {

    /** Two metrics speak of the same people when nearly all their counts are within this factor of each other. */
    private static final double ALIKE = 1.5;

    private static final double NEARLY_ALL = 0.9;

    private final Grid grid;
    private final Rules rules;
    private final Answers answers;
    private final Map<String, List<Series>> byMetric = new LinkedHashMap<>();

    YearOfNumbers(Grid grid, Collection<Series> series, Rules rules, Answers answers) {
        this.grid = grid;
        this.rules = rules;
        this.answers = answers;
        series.stream()
                .sorted(Series.FIRST_SEEN_FIRST)
                .forEach(one -> byMetric.computeIfAbsent(one.metric(), metric -> new ArrayList<>())
                        .add(one));
    }

    /** {@return the cells to hide, by series} Families know nothing of each other. */
    Map<Series, BitSet> hidden() {
        Map<Series, BitSet> hidden = new LinkedHashMap<>();
        families().parallelStream().map(this::hidden).toList().forEach(hidden::putAll);
        return hidden;
    }

    private Map<Series, BitSet> hidden(List<List<Series>> family) {
        BitSet few = few(family.stream().flatMap(List::stream).toList());
        Map<Series, BitSet> hidden = new LinkedHashMap<>();
        family.parallelStream().map(metric -> hidden(metric, few)).toList().forEach(hidden::putAll);
        return hidden;
    }

    private BitSet few(List<Series> series) {
        var question = new Question("people", grid, rules);
        List<Amount[]> people = series.stream().map(Series::people).toList();
        people.forEach(amounts -> question.with(Kind.COUNT, amounts));
        return answers.to(question, () -> {
                    List<Shield> shields = people.stream()
                            .map(amounts -> new Shield(grid, amounts, Kind.COUNT, rules))
                            .toList();
                    return List.of(covered(shields, new BitSet()));
                })
                .get(0);
    }

    private Map<Series, BitSet> hidden(List<Series> metric, BitSet few) {
        var question = new Question("metric", grid, rules).with(few);
        metric.forEach(question::with);
        List<BitSet> cells = answers.to(question, () -> hiddenCells(metric, few));
        Map<Series, BitSet> hidden = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            hidden.put(metric.get(i), cells.get(i));
        }
        return hidden;
    }

    private List<BitSet> hiddenCells(List<Series> metric, BitSet few) {
        List<Shield> tables = metric.stream()
                .map(series -> new Shield(grid, series.amounts(), series.kind(), rules))
                .toList();
        BitSet common = covered(tables, few);
        if (!rules.has(Rules.Step.VERSIONS)) {
            return metric.stream().map(series -> common).toList();
        }
        Map<Series, BitSet> hidden = new Versions(grid, metric, common, rules).hidden();
        return metric.stream().map(hidden::get).toList();
    }

    // Many small groups can cost the number of everybody. Then the groups stay hidden, all of them, and it is shown.
    private BitSet covered(List<Shield> shields, BitSet start) {
        BitSet hidden = together(shields, start);
        if (isShown(hidden)) {
            return hidden;
        }
        var everyGroup = (BitSet) start.clone();
        IntStream.range(0, grid.size())
                .filter(cell -> !grid.cell(cell).everybody())
                .forEach(everyGroup::set);
        BitSet withoutGroups = together(shields, everyGroup);
        return isShown(withoutGroups) ? withoutGroups : hidden;
    }

    private boolean isShown(BitSet hidden) {
        return IntStream.range(0, grid.size())
                .filter(cell -> grid.cell(cell).grandTotal())
                .noneMatch(hidden::get);
    }

    private static BitSet together(List<Shield> shields, BitSet start) {
        var hidden = (BitSet) start.clone();
        int before = -1;
        while (hidden.cardinality() != before) {
            before = hidden.cardinality();
            shields.forEach(shield -> shield.cover(hidden));
        }
        return hidden;
    }

    private List<List<List<Series>>> families() {
        List<List<List<Series>>> families = new ArrayList<>();
        for (List<Series> metric : byMetric.values()) {
            List<List<List<Series>>> kin = families.stream()
                    .filter(family -> family.stream().anyMatch(member -> alike(member.get(0), metric.get(0))))
                    .toList();
            List<List<Series>> joined = new ArrayList<>();
            kin.forEach(joined::addAll);
            joined.add(metric);
            families.removeAll(kin);
            families.add(joined);
        }
        return families;
    }

    private boolean alike(Series one, Series other) {
        int common = 0;
        int close = 0;
        for (int i = 0; i < grid.size(); i++) {
            long a = one.amounts()[i].people();
            long b = other.amounts()[i].people();
            if (a > 0 && b > 0) {
                common++;
                close += Math.max(a, b) <= Math.min(a, b) * ALIKE ? 1 : 0;
            }
        }
        return common > 0 && close >= common * NEARLY_ALL;
    }
}
