package org.yearbook.warehouse.export;

/** Where a file of a school year stands. */
public enum State {
    /** Nothing was made, or cannot be. */
    NOT_READY("not ready"),
    /** Made from data that may still change. */
    DRAFT("draft"),
    /** Made from frozen data, and something is to be mended or explained. */
    HELD("held"),
    /** Made from frozen data, and nothing is wrong with it: somebody may sign. */
    READY("ready"),
    SIGNED("signed"),
    DELIVERED("delivered");

    private final String label;

    State(String label) {
        this.label = label;
    }

    /** {@return it in words} */
    public String label() {
        return label;
    }
}
