package org.yearbook.ingest.check;

/** What a rule is about, in the words of the Open Data Contract Standard. */
public enum Dimension {
    ACCURACY,
    COMPLETENESS,
    CONFORMITY,
    CONSISTENCY,
    COVERAGE,
    TIMELINESS,
    UNIQUENESS
}
