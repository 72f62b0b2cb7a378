package org.yearbook.warehouse.answer;

/** Where a value stands against its goal. */
public enum Standing {
    MET,
    NEAR,
    NOT_MET,
    NO_GOAL,
    NO_DATA,
    SUPPRESSED
}
