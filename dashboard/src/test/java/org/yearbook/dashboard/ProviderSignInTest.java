package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.identity.IdentityServer;
import org.yearbook.identity.IdentityServer.Account;
import org.yearbook.warehouse.answer.SamplePublication;

/** Sign-in by a real OpenID Connect provider. */
class ProviderSignInTest {

    private static final String BUTTON = "Sign in with Cedar Valley";

    @TempDir
    static Path folder;

    private static IdentityServer provider;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        int port = TestServer.freePort();
        provider = IdentityServer.start(TestServer.freePort(), "http://localhost:" + port + "/sign-in/answer");
        var sample = SamplePublication.in(folder);
        settings(sample, port, provider.issuer());
        server = TestServer.startAt(sample, port);
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
    }

    private static void settings(SamplePublication sample, int port, String issuer) throws IOException {
        Path home = sample.home().root();
        Files.writeString(home.resolve("client-secret"), IdentityServer.SECRET + "\n");
        Files.writeString(home.resolve("sign-in.yaml"), """
                version: 1
                server: http://localhost:%d
                provider:
                  label: %s
                  issuer: %s
                  client_id: %s
                  client_secret: file:client-secret
                  roles:
                    claim: groups
                    rules:
                      - {value: yearbook-leaders, role: leader}
                      - {value: lincoln-office, role: clerk, schools: ["0101"]}
                      - {value: principals, role: principal, schools_claim: school_numbers}
                """.formatted(port, BUTTON, issuer, IdentityServer.CLIENT));
    }

    private static People people() {
        return server.running().bean(People.class);
    }

    private static void add(String signIn, Role role) {
        var passwords = server.running().bean(Passwords.class);
        people().add(new Newcomer(signIn, "Person " + signIn, role, Set.of("0101")), passwords.hash(passwords.fresh()));
    }

    private static HttpResponse<String> come(Visitor visitor, String account) {
        return visitor.comeBy(provider, account);
    }

    private static List<String> noted(String signIn) {
        return server.running().bean(AuditTrail.class).latest(300).stream()
                .filter(entry -> entry.signIn().equals(signIn))
                .map(entry -> (entry.action() + " " + entry.subject()).strip())
                .toList();
    }

    @Test
    void whomTheProviderVouchesForComesInWithTheRoleThatWeGave() {
        add("rosa@district.example", Role.CLERK);
        provider.put("rosa", new Account("Rosa@District.example", true));
        var rosa = server.visitor();
        assertThat(rosa.get("/sign-in").body()).contains(BUTTON, "/sign-in/with/district");
        String before = rosa.cookie("yearbook");
        var page = come(rosa, "rosa");
        assertThat(page.uri().toString())
                .as("no first password to change, and nothing of the provider in the address")
                .isEqualTo(server.url() + "/");
        assertThat(page.body()).contains("Person rosa@district.example", "School clerk");
        assertThat(rosa.cookie("yearbook")).isNotEqualTo(before);
        assertThat(rosa.get("/people").statusCode()).isEqualTo(403);
        assertThat(rosa.get("/password").body()).contains("with the district&#39;s sign-in");
        assertThat(noted("rosa@district.example"))
                .containsExactly("page.refused /people", "sign-in provider", "provider.tied");
    }

    private static void claims(String account, Map<String, Object> more) {
        provider.put(account, new Account(account + "@district.example", true, more));
    }

    @Test
    void aClaimGivesARoleMovesItAndTakesItAwayAtTheNextSignIn() {
        String signIn = "paula@district.example";
        claims("paula", Map.of("groups", List.of("staff", "principals"), "school_numbers", List.of("0102", "9999")));
        var paula = server.visitor();
        assertThat(come(paula, "paula").body()).contains("Principal");
        Person first = people().bySignIn(signIn).orElseThrow();
        assertThat(first.role()).isEqualTo(Role.PRINCIPAL);
        assertThat(first.schools()).as("9999 is no school").containsExactly("0102");

        claims("paula", Map.of("groups", List.of("principals"), "school_numbers", List.of("0101")));
        assertThat(come(server.visitor(), "paula").uri().getPath()).isEqualTo("/");
        assertThat(people().bySignIn(signIn).orElseThrow().schools()).containsExactly("0101");
        assertThat(paula.get("/").uri().getPath())
                .as("the session of before ends")
                .isEqualTo("/sign-in");

        claims("paula", Map.of("groups", List.of("staff")));
        assertThat(come(server.visitor(), "paula").uri().toString()).endsWith("/sign-in?unknown");
        assertThat(people().bySignIn(signIn).orElseThrow().enabled()).isFalse();

        claims("paula", Map.of("groups", "yearbook-leaders"));
        assertThat(come(server.visitor(), "paula").body()).contains("District leader");
        assertThat(noted(signIn))
                .containsExactly(
                        "sign-in provider",
                        "role.claimed leader",
                        "sign-in.unknown",
                        "role.lost principal",
                        "sign-in provider",
                        "role.claimed principal 0101",
                        "sign-in provider",
                        "provider.tied",
                        "role.claimed principal 0102");
    }

    @Test
    void withoutARuleThatHoldsNobodyComesInNorWithSchoolsThatAreNone() {
        claims("quentin", Map.of("groups", List.of("everybody")));
        assertThat(come(server.visitor(), "quentin").uri().toString()).endsWith("/sign-in?unknown");
        claims("rita", Map.of("groups", List.of("principals"), "school_numbers", List.of("9999")));
        assertThat(come(server.visitor(), "rita").uri().toString()).endsWith("/sign-in?unknown");
        provider.put("sven", new Account("sven@district.example", false, Map.of("groups", "yearbook-leaders")));
        assertThat(come(server.visitor(), "sven").uri().toString())
                .as("an address that is not verified")
                .endsWith("/sign-in?unknown");
        for (String nobody : List.of("quentin", "rita", "sven")) {
            assertThat(people().bySignIn(nobody + "@district.example")).isEmpty();
        }
    }

    @Test
    void whatAnAdministratorGaveOrClosedNoClaimMoves() {
        add("tess@district.example", Role.FINANCE);
        claims("tess", Map.of("groups", "yearbook-leaders"));
        assertThat(come(server.visitor(), "tess").body()).contains("Finance");
        assertThat(noted("tess@district.example")).noneMatch(deed -> deed.startsWith("role."));

        claims("uwe", Map.of("groups", "lincoln-office"));
        assertThat(come(server.visitor(), "uwe").body()).contains("School clerk");
        people().enable(people().bySignIn("uwe@district.example").orElseThrow().id(), false);
        assertThat(come(server.visitor(), "uwe").uri().toString()).endsWith("/sign-in?unknown");
        assertThat(people().bySignIn("uwe@district.example").orElseThrow().enabled())
                .isFalse();
    }

    @Test
    void whoseRoleComesFromAClaimMakesNoPasskeyThatWouldOpenTheAccountWithoutIt() {
        add("zoe@district.example", Role.LEADER);
        provider.put("zoe", new Account("zoe@district.example", true));
        claims("quincy", Map.of("groups", "yearbook-leaders"));
        for (String who : List.of("zoe", "quincy")) {
            boolean claimed = who.equals("quincy");
            var visitor = server.visitor();
            come(visitor, who);
            assertThat(visitor.get("/password").body().contains("id=\"keys-title\""))
                    .as(who)
                    .isEqualTo(!claimed);
            String token = visitor.token("/password");
            assertThat(visitor.post("/account/passkeys/options", token, Map.of())
                            .statusCode())
                    .as(who)
                    .isEqualTo(claimed ? 403 : 200);
        }
    }

    @Test
    void thePageOfPeopleSaysWhoseRoleComesFromAClaimUntilAnAdministratorGivesOne() {
        String words = "The whole district, by a claim of the district's sign-in";
        add("yara@district.example", Role.FINANCE);
        claims("xavier", Map.of("groups", "yearbook-leaders"));
        come(server.visitor(), "xavier");
        var administrator = server.visitor("demo-admin");
        assertThat(ofPerson(administrator, "xavier@district.example")).contains(words);
        assertThat(ofPerson(administrator, "yara@district.example")).doesNotContain("by a claim");
        long id = people().bySignIn("xavier@district.example").orElseThrow().id();
        people().place(id, Role.STEWARD, Set.of());
        assertThat(ofPerson(administrator, "xavier@district.example")).doesNotContain("by a claim");
    }

    /** {@return what the page of people says of one, as text} */
    private static String ofPerson(Visitor administrator, String signIn) {
        String page = administrator.get("/people").body();
        String from = page.substring(page.indexOf(">" + signIn + "<"));
        return from.substring(0, from.indexOf("</p>")).replaceAll("<[^>]*>", "").replace("&#39;", "'");
    }

    @Test
    void theClaimsOfAnotherAccountNeitherMoveNorCloseWhoHadTheAddressBefore() {
        String signIn = "desk@district.example";
        provider.put("first-desk", new Account(signIn, true, Map.of("groups", "lincoln-office")));
        var first = server.visitor();
        assertThat(come(first, "first-desk").body()).contains("School clerk");
        for (Map<String, Object> claims :
                List.<Map<String, Object>>of(Map.of("groups", "yearbook-leaders"), Map.of("groups", "nobody"))) {
            provider.put("next-desk", new Account(signIn, true, claims));
            assertThat(come(server.visitor(), "next-desk").uri().toString()).endsWith("/sign-in?unknown");
            assertThat(people().bySignIn(signIn))
                    .get()
                    .satisfies(person -> assertThat(person.enabled()).isTrue())
                    .extracting(Person::role)
                    .isEqualTo(Role.CLERK);
        }
        assertThat(first.get("/").uri().getPath())
                .as("whose account it is stays signed in")
                .isEqualTo("/");
        assertThat(noted(signIn))
                .containsExactly(
                        "sign-in.other-account",
                        "sign-in.other-account",
                        "sign-in provider",
                        "provider.tied",
                        "role.claimed clerk 0101");
    }

    @Test
    void aClaimThatComesBackDoesNotTakeAwayTheLastDayThatAnAdministratorGave() {
        String signIn = "wanda@district.example";
        claims("wanda", Map.of("groups", "yearbook-leaders"));
        assertThat(come(server.visitor(), "wanda").body()).contains("District leader");
        long id = people().bySignIn(signIn).orElseThrow().id();
        people().setLastDay(id, people().today());
        claims("wanda", Map.of("groups", "nobody"));
        assertThat(come(server.visitor(), "wanda").uri().toString()).endsWith("/sign-in?unknown");
        claims("wanda", Map.of("groups", "yearbook-leaders"));
        assertThat(come(server.visitor(), "wanda").body()).contains("District leader");
        assertThat(people().byId(id).orElseThrow().lastDay()).isEqualTo(people().today());

        claims("wanda", Map.of("groups", "nobody"));
        come(server.visitor(), "wanda");
        people().setLastDay(id, people().today().minusDays(1));
        claims("wanda", Map.of("groups", "yearbook-leaders"));
        assertThat(come(server.visitor(), "wanda").uri().toString()).endsWith("/sign-in?unknown");
    }

    @Test
    void theQuestionCarriesStateNonceAndProofKey() {
        var question = server.visitorWhoStays().get("/sign-in/with/district");
        assertThat(question.statusCode()).isEqualTo(302);
        assertThat(question.headers().firstValue("Location").orElseThrow())
                .startsWith(provider.issuer() + "/oauth2/authorize?response_type=code")
                .contains("&state=", "&nonce=", "code_challenge_method=S256", "code_challenge=")
                .doesNotContain("secret", "prompt=");
        assertThat(server.visitorWhoStays()
                        .get("/sign-in/with/district?again")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .contains("prompt=login");
    }

    @Test
    void whomNobodyAddedStaysOutsideHoweverWellTheProviderKnowsThem() {
        provider.put("mallory", new Account("mallory@district.example", true));
        var mallory = server.visitor();
        var page = come(mallory, "mallory");
        assertThat(page.uri().toString()).endsWith("/sign-in?unknown");
        assertThat(page.body())
                .as("the provider would send the same account again")
                .contains("Nobody here signs in with that account", "Sign out there too");
        assertThat(mallory.get("/").uri().getPath()).isEqualTo("/sign-in");
        assertThat(noted("mallory@district.example")).containsExactly("sign-in.unknown");
        assertThat(people().bySignIn("mallory@district.example")).isEmpty();
    }

    @Test
    void anAddressThatTheProviderHasNotVerifiedIsNobodys() {
        add("vera@district.example", Role.LEADER);
        provider.put("not-vera", new Account("vera@district.example", false));
        assertThat(come(server.visitor(), "not-vera").uri().toString()).endsWith("/sign-in?unknown");
        assertThat(noted("vera@district.example")).containsExactly("sign-in.unknown");
    }

    @Test
    void aClosedAccountStaysClosed() {
        add("clara@district.example", Role.CLERK);
        provider.put("clara", new Account("clara@district.example", true));
        var clara = server.visitor();
        assertThat(come(clara, "clara").uri().getPath()).isEqualTo("/");
        long id = people().bySignIn("clara@district.example").orElseThrow().id();
        people().enable(id, false);
        assertThat(clara.get("/").uri().getPath()).isEqualTo("/sign-in");
        assertThat(come(server.visitor(), "clara").uri().toString()).endsWith("/sign-in?unknown");
    }

    @Test
    void anAddressThatGoesToSomebodyElseDoesNotTakeTheAccountAlong() {
        add("office@district.example", Role.PRINCIPAL);
        provider.put("first-office", new Account("office@district.example", true));
        assertThat(come(server.visitor(), "first-office").uri().getPath()).isEqualTo("/");
        provider.put("first-office", new Account("renamed@district.example", true));
        provider.put("next-office", new Account("office@district.example", true));
        assertThat(come(server.visitor(), "next-office").uri().toString()).endsWith("/sign-in?unknown");
        assertThat(come(server.visitor(), "first-office").uri().getPath())
                .as("the account itself still counts, whatever its address is now")
                .isEqualTo("/");
        var passwords = server.running().bean(Passwords.class);
        long id = people().bySignIn("office@district.example").orElseThrow().id();
        people().setPassword(id, passwords.hash(passwords.fresh()), true);
        assertThat(come(server.visitor(), "next-office").uri().getPath())
                .as("an administrator who resets the password lets the next one in")
                .isEqualTo("/");
        assertThat(come(server.visitor(), "first-office").uri().toString()).endsWith("/sign-in?unknown");
    }

    @Test
    void anAnswerThatNobodyAskedForIsRefused() {
        var visitor = server.visitor();
        assertThat(visitor.get("/sign-in/answer?code=stolen&state=invented")
                        .uri()
                        .toString())
                .endsWith("/sign-in?stale");
        visitor.get("/sign-in/with/district");
        var page = visitor.get("/sign-in/answer?code=stolen&state=invented");
        assertThat(page.uri().toString()).endsWith("/sign-in?stale");
        assertThat(page.body())
                .contains("was used before, or another was opened after it")
                .doesNotContain("stolen", "invented");
        assertThat(visitor.get("/").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void whoSignedInMeanwhileInAnotherTabNeedNotDoItAgain() {
        add("tab@district.example", Role.CLERK);
        provider.put("tab", new Account("tab@district.example", true));
        var visitor = server.visitor();
        come(visitor, "tab");
        assertThat(visitor.get("/sign-in/answer?code=old&state=old").uri().toString())
                .isEqualTo(server.url() + "/");
    }

    @Test
    void aProviderMaySignWithAnotherOfTheKeysThatItLists() throws IOException {
        int port = TestServer.freePort();
        var sample = SamplePublication.in(Files.createDirectory(folder.resolve("curve")));
        try (var other = IdentityServer.start(
                TestServer.freePort(), "http://localhost:" + port + "/sign-in/answer", SignatureAlgorithm.ES256)) {
            settings(sample, port, other.issuer());
            other.put(
                    "lena", new Account("lena@district.example", true, Map.of("groups", List.of("yearbook-leaders"))));
            var alone = TestServer.startAt(sample, port);
            try {
                assertThat(alone.visitor().comeBy(other, "lena").uri().toString())
                        .isEqualTo(alone.url() + "/");
            } finally {
                alone.close();
            }
        }
    }

    @Test
    void whoStopsAtTheProviderIsToldSo() {
        var visitor = server.visitorWhoStays();
        String question = visitor.get("/sign-in/with/district")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var state = Pattern.compile("[?&](state=[^&]+)").matcher(question);
        assertThat(state.find()).isTrue();
        var answer = visitor.get("/sign-in/answer?error=access_denied&" + state.group(1));
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in?denied");
        assertThat(visitor.get("/sign-in?denied").body()).contains("did not let you in, or you stopped there");
    }

    @Test
    void aSecretThatTheProviderDoesNotTakeIsToldToAdministratorsByTheLog() throws IOException {
        int port = TestServer.freePort();
        var sample = SamplePublication.in(Files.createDirectory(folder.resolve("other-secret")));
        try (var strict = IdentityServer.start(TestServer.freePort(), "http://localhost:" + port + "/sign-in/answer")) {
            settings(sample, port, strict.issuer());
            Files.writeString(sample.home().root().resolve("client-secret"), "an old one");
            strict.put("ines", new Account("ines@district.example", true));
            var alone = TestServer.startAt(sample, port);
            try {
                var page = alone.visitor().comeBy(strict, "ines");
                assertThat(page.uri().toString()).endsWith("/sign-in?fault");
                assertThat(page.body()).contains("Tell an administrator: the log of the server");
                assertThat(Files.readString(sample.home().state().resolve("server.log")))
                        .contains("status 401 invalid_client; compare client_id and client_secret of sign-in.yaml")
                        .doesNotContain("an old one");
            } finally {
                alone.close();
            }
        }
    }

    @Test
    void whoSignsOutIsToldThatTheyAreStillSignedInAtTheProvider() {
        add("otto@district.example", Role.CLERK);
        provider.put("otto", new Account("otto@district.example", true));
        var otto = server.visitor();
        come(otto, "otto");
        var page = otto.submit("/password", "/sign-out", Map.of());
        assertThat(page.body()).contains("You are signed out", "Sign out there too");
        var link = Pattern.compile("id=\"goodbye\"[^>]*href=\"([^\"]+)\"|href=\"([^\"]+)\"[^>]*id=\"goodbye\"")
                .matcher(page.body());
        assertThat(link.find()).isTrue();
        assertThat(link.group())
                .contains(provider.issuer(), "client_id=yearbook")
                .doesNotContain("id_token", "otto@");
        assertThat(otto.get("/").uri().getPath()).isEqualTo("/sign-in");
        var clerk = server.visitor("clerk");
        assertThat(clerk.submit("/", "/sign-out", Map.of()).body()).doesNotContain("Sign out there too");
    }

    @Test
    void aProviderThatIsAwayKeepsNobodyFromTheirPassword() throws IOException {
        var clock = new HandClock();
        int port = TestServer.freePort();
        var sample = SamplePublication.in(Files.createDirectory(folder.resolve("away")));
        int later = TestServer.freePort();
        settings(sample, port, "http://localhost:" + later);
        var alone = TestServer.startAt(sample, port, clock);
        try {
            var visitor = alone.visitor();
            assertThat(visitor.get("/sign-in").body())
                    .contains(BUTTON, "is not available at the moment")
                    .doesNotContain("/sign-in/with/district");
            assertThat(visitor.get("/sign-in/with/district").uri().getPath()).isEqualTo("/sign-in");
            assertThat(alone.visitor("clerk").get("/").uri().getPath()).isEqualTo("/");
            assertThat(Files.readString(sample.home().state().resolve("server.log")))
                    .contains("Sign-in by the identity provider does not work", "cannot be reached")
                    .doesNotContain(IdentityServer.SECRET);
            try (var back = IdentityServer.start(later, "http://localhost:" + port + "/sign-in/answer")) {
                clock.pass(Duration.ofSeconds(30));
                // The page does not wait for what runs in the background, so it may take a look or two.
                String page = "";
                for (int i = 0; i < 50 && !page.contains("/sign-in/with/district"); i++) {
                    page = visitor.get("/sign-in").body();
                }
                assertThat(page).contains("/sign-in/with/district");
                assertThat(visitor.get("/sign-in/with/district").uri().toString())
                        .startsWith(back.issuer());
            }
        } finally {
            alone.close();
        }
    }

    @Test
    void theWayThereAndBackWorksInABrowserUnderTheStrictPolicy() {
        add("bea@district.example", Role.LEADER);
        provider.put("bea", new Account("bea@district.example", true));
        try (var window = TestBrowser.open(server, 1280, ColorScheme.LIGHT)) {
            window.go("/quality");
            window.page().click("#with-provider");
            window.page().fill("#username", "bea");
            window.page().fill("#password", IdentityServer.PASSWORD);
            window.page().click("button[type=submit]");
            window.page().waitForURL(server.url() + "/quality");
            assertThat(window.page().textContent(".who")).contains("bea@district.example");
            window.page().click(".self form button");
            window.page().waitForURL(server.url() + "/sign-in?out&there");
            assertThat(PagesInBrowserTest.violations(window.page(), ColorScheme.LIGHT))
                    .isEmpty();
        }
    }
}
