package org.yearbook.warehouse.suppress;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;

/**
 * One series of one school year in an earlier release: what it was then, which of it everybody could see as new, and
 * the rows that were shown.
 */
final class Released {

    private final String key;
    private final String metric;
    private final BitSet stale = new BitSet();
    private final BitSet shown = new BitSet();
    private final Amount[] amounts;
    private final long[] row;

    Released(String key, String metric, int cells) {
        this.key = key;
        this.metric = metric;
        amounts = new Amount[cells];
        Arrays.fill(amounts, Amount.NOTHING);
        row = new long[cells];
        Arrays.fill(row, -1);
    }

    /**
     * @param fresh whether the number of that night was shown
     * @param visible whether any number was: of that night, or of one before
     */
    void put(int cell, long rowId, Amount amount, boolean fresh, boolean visible) {
        row[cell] = rowId;
        amounts[cell] = amount;
        stale.set(cell, !fresh);
        shown.set(cell, visible);
    }

    String key() {
        return key;
    }

    String metric() {
        return metric;
    }

    /** {@return whether everybody knows what the cell was then; a cell without a row was nothing} */
    boolean isKnown(int cell) {
        return !stale.get(cell);
    }

    boolean isShown(int cell) {
        return shown.get(cell);
    }

    /** {@return whether a series says the very same tonight, in sight or not} */
    boolean isSame(Series series) {
        return Arrays.equals(amounts, series.amounts());
    }

    /** {@return the cells that everybody saw the number of that night of} */
    BitSet shownAnew() {
        var anew = (BitSet) shown.clone();
        anew.andNot(stale);
        return anew;
    }

    boolean speaksOfPeople() {
        return Stream.of(amounts).anyMatch(amount -> amount.people() > 0);
    }

    /** {@return the row that was shown; -1 when there was none} */
    long row(int cell) {
        return row[cell];
    }

    Amount amount(int cell) {
        return amounts[cell];
    }
}
