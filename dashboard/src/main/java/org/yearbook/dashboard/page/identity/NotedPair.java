package org.yearbook.dashboard.page.identity;

import java.util.List;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.warehouse.answer.IdentityAnswers.Candidate;
import org.yearbook.warehouse.answer.IdentityAnswers.Side;
import org.yearbook.warehouse.home.PeopleDecisions.Decision;

/** What the audit notes of a pair that was shown. */
public final class NotedPair {

    /** The table of the publication that has decisions too. */
    private static final String DECISION = "person_decision";

    private NotedPair() {}

    /** {@return both records, each as what it is of} */
    public static List<Seen> sides(Candidate found) {
        return List.of(side(found.left()), side(found.right()));
    }

    /** A decision does not say of what kind its records are, so what was shown of them is the decision. */
    public static List<Seen> decided(Decision decision) {
        return List.of(
                new Seen(DECISION, decision.left().number()),
                new Seen(DECISION, decision.right().number()));
    }

    /** A roster has students and staff, and their numbers may be the same. */
    private static Seen side(Side side) {
        boolean ofRoster = side.entity().equals("roster_user") && !side.kind().isEmpty();
        boolean ofApp = side.entity().startsWith("app_usage") && !side.kind().isEmpty();
        return new Seen(ofRoster ? side.kind() : ofApp ? "app_" + side.kind() : side.entity(), side.number());
    }
}
