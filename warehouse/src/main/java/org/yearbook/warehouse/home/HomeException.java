package org.yearbook.warehouse.home;

/** The home folder or its {@code district.yaml} cannot be used as it is; the message says what to change. */
public final class HomeException extends RuntimeException {

    public HomeException(String message) {
        super(message);
    }

    public HomeException(String message, Throwable cause) {
        super(message, cause);
    }
}
