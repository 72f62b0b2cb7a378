package org.yearbook.warehouse.query;

/** A question that gets no answer; the message tells the person who asked why, and what to do. */
public final class QueryException extends RuntimeException {

    public QueryException(String message) {
        super(message);
    }

    public QueryException(String message, Throwable cause) {
        super(message, cause);
    }
}
