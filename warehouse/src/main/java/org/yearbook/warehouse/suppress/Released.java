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
    private final Amount[] numbers;
    private final long[] row;
    private boolean lax;

    Released(String key, String metric, int cells) {
        this.key = key;
        this.metric = metric;
        amounts = new Amount[cells];
        Arrays.fill(amounts, Amount.NOTHING);
        numbers = amounts.clone();
        row = new long[cells];
        Arrays.fill(row, -1);
    }

    /** Sets what a cell was that night, and its row; nobody sees it as yet. */
    void put(int cell, long rowId, Amount amount) {
        row[cell] = rowId;
        amounts[cell] = amount;
        numbers[cell] = amount;
        stale.set(cell);
    }

    /**
     * Sets that everybody saw a number of the cell.
     *
     * @param number the one that was shown: of that night, or of one before
     * @param fresh whether it was of that night
     * @param strictly whether the rules of that night were as strict as tonight's
     */
    void see(int cell, Amount number, boolean fresh, boolean strictly) {
        numbers[cell] = number;
        stale.set(cell, !fresh);
        shown.set(cell);
        lax |= !strictly;
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

    /** {@return whether something was shown under rules that are not as strict as tonight's} */
    boolean isLax() {
        return lax;
    }

    /** {@return the cells that everybody saw a number of, of that night or of one before} */
    BitSet shown() {
        return (BitSet) shown.clone();
    }

    /** {@return what was shown of each cell, and where nothing was, what it really was} */
    Amount[] numbers() {
        return numbers.clone();
    }

    /** {@return whether a series says the very same tonight, in sight or not} */
    boolean isSame(Series series) {
        return Arrays.equals(amounts, series.amounts());
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
