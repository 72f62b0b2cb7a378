package org.yearbook.ingest.source.pull;

/** A kind of source, such as OneRoster REST: one class that reads its settings and makes a {@link Source} of them. */
public interface SourceKind {

    /** {@return what {@code kind:} says in district.yaml} */
    String name();

    /**
     * Reads the settings of one source. Faults are recorded in {@code settings}, with their lines; when there are any,
     * the source that is returned is never asked.
     */
    Source read(SourceSettings settings);
}
