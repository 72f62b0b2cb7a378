package org.yearbook.dashboard;

/** The server cannot start as it was told to; the message says what to change. */
final class StartException extends RuntimeException {

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
