package org.yearbook.warehouse.suppress;

/** A cell that grows or shrinks. */
record Move(int cell, int by) {

    static final Move NONE = new Move(-1, 0);

    boolean isNone() {
        return cell < 0;
    }
}
