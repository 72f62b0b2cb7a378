package org.yearbook.warehouse.glossary;

/** A question about a definition that cannot be answered, and why. */
final class GlossaryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GlossaryException(String message) {
        super(message);
    }
}
