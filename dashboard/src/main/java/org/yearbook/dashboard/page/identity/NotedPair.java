package org.yearbook.dashboard.page.identity;

import java.util.List;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.warehouse.answer.IdentityAnswers.Candidate;
import org.yearbook.warehouse.answer.IdentityAnswers.Side;

/** What the audit notes of a pair that was shown. */
public final class NotedPair {

    private NotedPair() {}

    /** {@return both records, each as what it is of} */
    public static List<Seen> sides(Candidate found) {
        return List.of(side(found.left()), side(found.right()));
    }

    /** A roster has students and staff, and their numbers may be the same. */
    private static Seen side(Side side) {
        boolean ofRoster = side.entity().equals("roster_user") && !side.kind().isEmpty();
        boolean ofApp = side.entity().startsWith("app_usage") && !side.kind().isEmpty();
        return new Seen(ofRoster ? side.kind() : ofApp ? "app_" + side.kind() : side.entity(), side.number());
    }
}
