package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Mailing;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.SamplePublication;

class AccountMailTest {

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(SamplePublication.in(folder), true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Person person(String signIn) {
        return server.running().bean(People.class).bySignIn(signIn).orElseThrow();
    }

    @Test
    void whoOwnsIssuesGetsAWeeklyLetterUnlessTheySayOtherwise() {
        assertThat(person("principal").mailing()).isEqualTo(Mailing.WEEKLY);
        assertThat(person("superintendent").mailing()).isEqualTo(Mailing.OFF);
        assertThat(person("superintendent").email()).isEmpty();
        var answer = server.visitor("superintendent")
                .submit("/password", "/account/mail", Map.of("email", " dana@district.example ", "mailing", "daily"));
        assertThat(answer.body()).contains("Saved.", "dana@district.example");
        assertThat(person("superintendent").mailing()).isEqualTo(Mailing.DAILY);
        assertThat(person("superintendent").email()).isEqualTo("dana@district.example");
    }

    @Test
    void whatIsNoAddressIsRefusedAndNothingIsKept() {
        var clerk = server.visitor("clerk");
        for (String address : new String[] {"ruth", "ruth@", "ruth@a b", "a@b.c\nBcc: x@y.z", "\"x\"@y.z"}) {
            assertThat(clerk.submit("/password", "/account/mail", Map.of("email", address, "mailing", "daily"))
                            .body())
                    .as(address)
                    .contains("That is no e-mail address");
        }
        assertThat(person("clerk").email()).isEmpty();
        assertThat(person("clerk").mailing()).isEqualTo(Mailing.WEEKLY);
        assertThat(clerk.submit("/password", "/account/mail", Map.of("email", "", "mailing", "hourly"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void administratorsSetAddressesAndNobodyElseDoes() {
        long id = person("principal").id();
        var administrator = server.visitor("demo-admin");
        assertThat(administrator
                        .submit("/people", "/people/" + id + "/email", Map.of("email", "marcus@district.example"))
                        .body())
                .contains("marcus@district.example, mail once a week");
        assertThat(administrator
                        .submit("/people", "/people/" + id + "/email", Map.of("email", "marcus"))
                        .body())
                .contains("That is no e-mail address");
        var clerk = server.visitor("clerk");
        assertThat(clerk.post("/people/" + id + "/email", clerk.token("/password"), Map.of("email", "x@y.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(person("principal").email()).isEqualTo("marcus@district.example");
    }

    private static List<String> settings(String subject) {
        return server.running().bean(AuditTrail.class).latest(200).stream()
                .filter(entry ->
                        entry.action().equals("email.set") && entry.subject().equals(subject))
                .map(AuditTrail.Entry::signIn)
                .toList();
    }

    @Test
    void whoChangesAnAddressIsNotedAndTheAddressIsNot() {
        String password = server.running().bean(Passwords.class).fresh();
        server.running()
                .bean(People.class)
                .demo(
                        new Newcomer("ines", "Ines", Role.CLERK, Set.of("0101")),
                        server.running().bean(Passwords.class).hash(password));
        var ines = server.visitor();
        ines.signIn("ines", password);
        for (String mailing : new String[] {"daily", "weekly"}) {
            ines.submit("/password", "/account/mail", Map.of("email", "ines@district.example", "mailing", mailing));
        }
        assertThat(settings("ines")).as("once: the second time it was the same").containsExactly("ines");
        server.visitor("demo-admin")
                .submit("/people", "/people/" + person("ines").id() + "/email", Map.of("email", "i@district.example"));
        assertThat(settings("ines")).containsExactly("demo-admin", "ines");
        server.visitor("demo-admin")
                .submit(
                        "/people",
                        "/people",
                        Map.of("name", "Oya", "signIn", "oya", "role", "leader", "email", "oya@district.example"));
        assertThat(settings("oya")).containsExactly("demo-admin");
        assertThat(server.running().bean(AuditTrail.class).latest(200))
                .noneMatch(entry -> entry.subject().contains("@district.example"));
    }

    @Test
    void aFaultInTheSettingsOfMailIsToldToAdministratorsAlone() throws IOException {
        Path file = server.sample().home().root().resolve("mail.yaml");
        assertThat(server.visitor("demo-admin").get("/nights").body()).doesNotContain("mail-trouble");
        Files.writeString(file, "version: 1\nhots: smtp\n");
        assertThat(server.visitor("demo-admin").get("/nights").body())
                .contains("mail-trouble", "&#39;hots&#39; is not a setting");
        assertThat(server.visitor("principal").get("/nights").body()).doesNotContain("mail-trouble");
        Files.delete(file);
    }
}
