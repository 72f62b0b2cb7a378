package org.yearbook.warehouse.year;

/** Something about a school year that a person must put right; the message says what and how. */
public final class YearException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public YearException(String message) {
        super(message);
    }

    public YearException(String message, Throwable cause) {
        super(message, cause);
    }
}
