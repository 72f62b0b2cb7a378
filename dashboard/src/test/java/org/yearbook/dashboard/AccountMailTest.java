package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.Mailing;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
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
