package org.yearbook.ingest.simulate;

import org.jspecify.annotations.Nullable;

/**
 * One student in one school year: where, from when to when.
 *
 * @param row the place in the year's roster
 * @param grade 0 = kindergarten, -1 = pre-kindergarten
 * @param zone where the family lives now
 * @param planted to be absent on exactly one day in ten
 */
record PupilYear(
        int row,
        int code,
        int kindergarten,
        int grade,
        int zone,
        boolean planted,
        Stint first,
        @Nullable Stint second) {

    /**
     * Membership of one school, both days included.
     *
     * @param entry number of the first school day
     * @param exit number of the last school day
     */
    record Stint(int school, int entry, int exit, Entry how, Exit end) {

        boolean noShow() {
            return how == Entry.NO_SHOW;
        }
    }

    Stint latest() {
        return second == null ? first : second;
    }

    boolean noShow() {
        return first.noShow() && second == null;
    }

    Stint[] stints() {
        return second == null ? new Stint[] {first} : new Stint[] {first, second};
    }

    /** {@return the stint that a school day falls into} */
    @Nullable
    Stint on(int day) {
        if (!first.noShow() && day >= first.entry() && day <= first.exit()) {
            return first;
        }
        return second != null && day >= second.entry() && day <= second.exit() ? second : null;
    }

    /** {@return the grade as CEDS writes it} */
    String gradeCode() {
        return gradeCode(grade);
    }

    static String gradeCode(int grade) {
        return switch (grade) {
            case -1 -> "PK";
            case 0 -> "KG";
            default -> grade < 10 ? "0" + grade : Integer.toString(grade);
        };
    }

    /** How a membership begins. */
    enum Entry {
        FIRST("E1"),
        RETURNING("R1"),
        WITHIN_DISTRICT("T1"),
        FROM_ELSEWHERE("T2"),
        REENTRY("R2"),
        NO_SHOW("NS");

        final String code;

        Entry(String code) {
            this.code = code;
        }
    }

    /** How a membership ends. */
    enum Exit {
        END_OF_YEAR("EOY"),
        GRADUATED("GRAD"),
        COMPLETED("COMP"),
        WITHIN_DISTRICT("W1"),
        OTHER_DISTRICT("W2"),
        OTHER_STATE("W3"),
        HOME_SCHOOL("W4"),
        DROPPED_OUT("W5"),
        NO_SHOW("NOSHOW");

        final String code;

        Exit(String code) {
            this.code = code;
        }

        /** {@return whether the student stayed to the end of the year} */
        boolean closesTheYear() {
            return this == END_OF_YEAR || this == GRADUATED || this == COMPLETED;
        }
    }
}
