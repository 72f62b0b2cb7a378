package org.yearbook.warehouse.answer;

/** Under which version of its definition the number of a school year is told. */
public enum Policy {
    /** Under the version in force in that year, as it was reported then. */
    AS_REPORTED("reported"),
    /** Under the latest version, whatever the year; where a year cannot be computed under it, without a number. */
    RESTATED("restated");

    private final String code;

    Policy(String code) {
        this.code = code;
    }

    /** {@return the name in an address} */
    public String code() {
        return code;
    }

    /** {@return the policy of a code; as reported for any other} */
    public static Policy of(String code) {
        return RESTATED.code.equals(code) ? RESTATED : AS_REPORTED;
    }
}
