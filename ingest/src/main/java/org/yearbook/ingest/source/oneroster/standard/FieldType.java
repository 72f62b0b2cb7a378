package org.yearbook.ingest.source.oneroster.standard;

/** What the text of a OneRoster field must look like (CSV Binding 1.2.1, section on data formats). */
public enum FieldType {
    TEXT,
    /** One sourcedId: letters, digits and {@code . / @ _ -}, 255 at most. */
    ID,
    /** Several sourcedIds, parted by commas. */
    IDS,
    /** {@code true} or {@code false}, in small letters. */
    BOOLEAN,
    /** {@code YYYY-MM-DD}. */
    DATE,
    /** {@code YYYY-MM-DDTHH:MM:SS.sssZ}. */
    DATETIME,
    /** The calendar year, of four digits, in which the school year ends. */
    YEAR,
    INTEGER,
    NUMBER,
    /** Values parted by commas, none of them empty. */
    LIST,
    /** Words of a list, parted by commas. */
    WORDLIST,
    /** One word of a list; version 1.2 lets others begin with {@code ext:}. */
    WORDS,
    /** Items {@code {type:id}}, parted by commas. */
    USERIDS,
    /** Items {@code {left:right}}, parted by commas. */
    PAIRS
}
