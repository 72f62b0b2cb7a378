package org.yearbook.warehouse.validate;

/** What a finding means for the file. */
public enum Severity {
    /** The file may not be handed in before it is mended. */
    HOLD,
    /** The file may not be handed in before somebody has said why it is right as it is. */
    EXPLAIN,
    /** Somebody should know it. */
    NOTE
}
