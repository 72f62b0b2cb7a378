package org.yearbook.definitions.edfacts;

/** Which data a file speaks of, once it is final. */
public enum Basis {
    /** What was known of the day of the fall count when the district froze it. */
    COUNT_DAY,
    /** What was known of the whole year when the district closed it. */
    YEAR_END
}
