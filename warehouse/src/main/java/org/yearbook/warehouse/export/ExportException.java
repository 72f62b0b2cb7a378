package org.yearbook.warehouse.export;

/** A file cannot be made, signed or handed in; the message says why and what to do. */
public final class ExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ExportException(String message) {
        super(message);
    }

    public ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
