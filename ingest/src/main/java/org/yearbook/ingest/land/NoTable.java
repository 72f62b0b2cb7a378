package org.yearbook.ingest.land;

/** A file from which nobody can tell columns and rows; its message says why. */
public final class NoTable extends Exception {

    private final String whatToDo;

    NoTable(String reason, String whatToDo) {
        super(reason);
        this.whatToDo = whatToDo;
    }

    /** {@return what a person can do about it} */
    public String whatToDo() {
        return whatToDo;
    }
}
