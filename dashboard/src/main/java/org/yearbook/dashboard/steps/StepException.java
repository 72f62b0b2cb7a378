package org.yearbook.dashboard.steps;

/** A {@code fix-steps.yaml} cannot be used as it is; the message says what to change. */
final class StepException extends RuntimeException {

    StepException(String message) {
        super(message);
    }

    StepException(String message, Throwable cause) {
        super(message, cause);
    }
}
