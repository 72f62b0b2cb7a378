package org.yearbook.warehouse.suppress;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The numbers of one metric under one version of one authority in one school year, over the cells of the year's grid.
 */
final class Series {

    private static final List<String> AUTHORITIES = List.of("district", "state", "federal");

    /** The number that people see first comes first: when two cannot both be shown, it stays. */
    static final Comparator<Series> FIRST_SEEN_FIRST = Comparator.comparing((Series series) -> series.metric())
            .thenComparing(series -> series.policy.equals("in_force") ? 0 : 1)
            .thenComparing(series -> {
                int place = AUTHORITIES.indexOf(series.authority);
                return place < 0 ? AUTHORITIES.size() : place;
            })
            .thenComparing((Series series) -> series.authority)
            .thenComparing(
                    Comparator.comparingInt((Series series) -> series.version).reversed());

    private final String metric;
    private final String authority;
    private final int version;
    private final String policy;
    private final Kind kind;
    private final long[] row;
    private final Amount[] amounts;

    /** @param cells how many cells the grid has */
    Series(String metric, String authority, int version, String policy, Kind kind, int cells) {
        this.metric = metric;
        this.authority = authority;
        this.version = version;
        this.policy = policy;
        this.kind = kind;
        row = new long[cells];
        Arrays.fill(row, -1);
        amounts = new Amount[cells];
        Arrays.fill(amounts, Amount.NOTHING);
    }

    /** Sets what a cell says, and where it stands in {@code metric_value}. */
    void put(int cell, long rowId, Amount amount) {
        if (row[cell] >= 0) {
            throw new IllegalStateException(metric + " has two rows for one value");
        }
        row[cell] = rowId;
        amounts[cell] = amount;
    }

    String metric() {
        return metric;
    }

    /** {@return what tells it apart from every other series of the school year} */
    String key() {
        return key(metric, authority, version, policy);
    }

    boolean speaksOfPeople() {
        return Stream.of(amounts).anyMatch(amount -> amount.people() > 0);
    }

    static String key(String metric, String authority, int version, String policy) {
        return String.join(" ", metric, authority, String.valueOf(version), policy);
    }

    Kind kind() {
        return kind;
    }

    /** {@return the row of a cell in {@code metric_value}; -1 when it has none} */
    long row(int cell) {
        return row[cell];
    }

    /** {@return for each cell what it says; nothing where it has no row or speaks of nobody} */
    Amount[] amounts() {
        return amounts;
    }

    /** {@return for each cell how many people it speaks of, and nothing about them} */
    Amount[] people() {
        return Stream.of(amounts)
                .map(amount -> new Amount(amount.people(), 0, 0))
                .toArray(Amount[]::new);
    }

    /** {@return whether no cell has more people here than in another series: it may leave some out, and adds none} */
    boolean isWithin(Series other) {
        return IntStream.range(0, amounts.length)
                .allMatch(cell -> amounts[cell].people() <= other.amounts[cell].people());
    }

    /** {@return the difference to another series, cell by cell} */
    Amount[] minus(Series other) {
        var difference = new Amount[amounts.length];
        for (int i = 0; i < amounts.length; i++) {
            difference[i] = amounts[i].minus(other.amounts[i]);
        }
        return difference;
    }
}
