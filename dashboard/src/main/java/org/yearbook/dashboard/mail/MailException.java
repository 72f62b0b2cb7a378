package org.yearbook.dashboard.mail;

/**
 * {@code mail.yaml} cannot be used as it is, or mail did not leave; the message says what to change, without an
 * address.
 */
final class MailException extends RuntimeException {

    /** Whether it concerns this one letter, so that others may still leave. */
    private final boolean oneLetter;

    MailException(String message) {
        super(message);
        this.oneLetter = false;
    }

    MailException(String message, boolean oneLetter, Throwable cause) {
        super(message, cause);
        this.oneLetter = oneLetter;
    }

    boolean oneLetter() {
        return oneLetter;
    }

    /** {@return what to change} */
    String words() {
        return String.valueOf(getMessage());
    }
}
