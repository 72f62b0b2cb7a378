package org.yearbook.ingest.source.pull;

/**
 * A pull that cannot be completed. It stops that pull alone: nothing of it reaches the inbox, and what the source
 * delivered before stays in force. Neither text may hold personal data, a secret, or a URL with a query.
 */
public final class PullFailure extends Exception {

    private final String whatToDo;

    /**
     * Says why.
     *
     * @param reason what happened, as a sentence
     * @param whatToDo what a person can do about it, as a sentence
     */
    public PullFailure(String reason, String whatToDo) {
        super(reason);
        this.whatToDo = whatToDo;
    }

    public PullFailure(String reason, String whatToDo, Throwable cause) {
        super(reason, cause);
        this.whatToDo = whatToDo;
    }

    /** {@return what happened} */
    public String reason() {
        return String.valueOf(getMessage());
    }

    public String whatToDo() {
        return whatToDo;
    }
}
