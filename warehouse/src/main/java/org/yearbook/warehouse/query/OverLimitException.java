package org.yearbook.warehouse.query;

/** An answer is larger than its question may ask for; the message tells the person who asked what to do. */
public final class OverLimitException extends RuntimeException {

    OverLimitException(String message) {
        super(message);
    }
}
