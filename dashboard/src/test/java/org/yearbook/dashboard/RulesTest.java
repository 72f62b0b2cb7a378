package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.SamplePublication;

/** The rule book is for everybody; its counts are for those who see such records in the whole district. */
class RulesTest {

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(SamplePublication.in(folder), true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String page(Role role, String address, String... schools) {
        String name = role.code();
        String password = server.running().bean(Passwords.class).fresh();
        server.running()
                .bean(People.class)
                .demo(
                        new Newcomer(name, name, role, Set.of(schools)),
                        server.running().bean(Passwords.class).hash(password));
        var visitor = server.visitor();
        visitor.signIn(name, password);
        return visitor.get(address).body();
    }

    @Test
    void theBookSaysWhatEachRuleChecksAndWhatItDidLastNight() {
        assertThat(server.visitor("superintendent").get("/quality/rules").body())
                .contains("4 rules", "Overlapping stays", "This stay goes on after the student&#39;s next stay began.")
                .contains("4,321 rows of school enrollment judged; 12 break it (0.1 s).")
                .contains("4,321 rows of school enrollment judged; none breaks it.")
                .contains("Failed last night. Rule HR-04 took longer than 300 seconds and was stopped")
                .contains("Not judged. Never delivered: account.")
                .contains("Whose rule: The board.", "In force from 2024-25.");
    }

    @Test
    void rulesAreFoundByAreaAndByWords() {
        var leader = server.visitor("superintendent");
        assertThat(leader.get("/quality/rules?area=ENR").body())
                .contains("1 of 4 rules", "Overlapping stays")
                .doesNotContain("Active without position", "Grade nine");
        assertThat(leader.get("/quality/rules?area=own").body())
                .contains("Grade nine")
                .doesNotContain("Overlapping");
        assertThat(leader.get("/quality/rules?q=NIST+account").body())
                .contains("1 of 4 rules", "Account after leaving");
        for (String words : new String[] {"exit+date", "exit_date", "EXIT_DATE+stay"}) {
            assertThat(leader.get("/quality/rules?q=" + words).body())
                    .as(words)
                    .contains("1 of 4 rules", "Overlapping stays");
        }
        assertThat(leader.get("/quality/rules?q=%3Cscript%3E").body())
                .contains("No rule says that.", "&lt;script&gt;")
                .doesNotContain("value=\"<script>");
    }

    @Test
    void countsOfOtherKindsAndPlacesAreNotShown() {
        assertThat(page(Role.REGISTRAR, "/quality/rules"))
                .contains("4,321 rows of school enrollment judged")
                .doesNotContain("987");
        assertThat(page(Role.PRINCIPAL, "/quality/rules", "0301"))
                .contains("Overlapping stays", "Judged last night.")
                .doesNotContain("4,321", "12 break it");
    }
}
