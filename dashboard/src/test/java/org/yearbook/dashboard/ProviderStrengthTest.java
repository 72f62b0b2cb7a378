package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.identity.IdentityServer;
import org.yearbook.identity.IdentityServer.Account;
import org.yearbook.warehouse.answer.SamplePublication;

/** Sign-in by a real OpenID Connect provider that has to say how strongly it asked. */
class ProviderStrengthTest {

    @TempDir
    static Path folder;

    private static IdentityServer provider;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        int port = TestServer.freePort();
        provider = IdentityServer.start(TestServer.freePort(), "http://localhost:" + port + "/sign-in/answer");
        var sample = SamplePublication.in(folder);
        Path home = sample.home().root();
        Files.writeString(home.resolve("client-secret"), IdentityServer.SECRET + "\n");
        Files.writeString(home.resolve("sign-in.yaml"), """
                version: 1
                server: http://localhost:%d
                provider:
                  label: Sign in with Cedar Valley
                  issuer: %s
                  client_id: %s
                  client_secret: file:client-secret
                  strength: {acr: [phrh, phr], amr: [mfa, hwk]}
                  roles:
                    claim: groups
                    rules:
                      - {value: yearbook-leaders, role: leader}
                """.formatted(port, provider.issuer(), IdentityServer.CLIENT));
        server = TestServer.startAt(sample, port);
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
    }

    private static HttpResponse<String> come(Visitor visitor, String account, Map<String, Object> told) {
        var claims = new HashMap<>(told);
        claims.put("groups", "yearbook-leaders");
        provider.put(account, new Account(account + "@district.example", true, claims));
        return visitor.comeBy(provider, account);
    }

    @Test
    void whoWasAskedForEnoughComesIn() {
        var page = come(server.visitor(), "rosa", Map.of("acr", "phr", "amr", List.of("pwd", "mfa")));
        assertThat(page.uri().toString()).isEqualTo(server.url() + "/");
        assertThat(page.body()).contains("District leader");
    }

    @Test
    void whoWasNotStaysOutsideIsToldWhyAndIsNoted() {
        List<Map<String, Object>> weak = List.of(
                Map.of(),
                Map.of("acr", "phr"),
                Map.of("amr", List.of("mfa")),
                Map.of("acr", "0", "amr", List.of("mfa")),
                Map.of("acr", "phr", "amr", List.of("pwd")));
        for (Map<String, Object> told : weak) {
            var page = come(server.visitor(), "vera", told);
            assertThat(page.uri().toString()).as("%s", told).endsWith("/sign-in?weak");
            assertThat(page.body()).contains("did not ask for enough");
        }
        assertThat(server.running().bean(People.class).bySignIn("vera@district.example"))
                .as("no claim of such an answer counts")
                .isEmpty();
        assertThat(server.running().bean(AuditTrail.class).latest(300).stream()
                        .filter(entry -> entry.signIn().equals("vera@district.example"))
                        .map(AuditTrail.Entry::action))
                .hasSize(weak.size())
                .containsOnly("sign-in.weak");
    }

    @Test
    void theProviderIsAskedForIt() {
        for (String door : List.of("/sign-in/with/district", "/sign-in/with/district?again")) {
            assertThat(server.visitorWhoStays()
                            .get(door)
                            .headers()
                            .firstValue("Location")
                            .orElseThrow())
                    .contains("acr_values=phrh%20phr", "code_challenge=", "&nonce=");
        }
    }
}
