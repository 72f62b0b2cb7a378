package org.yearbook.ingest.source.oneroster.model;

/** Counts what had to be straightened while objects were read, so that somebody can be told. */
public final class Oddities {

    private long trimmedIds;
    private long brokenLines;
    private long withoutId;

    void trimmedId() {
        trimmedIds++;
    }

    void brokenLine() {
        brokenLines++;
    }

    void withoutId() {
        withoutId++;
    }

    /** {@return ids that had blanks around them} */
    public long trimmedIds() {
        return trimmedIds;
    }

    /** {@return values in which line breaks became blanks, since the CSV binding has none} */
    public long brokenLines() {
        return brokenLines;
    }

    /** {@return objects without a sourcedId} */
    public long objectsWithoutId() {
        return withoutId;
    }
}
