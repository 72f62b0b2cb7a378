package org.yearbook.dashboard.page.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.warehouse.home.PeopleDecisions.Decision;
import org.yearbook.warehouse.home.PeopleDecisions.Side;
import org.yearbook.warehouse.home.PeopleDecisions.Verdict;

class IdentityAuditTest {

    @Test
    void whatIsNotedOfADecisionIsAKindOfRecordAndNoSystem() {
        var decision = new Decision(
                2,
                new Side("HR staff", "E1"),
                new Side("Directory", "jdoe"),
                Verdict.SAME,
                "iris",
                LocalDate.of(2026, 6, 15),
                "");
        assertThat(NotedPair.decided(decision))
                .containsExactly(new Seen("person_decision", "E1"), new Seen("person_decision", "jdoe"));
    }
}
