package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.warehouse.answer.SamplePublication;

class ProtectionTest {

    @TempDir
    Path folder;

    @Test
    void everyAnswerCarriesAPolicyThatRefusesForeignAndInlineCode() {
        var visitor = TestServer.shared().visitor("superintendent");
        for (String path : List.of(
                "/", "/quality", "/nights", "/metrics", "/password", "/sign-in", "/no-such-page", "/quality.csv")) {
            var headers = visitor.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains(
                            "default-src 'none'",
                            "script-src 'self'",
                            "style-src 'self'",
                            "connect-src 'self'",
                            "font-src 'self'",
                            "form-action 'self'",
                            "object-src 'none'",
                            "base-uri 'none'",
                            "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http", "*");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Permissions-Policy").orElseThrow()).contains("camera=()", "usb=()");
            assertThat(headers.firstValue("Server")).isEmpty();
            assertThat(headers.firstValue("X-Powered-By")).isEmpty();
        }
    }

    @Test
    void overAnEncryptedLineTheBrowserStaysOnItAndForgetsWhatItSawAtTheEnd() {
        var server = TestServer.shared();
        var visitor = server.visitorWhoStays();
        visitor.signIn("clerk", server.password("clerk"));
        String token = visitor.token("/password");
        assertThat(visitor.get("/password").headers().firstValue("Strict-Transport-Security"))
                .as("not on this machine")
                .isEmpty();
        assertThat(visitor.get("/password", "X-Forwarded-Proto", "https")
                        .headers()
                        .firstValue("Strict-Transport-Security")
                        .orElseThrow())
                .contains("max-age=31536000", "includeSubDomains");
        assertThat(visitor.post("/sign-out", Map.of("_csrf", token), "X-Forwarded-Proto", "https")
                        .headers()
                        .firstValue("Clear-Site-Data"))
                .contains("\"cache\", \"storage\"");
    }

    @Test
    void whereTheServerHasAnEncryptedAddressItsCookieIsTiedToIt() throws IOException {
        var sample = SamplePublication.in(folder);
        Files.writeString(
                sample.home().root().resolve("sign-in.yaml"),
                "version: 1\nserver: https://yearbook.district.example\nproxies: [10.20.0.5]\n");
        var server = TestServer.start(sample, true);
        try {
            var answer = TestServer.get(server.url() + "/sign-in");
            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-yearbook=")
                    .contains("; Secure", "; HttpOnly", "; Path=/;", "SameSite=Lax")
                    .doesNotContain("Domain");
            var reader = server.visitor();
            assertThat(reader.get("/sign-in", "Cookie", "theme=dark").body())
                    .as("any host of the domain may set one of such a name")
                    .contains("data-theme=\"auto\"");
            assertThat(server.visitor()
                            .get("/sign-in", "Cookie", "__Host-theme=dark")
                            .body())
                    .contains("data-theme=\"dark\"");
            assertThat(server.visitor()
                            .get("/sign-in", "X-Forwarded-Proto", "https")
                            .headers()
                            .firstValue("Strict-Transport-Security"))
                    .as("who is no proxy of ours is not believed")
                    .isEmpty();
        } finally {
            server.close();
        }
    }

    @Test
    void aProxyOnThisMachineIsBelievedAboutWhoAsks() {
        var server = TestServer.shared();
        var visitor = server.visitor();
        String token = visitor.token("/sign-in");
        visitor.post(
                "/sign-in",
                Map.of("_csrf", token, "name", "clerk", "password", server.password("clerk")),
                "X-Forwarded-For",
                "203.0.113.9");
        assertThat(visitor.get("/password").body()).contains("from 203.0.113.9");
    }

    @Test
    void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
        String cookie = TestServer.get(TestServer.shared().url() + "/sign-in")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(cookie).startsWith("yearbook=").contains("HttpOnly", "SameSite=Lax");
    }

    @Test
    void aFormFromElsewhereIsRefused() {
        var server = TestServer.shared();
        var administrator = server.visitor("demo-admin");
        var fields = Map.of("name", "Mallory", "signIn", "mallory", "role", "administrator");
        var refused = administrator.post("/people", fields);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This is not open to you");
        assertThat(administrator.get("/people").body()).doesNotContain("Mallory");
        assertThat(server.visitor()
                        .post("/sign-in", Map.of("name", "clerk", "password", server.password("clerk")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPageThatIsNotThereSaysSoWithoutTellingHowTheServerIsBuilt() {
        var visitor = TestServer.shared().visitor("superintendent");
        for (String path : List.of("/no-such-page", "/metrics/no_such_metric", "/assets/none.css", "/metrics/%27--")) {
            var answer = visitor.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body())
                    .contains("There is no such page")
                    .doesNotContain("Exception", "springframework", "org.yearbook", "Whitelabel");
        }
    }

    @Test
    void aFaultIsToldByANumberThatStandsInTheLogAndNowhereByItsCause() throws IOException {
        var sample = SamplePublication.in(folder);
        var server = TestServer.start(sample, true);
        try {
            var visitor = server.visitor("superintendent");
            Files.writeString(sample.home().publications().resolve("current.json"), "{ broken");
            var answer = visitor.get("/");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("Something went wrong on our side")
                    .doesNotContain("current.json");
            var number = Pattern.compile("the number ([0-9a-f]{8})").matcher(answer.body());
            assertThat(number.find()).isTrue();
            assertThat(Files.readString(sample.home().state().resolve("server.log")))
                    .contains("Fault " + number.group(1), "current.json");
        } finally {
            server.close();
        }
    }

    @Test
    void onlyAdministratorsSeeWhoSignsIn() {
        var server = TestServer.shared();
        for (String name : List.of("superintendent", "principal", "clerk")) {
            var visitor = server.visitor(name);
            assertThat(visitor.get("/people").statusCode()).as(name).isEqualTo(403);
            for (String path :
                    List.of("/audit", "/audit.csv", "/administration", "/administration/sources", "/who-saw")) {
                assertThat(visitor.get(path).statusCode())
                        .as("%s %s", name, path)
                        .isEqualTo(403);
            }
            assertThat(visitor.submit("/", "/people/1/password", Map.of()).statusCode())
                    .isEqualTo(403);
            assertThat(visitor.get("/").body()).doesNotContain("href=\"/administration\"");
        }
        assertThat(server.visitor("demo-admin").get("/people").body()).contains("Ruth Okafor");
        assertThat(server.running().bean(AuditTrail.class).latest(200))
                .as("who asked is noted, with the first part of the page alone")
                .anyMatch(entry ->
                        entry.action().equals("page.refused") && entry.signIn().equals("clerk"))
                .filteredOn(entry -> entry.action().equals("page.refused"))
                .extracting(AuditTrail.Entry::subject)
                .contains("/people")
                .allMatch(subject -> subject.lastIndexOf('/') == 0);
    }

    @Test
    void aRequestIsNotSentBackForDebugging() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(TestServer.shared().url() + "/sign-in"))
                .method("TRACE", HttpRequest.BodyPublishers.noBody())
                .header("X-Secret", "canary")
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain("canary");
    }

    @Test
    void aPartOfAPageAskedForAfterTheSessionEndedReloadsTheWholePage() {
        var answer = TestServer.shared().visitor().get("/?metric=enrollment", "HX-Request", "true");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).contains("/sign-in");
    }
}
