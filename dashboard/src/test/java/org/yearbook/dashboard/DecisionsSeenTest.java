package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.PeopleDecisions;

/** Of the decisions about people, the latest are shown; those are noted as seen, and no other. */
class DecisionsSeenTest {

    private static final String PAGE = "/who-is-who";
    private static final String HEADER =
            "left_system,left_number,right_system,right_number,decision,decided_by,decided_on,why\n";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(SamplePublication.in(folder.resolve("home")), true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void file(String text) throws IOException {
        Path file = PeopleDecisions.file(server.sample().home());
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    @Test
    void whatIsNotShownIsNotNotedAsSeen() throws IOException {
        var text = new StringBuilder(HEADER);
        for (int i = 1; i <= 60; i++) {
            text.append("HR,old-" + i + "-,HR,new-" + i + "-,different,registrar,2026-05-01,\n");
        }
        file(text.toString());
        String page = server.visitor("superintendent").get(PAGE).body();
        assertThat(page).contains("old-60-", "old-11-").doesNotContain("old-10-", "new-1-");
        var audit = server.running().bean(AuditTrail.class);
        assertThat(audit.whoSaw("old-60-")).hasSize(1);
        assertThat(audit.whoSaw("new-11-")).hasSize(1);
        assertThat(audit.whoSaw("old-10-")).isEmpty();
        assertThat(audit.whoSaw("new-1-")).isEmpty();
    }

    @Test
    void aFileThatCannotBeAddedToIsToldAndNothingIsDecided() throws IOException {
        file("left_system,left_number\n");
        var answer = server.visitor("superintendent")
                .submit(PAGE, PAGE + "/c1aa", Map.of("decision", "same", "why", "asked her"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("must name the columns", "Nothing was decided")
                .doesNotContain("Noted: one person", folder.toString());
    }
}
