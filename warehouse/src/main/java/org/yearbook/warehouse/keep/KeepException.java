package org.yearbook.warehouse.keep;

/** A backup cannot be made or put back; the message says what to do. */
public final class KeepException extends RuntimeException {

    public KeepException(String message) {
        super(message);
    }

    public KeepException(String message, Throwable cause) {
        super(message, cause);
    }
}
