package org.yearbook.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.TestBrowser.Window;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Passkeys;
import org.yearbook.dashboard.state.People;
import org.yearbook.warehouse.answer.SamplePublication;

/** Passkeys in a real browser, with an authenticator that the browser plays. */
class PasskeysInBrowserTest {

    @TempDir
    static Path folder;

    private static TestServer server;
    private static HandClock clock;

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var sample = SamplePublication.in(folder);
        Files.writeString(
                sample.home().root().resolve("sign-in.yaml"), "version: 1\nserver: http://localhost:" + port + "\n");
        clock = new HandClock();
        server = TestServer.startAt(sample, port, clock);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Gives a window an authenticator that holds keys and knows its owner, or fails to. */
    private record Authenticator(CDPSession session, String id) {

        static Authenticator in(Window window) {
            CDPSession session = window.context().newCDPSession(window.page());
            session.send("WebAuthn.enable");
            var options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", true);
            options.addProperty("automaticPresenceSimulation", true);
            var arguments = new JsonObject();
            arguments.add("options", options);
            var made = session.send("WebAuthn.addVirtualAuthenticator", arguments);
            return new Authenticator(session, made.get("authenticatorId").getAsString());
        }

        void knowsOwner(boolean knows) {
            var arguments = new JsonObject();
            arguments.addProperty("authenticatorId", id);
            arguments.addProperty("isUserVerified", knows);
            session.send("WebAuthn.setUserVerified", arguments);
        }

        int keys() {
            var arguments = new JsonObject();
            arguments.addProperty("authenticatorId", id);
            return session.send("WebAuthn.getCredentials", arguments)
                    .getAsJsonArray("credentials")
                    .size();
        }
    }

    private static void add(Page page, String label) {
        page.fill("#label", label);
        page.click("#new-passkey button");
    }

    private static void signOut(Page page) {
        page.click(".self form button");
        page.waitForURL(server.url() + "/sign-in?out");
    }

    /** Adds a key, leaves, and lets the authenticator know its owner no longer. */
    private static Authenticator withAKeyThatForgotItsOwner(Window window) {
        Page page = window.page();
        var authenticator = Authenticator.in(window);
        window.go("/password");
        add(page, "Key");
        assertThat(page.locator("#keys .keys li")).hasCount(1);
        signOut(page);
        authenticator.knowsOwner(false);
        return authenticator;
    }

    private static long id(String name) {
        return server.running().bean(People.class).bySignIn(name).orElseThrow().id();
    }

    private static List<String> noted(String signIn) {
        return server.running().bean(AuditTrail.class).latest(100).stream()
                .filter(entry -> entry.signIn().equals(signIn))
                .map(entry -> (entry.action() + " " + entry.subject()).strip())
                .toList();
    }

    @Test
    void aPasskeyIsAddedOpensTheDoorAndOpensNothingOnceRemoved() {
        try (var window = TestBrowser.open(server, "clerk", 390, ColorScheme.LIGHT)) {
            Page page = window.page();
            var authenticator = Authenticator.in(window);
            window.go("/password");
            assertThat(PagesInBrowserTest.violations(page, ColorScheme.LIGHT)).isEmpty();
            add(page, "School laptop <b>");
            assertThat(page.locator("#keys .keys li")).containsText("School laptop <b>");
            assertThat(authenticator.keys()).isEqualTo(1);
            assertThat(PagesInBrowserTest.violations(page, ColorScheme.LIGHT)).isEmpty();
            assertThat(PagesInBrowserTest.overflow(page)).isEmpty();
            add(page, "The same again");
            assertThat(page.locator("#passkey-fault")).containsText("already holds a passkey of yours");

            signOut(page);
            window.go("/quality");
            String before = cookie(window);
            page.click("#passkey button");
            page.waitForURL(server.url() + "/quality");
            assertThat(page.locator(".who")).containsText("Ruth Okafor");
            assertThat(cookie(window)).as("a session of another name").isNotEqualTo(before);
            window.go("/password");
            assertThat(page.locator("#sessions")).containsText("with a passkey");

            page.click("#keys .keys button");
            assertThat(page.locator("#keys")).containsText("opens nothing here any more");
            signOut(page);
            page.click("#passkey button");
            assertThat(page.locator("#passkey-fault")).containsText("No passkey of this device opens an account here");
            assertThat(PagesInBrowserTest.violations(page, ColorScheme.LIGHT)).isEmpty();
            assertThat(window.complaints())
                    .filteredOn(complaint -> !complaint.contains("401"))
                    .isEmpty();
        }
        assertThat(noted("clerk"))
                .contains("passkey.added School laptop <b>", "sign-in passkey", "passkey.removed School laptop <b>");
        assertThat(noted("passkey")).isNotEmpty().containsOnly("sign-in.refused");
    }

