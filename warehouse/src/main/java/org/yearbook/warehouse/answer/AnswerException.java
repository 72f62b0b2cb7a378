package org.yearbook.warehouse.answer;

/** A publication is there but cannot be read. */
public final class AnswerException extends RuntimeException {

    AnswerException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    AnswerException(String message) {
        super(message);
    }
}
