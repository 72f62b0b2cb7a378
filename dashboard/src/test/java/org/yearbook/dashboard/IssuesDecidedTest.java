package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.People;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.SamplePublication;

/** What people decide about an issue, and under which name each decision is noted. */
class IssuesDecidedTest {

    private static final String ISSUE = "/quality/issue/hr1";

    @TempDir
    Path folder;

    private TestServer server;
    private Visitor leader;
    private long self;

    @BeforeEach
    void start() {
        server = TestServer.start(SamplePublication.in(folder), true);
        leader = server.visitor("superintendent");
        self = server.running()
                .bean(People.class)
                .bySignIn("superintendent")
                .orElseThrow()
                .id();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void severalIssuesThatWaitStayWithWhomTheyAreAssignedTo() {
        leader.submit(ISSUE, ISSUE, Map.of("kind", "assigned", "assignee", Long.toString(self)));
        assertThat(leader.submit(
                                "/quality",
                                "/quality/decide",
                                Map.of("keys", "hr1", "kind", "waiting", "waitingFor", "an answer"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.running().bean(IssueLog.class).standing().all())
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.kind()).isEqualTo(IssueDecisions.Kind.WAITING);
                    assertThat(decision.person()).as("who is reminded").isEqualTo(self);
                });
    }

    @Test
    void everyDecisionIsNotedUnderItsOwnName() {
        LocalDate today = server.running().bean(IssueLog.class).today();
        for (Map<String, String> decision : List.of(
                Map.of("kind", "note", "note", "asked the office"),
                Map.of("kind", "assigned", "assignee", Long.toString(self)),
                Map.of("kind", "waiting", "waitingFor", "an answer"),
                Map.of(
                        "kind",
                        "excepted",
                        "reason",
                        "agreed so",
                        "until",
                        today.plusDays(9).toString()),
                Map.of("kind", "open"))) {
            assertThat(leader.submit(ISSUE, ISSUE, decision).statusCode()).isEqualTo(200);
        }
        assertThat(leader.submit(ISSUE, ISSUE, Map.of("kind", "opened")).statusCode())
                .isEqualTo(400);
        assertThat(server.running().bean(AuditTrail.class).latest(50))
                .filteredOn(entry ->
                        entry.action().startsWith("issue.") && !entry.action().equals("issue.read"))
                .extracting(AuditTrail.Entry::action)
                .containsExactly("issue.opened", "issue.excepted", "issue.waiting", "issue.assigned", "issue.noted");
    }
}