    private static String cookie(Window window) {
        return window.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("yearbook"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDeviceThatDoesNotKnowItsOwnerOpensNothingNorDoesAClosedAccount() {
        try (var window = TestBrowser.open(server, "principal", 1280, ColorScheme.LIGHT)) {
            Page page = window.page();
            var authenticator = withAKeyThatForgotItsOwner(window);
            page.click("#passkey button");
            assertThat(page.locator("#passkey-fault")).isVisible();
            authenticator.knowsOwner(true);
            server.running().bean(People.class).enable(id("principal"), false);
            page.click("#passkey button");
            assertThat(page.locator("#passkey-fault")).containsText("No passkey of this device");
            server.running().bean(People.class).enable(id("principal"), true);
            page.click("#passkey button");
            page.waitForURL(server.url() + "/");
            // An administrator who resets a password takes away whatever else opened the account.
            var passwords = server.running().bean(Passwords.class);
            server.running().bean(People.class).setPassword(id("principal"), passwords.hash(passwords.fresh()), true);
            assertThat(server.running().bean(Passkeys.class).of(id("principal")))
                    .isEmpty();
            window.go("/sign-in");
            page.click("#passkey button");
            assertThat(page.locator("#passkey-fault")).containsText("No passkey of this device");
        }
    }

    @Test
    void aBrowserThatDoesNotAskTheOwnerIsFoundOut() {
        try (var window = TestBrowser.open(server, "superintendent", 1280, ColorScheme.LIGHT)) {
            Page page = window.page();
            withAKeyThatForgotItsOwner(window);
            page.evaluate("""
                    () => {
                      const get = navigator.credentials.get.bind(navigator.credentials);
                      navigator.credentials.get = options => {
                        options.publicKey.userVerification = 'discouraged';
                        return get(options).then(key => { window.signed = true; return key; });
                      };
                    }""");
            page.click("#passkey button");
            assertThat(page.locator("#passkey-fault")).containsText("No passkey of this device");
            assertThat(page.evaluate("() => window.signed"))
                    .as("the key did sign")
                    .isEqualTo(true);
            window.go("/");
            assertThat(page.url()).startsWith(server.url() + "/sign-in");
        }
    }

    @Test
    void whoIsNotSignedInGetsNoKeyAndWhoWasLongAgoSignsInFirst() {
        var nobody = server.visitor();
        assertThat(nobody.post("/account/passkeys/options", nobody.token("/sign-in"), Map.of())
                        .uri()
                        .getPath())
                .isEqualTo("/sign-in");
        assertThat(nobody.post("/sign-in/passkey", nobody.token("/sign-in"), Map.of())
                        .statusCode())
                .as("an answer to no question")
                .isEqualTo(401);
        assertThat(nobody.post("/sign-in/passkey", Map.of()).statusCode())
                .as("without the token of a page")
                .isEqualTo(403);
        var admin = server.visitor("demo-admin");
        String token = admin.token("/password");
        assertThat(admin.post("/account/passkeys/options", token, Map.of()).statusCode())
                .isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofMinutes(25));
            assertThat(admin.get("/").uri().getPath()).isEqualTo("/");
        }
        assertThat(admin.post("/account/passkeys/options", token, Map.of()).statusCode())
                .isEqualTo(401);
        assertThat(admin.get("/account/keys").uri().toString()).endsWith("/sign-in?again");
        assertThat(admin.signIn("demo-admin", server.password("demo-admin"))
                        .uri()
                        .getPath())
                .isEqualTo("/password");
    }
}
