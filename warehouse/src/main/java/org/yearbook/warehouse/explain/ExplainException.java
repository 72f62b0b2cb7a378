package org.yearbook.warehouse.explain;

/** A move cannot be explained; the message says which number or publication is missing, and what there is instead. */
public final class ExplainException extends RuntimeException {

    public ExplainException(String message) {
        super(message);
    }
}
