package org.yearbook.ingest.land;

/** Carries out of the depth of a file why it cannot be taken; never leaves this package. */
final class Refusal extends Exception {

    private final String ruleId;
    private final String whatToDo;
    private final long rows;

    Refusal(String ruleId, String reason, String whatToDo) {
        this(ruleId, reason, whatToDo, 0);
    }

    Refusal(String ruleId, String reason, String whatToDo, long rows) {
        super(reason);
        this.ruleId = ruleId;
        this.whatToDo = whatToDo;
        this.rows = rows;
    }

    HeldBack of(String file, String source) {
        return new HeldBack(file, source, String.valueOf(getMessage()), ruleId, whatToDo, rows);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String whatToDo() {
        return whatToDo;
    }
}
