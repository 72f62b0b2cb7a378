package org.yearbook.definitions.edfacts;

/** What the amount of a row counts. */
public enum Unit {
    /** People, each once for an organization and a group. */
    STUDENTS,
    /** Events, as many as there were. */
    REMOVALS,
    /** Full-time equivalents, with two decimals. */
    FULL_TIME_EQUIVALENTS,
    /** A rate in percent. */
    PERCENT,
    /** Nothing: a row says something of an organization itself. */
    NOTHING
}
