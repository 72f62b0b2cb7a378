package org.yearbook.warehouse.suppress;

/**
 * A total and its parts, as places in a {@link Grid}: the groups of one dimension in one organization, or the schools
 * of the district for one group.
 */
final class Relation {

    private final int total;
    private final int[] parts;

    Relation(int total, int[] parts) {
        this.total = total;
        this.parts = parts;
    }

    /** {@return the cell of the sum} */
    int total() {
        return total;
    }

    /** {@return the cells that add up to it; not to be changed} */
    int[] parts() {
        return parts;
    }
}
