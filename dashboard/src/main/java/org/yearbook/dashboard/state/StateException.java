package org.yearbook.dashboard.state;

/** The server's own database cannot be used; the message says what to do. */
public final class StateException extends RuntimeException {

    StateException(String message) {
        super(message);
    }

    StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
