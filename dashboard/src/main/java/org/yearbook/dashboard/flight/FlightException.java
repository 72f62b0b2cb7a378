package org.yearbook.dashboard.flight;

/** The port for analysts' tools could not be opened; the message says what to do. */
public final class FlightException extends RuntimeException {

    FlightException(String message, Throwable cause) {
        super(message, cause);
    }
}
