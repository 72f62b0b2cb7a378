package org.yearbook.ingest.contract;

/** What the text of a column stands for, once standardized. */
public enum LogicalType {
    /** Left as it is; leading zeros are kept. */
    TEXT,
    INTEGER,
    DECIMAL,
    DATE,
    TIMESTAMP,
    BOOLEAN,
    /** A calendar month, {@code 2025-09}. */
    MONTH,
    /** Several values in one cell, parted by commas. */
    LIST,
    /** A portion of a whole, written {@code 1}, {@code 0.5} or {@code 1/6}; exact, never floating. */
    FRACTION
}
