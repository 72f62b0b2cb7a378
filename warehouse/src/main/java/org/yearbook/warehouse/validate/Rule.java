package org.yearbook.warehouse.validate;

/** What is checked of a file. Where a rule comes from stands in docs/export.md. */
public enum Rule {
    FILE_NAME(Severity.HOLD, "File name"),
    HEADER(Severity.HOLD, "Header"),
    RECORD_COUNT(Severity.HOLD, "Number of records"),
    LINE_END(Severity.HOLD, "Line ends"),
    FIELD_COUNT(Severity.HOLD, "Number of fields"),
    REQUIRED(Severity.HOLD, "Required field"),
    TOO_LONG(Severity.HOLD, "Length of a field"),
    FILLER(Severity.HOLD, "Filler"),
    NUMBER(Severity.HOLD, "Number"),
    DATE(Severity.HOLD, "Date"),
    ENCODING(Severity.HOLD, "Encoding"),
    NUMBERING(Severity.HOLD, "Numbering of records"),
    CODE(Severity.HOLD, "Permitted code"),
    CATEGORY_SET(Severity.HOLD, "Category set"),
    TOTAL_INDICATOR(Severity.HOLD, "Total indicator"),
    DUPLICATE(Severity.HOLD, "Duplicate record"),
    SUM(Severity.HOLD, "Category sets sum to their totals"),
    PART_ABOVE_TOTAL(Severity.HOLD, "A part is no more than its total"),
    SCHOOLS_SUM(Severity.HOLD, "Schools sum to the district"),
    DIRECTORY(Severity.HOLD, "Place in the directory"),
    GRADE_OFFERED(Severity.HOLD, "Grade that is offered"),
    REMOVALS(Severity.HOLD, "FS143 and FS088"),
    PARTICIPATION(Severity.HOLD, "Achievement and participation"),
    ABSENT_ABOVE_ENROLLED(Severity.HOLD, "FS195 and FS052"),
    CHANGE(Severity.EXPLAIN, "Change since last year"),
    MISSING_CODE(Severity.NOTE, "Unknown category");

    private final Severity severity;
    private final String label;

    Rule(Severity severity, String label) {
        this.severity = severity;
        this.label = label;
    }

    public Severity severity() {
        return severity;
    }

    /** {@return what is checked, in words} */
    public String label() {
        return label;
    }
}
