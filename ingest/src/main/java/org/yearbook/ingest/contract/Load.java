package org.yearbook.ingest.contract;

/** What a new file does to the earlier ones of its contract and school year. */
public enum Load {
    /** It takes their place; a row that is gone from it is gone. */
    SNAPSHOT,
    /** It adds to them. */
    APPEND
}
