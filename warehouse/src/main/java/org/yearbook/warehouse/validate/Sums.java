package org.yearbook.warehouse.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.edfacts.CategorySet;
import org.yearbook.definitions.edfacts.Unit;
import org.yearbook.definitions.edfacts.YearFile;

/**
 * Checks that what is counted in parts makes up what is counted as a whole. Parts of a category that everybody is in
 * one of, such as sex, make up the whole; of a category that only some are in, such as English learners, they are no
 * more than it.
 */
final class Sums {

    private static final String MISSING = "MISSING";
    /** Two decimals, rounded: so much each part may be off. */
    private static final BigDecimal ROUNDED = new BigDecimal("0.005");

    private final Submitted file;
    private final YearFile specification;
    private final List<Finding> findings;

    private Sums(Submitted file, List<Finding> findings) {
        this.file = file;
        this.specification = file.specification();
        this.findings = findings;
    }

    static void check(Submitted file, List<Cell> cells, List<Finding> findings) {
        if (file.specification().specification().unit() == Unit.PERCENT) {
            return;
        }
        var sums = new Sums(file, findings);
        for (CategorySet whole : file.specification().sets()) {
            for (CategorySet parts : file.specification().sets()) {
                if (parts.table().equals(whole.table())
                        && parts.categories().size() > whole.categories().size()
                        && parts.categories().containsAll(whole.categories())) {
                    sums.compare(whole, parts, cells);
                }
            }
        }
    }

    private void compare(CategorySet whole, CategorySet parts, List<Cell> cells) {
        Set<String> beyond = new HashSet<>(parts.categories());
        beyond.removeAll(new HashSet<>(whole.categories()));
        boolean complete = beyond.stream().allMatch(this::everybody);
        Map<String, List<Cell>> sums = new TreeMap<>();
        cells.stream()
                .filter(cell -> cell.set().equals(parts))
                .forEach(cell -> sums.computeIfAbsent(
                                Cell.where(cell.place(), whole, within(cell, whole)), group -> new ArrayList<>())
                        .add(cell));
        Map<String, Cell> totals = new HashMap<>();
        cells.stream().filter(cell -> cell.set().equals(whole)).forEach(cell -> totals.put(cell.where(), cell));
        var groups = new HashSet<>(sums.keySet());
        groups.addAll(totals.keySet());
        groups.stream().sorted().forEach(group -> {
            List<Cell> of = sums.getOrDefault(group, List.of());
            BigDecimal sum = of.stream().map(Cell::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            Cell total = totals.get(group);
            compare(group, parts, complete, sum, of.size(), total);
        });
    }

    private void compare(
            String group, CategorySet parts, boolean complete, BigDecimal sum, int number, @Nullable Cell total) {
        BigDecimal whole = total == null ? BigDecimal.ZERO : total.amount();
        BigDecimal slack = specification.specification().unit() == Unit.FULL_TIME_EQUIVALENTS
                ? ROUNDED.multiply(BigDecimal.valueOf(number + 1L))
                : BigDecimal.ZERO;
        BigDecimal more = sum.subtract(whole);
        int line = total == null ? 0 : total.line();
        if (complete && more.abs().compareTo(slack) > 0) {
            findings.add(new Finding(
                    Rule.SUM,
                    file.name(),
                    line,
                    group,
                    "The records of " + parts.code() + " sum to " + sum.toPlainString() + ", and this total is "
                            + whole.toPlainString() + ".",
                    "Look at the difference list: one of the two lacks somebody. Every one must have a code in each"
                            + " category, or be counted as MISSING.",
                    Rule.SUM + "|" + group + "|" + parts.code()));
        } else if (!complete && more.compareTo(slack) > 0) {
            findings.add(new Finding(
                    Rule.PART_ABOVE_TOTAL,
                    file.name(),
                    line,
                    group,
                    "The records of " + parts.code() + " sum to " + sum.toPlainString() + ", which is more than this"
                            + " total, " + whole.toPlainString() + ".",
                    "Somebody is counted in a part and not in the whole: look at who is behind the two numbers.",
                    Rule.PART_ABOVE_TOTAL + "|" + group + "|" + parts.code()));
        }
    }

    private static Map<String, String> within(Cell cell, CategorySet whole) {
        Map<String, String> codes = new TreeMap<>(cell.codes());
        codes.keySet().retainAll(whole.categories());
        return codes;
    }

    /** {@return whether everybody is in one of a list's codes: a list of one code is of those whom it applies to} */
    private boolean everybody(String list) {
        return specification.codes().getOrDefault(list, Map.of()).keySet().stream()
                        .filter(code -> !code.equals(MISSING))
                        .count()
                > 1;
    }
}
