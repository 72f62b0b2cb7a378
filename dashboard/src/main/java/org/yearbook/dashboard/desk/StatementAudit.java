package org.yearbook.dashboard.desk;

import org.springframework.stereotype.Component;
import org.yearbook.dashboard.state.AskedStatements;
import org.yearbook.dashboard.state.AskedStatements.Asked;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.query.QuestionAudit;

/**
 * Writes every statement into the audit trail, before it is asked and when it ended, and into what its person asked
 * lately. Values of parameters are not written down: they may name somebody.
 */
@Component
final class StatementAudit implements QuestionAudit {

    /** What a row begins with that goes on where the one before ended. */
    private static final String MORE = "... ";

    private final People people;
    private final AuditTrail audit;
    private final AskedStatements asked;

    StatementAudit(People people, AuditTrail audit, AskedStatements asked) {
        this.people = people;
        this.audit = audit;
        this.asked = asked;
    }

    @Override
    public void begins(Entry entry) {
        Person person = person(entry);
        String subject = subject(entry, "");
        audit.did(person, "statement.asked", subject);
        // The rest in more rows: a long comment in front must not hide what was asked.
        int room = AuditTrail.LONGEST_SUBJECT - MORE.length();
        for (int from = AuditTrail.LONGEST_SUBJECT; from < subject.length(); from += room) {
            audit.did(
                    person, "statement.asked", MORE + subject.substring(from, Math.min(subject.length(), from + room)));
        }
    }

    @Override
    public void ends(Entry entry) {
        Person person = person(entry);
        if (entry.outcome().equals("refused")) {
            audit.did(person, "statement.refused", subject(entry, ""));
        } else {
            audit.tookAway(
                    person,
                    "statement.ended",
                    subject(entry, " " + entry.outcome() + " bytes=" + entry.bytes()),
                    entry.rows());
        }
        Audience audience = Audience.labelled(entry.audience()).orElseThrow();
        asked.add(person, new Asked(0, entry.at(), audience, entry.statement(), entry.outcome(), entry.rows()));
    }

    private Person person(Entry entry) {
        return people.bySignIn(entry.asker().name())
                .orElseThrow(() -> new IllegalStateException("A statement came from nobody who may sign in"));
    }

    private static String subject(Entry entry, String end) {
        String publication = entry.publication().isEmpty() ? "" : " " + entry.publication();
        return entry.asker().way() + " " + entry.audience() + publication + end + ": "
                + entry.statement().strip().replaceAll("\\s+", " ");
    }
}
