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
    /**
     * A portion of a day, written {@code 1}, {@code 0.5} or {@code 1/6}; becomes whole units of 2520 a day, exactly.
     */
    FRACTION,
    /** An amount in dollars, {@code 12,500.00}; becomes whole cents. */
    MONEY,
    /** A US telephone number, however written; becomes {@code +1} and ten digits. */
    PHONE,
    /** An e-mail address; becomes small letters. */
    EMAIL
}
