package org.yearbook.ingest.contract;

/** How the school year of a delivered row is found. */
public sealed interface YearRule {

    /** All rows belong to the school year of the OneRoster bundle that the file came in. */
    record Bundle() implements YearRule {}

    /** All rows belong to the school year in the file's name. */
    record FileName() implements YearRule {}

    /**
     * Each row belongs to the school year that its date lies in.
     *
     * @param field the date or timestamp (or month) field
     */
    record DateColumn(String field) implements YearRule {}

    /**
     * Each row names its school year, as {@code 2025-26}, {@code 2025-2026} or one calendar year.
     *
     * @param field the field that holds it
     * @param ending whether a lone calendar year is the one in which the school year ends
     */
    record YearColumn(String field, boolean ending) implements YearRule {}

    /** Rows have no school year of their own: a staff list is one for all years. */
    record None() implements YearRule {}
}
