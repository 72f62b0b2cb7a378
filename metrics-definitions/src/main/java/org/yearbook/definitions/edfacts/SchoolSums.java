package org.yearbook.definitions.edfacts;

/** How the numbers of a file's schools stand to that of the district. */
public enum SchoolSums {
    /** Everybody counts at exactly one school: the schools sum to the district. */
    EQUAL,
    /** Nobody counts at two schools, and some may count at none: the schools sum to no more than the district. */
    NOT_ABOVE,
    /** Somebody may count at two schools, or at none. */
    FREE
}
