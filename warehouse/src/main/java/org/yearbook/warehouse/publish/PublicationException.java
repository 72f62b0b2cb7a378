package org.yearbook.warehouse.publish;

/** A publication could not be built or read; the message says what to do, and the last one stays in force. */
public final class PublicationException extends RuntimeException {

    public PublicationException(String message) {
        super(message);
    }

    public PublicationException(String message, Throwable cause) {
        super(message, cause);
    }
}
