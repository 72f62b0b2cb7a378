package org.yearbook.ingest.contract;

/** How close a column comes to a person. */
public enum Classification {
    /** Names, numbers, addresses: never leaves the internal publication. */
    DIRECT_IDENTIFIER,
    /** Says who it is together with others: birth date, race. */
    INDIRECT_IDENTIFIER,
    NONE,
    /** A password or token: dropped when landing, stored nowhere. */
    SECRET
}
