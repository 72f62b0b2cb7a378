package org.yearbook.definitions.edfacts;

/** Whom a row of a file is about. What a state says of itself is not a district's to write. */
public enum Level {
    /** The district: a local education agency. */
    LEA,
    /** One school. */
    SCH
}
