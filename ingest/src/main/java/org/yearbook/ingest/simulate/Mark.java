package org.yearbook.ingest.simulate;

/** What attendance of one day can be; the portion absent is exact. */
enum Mark {
    NOT_A_MEMBER("", "", 0, 1, false),
    PRESENT("P", "Present", 0, 1, false),
    TARDY("T", "Tardy", 0, 1, false),
    UNEXCUSED("A", "Absent, unexcused", 1, 1, false),
    EXCUSED("E", "Absent, excused", 1, 1, true),
    ILL("I", "Absent, illness", 1, 1, true),
    MEDICAL("M", "Medical appointment, half day", 1, 2, true),
    HALF_DAY("H", "Absent half day, unexcused", 1, 2, false),
    ONE_PERIOD("P1", "Absent one period of six", 1, 6, false),
    TWO_PERIODS("P2", "Absent two periods of six", 1, 3, false),
    SUSPENDED("S", "Out-of-school suspension", 1, 1, true);

    private static final Mark[] ALL = values();

    final String code;
    final String description;
    final boolean excused;
    private final int part;
    private final int of;

    Mark(String code, String description, int part, int of, boolean excused) {
        this.code = code;
        this.description = description;
        this.part = part;
        this.of = of;
        this.excused = excused;
    }

    static Mark at(int index) {
        return ALL[index];
    }

    @SuppressWarnings("EnumOrdinal") // for arrays of one run, never stored
    byte index() {
        return (byte) ordinal();
    }

    /** {@return the absent units of a day of that many units} */
    int absent(int memberUnits) {
        return memberUnits * part / of;
    }

    /** {@return the portion of a day as a school writes it: 0, 1, 1/2} */
    String portion() {
        return part == 0 ? "0" : part == of ? "1" : part + "/" + of;
    }
}
