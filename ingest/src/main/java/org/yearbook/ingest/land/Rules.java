package org.yearbook.ingest.land;

/** The rules that landing judges by. */
final class Rules {

    /** A file is empty, cut short, or no table. */
    static final String FILE = "SYS-01";
    /** Far fewer rows than in force. */
    static final String VOLUME = "SYS-02";
    /** Columns or files that were not agreed on, or that are missing. */
    static final String SCHEMA = "SYS-03";
    /** Rows that cannot be split into fields. */
    static final String ROWS = "SYS-08";
    /** Text that is not UTF-8. */
    static final String ENCODING = "SYS-09";
    /** A zip, or what is packed like one, that is damaged or unsafe to open. */
    static final String ARCHIVE = "SYS-10";

    /** The records came under other keys than those in force. */
    static final String KEYS = "SYS-04";
    /** A field that was filled in nearly all rows is blank in many. */
    static final String FILL = "SYS-05";

    private Rules() {}
}
