package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.dashboard.state.TokenSecret;
import org.yearbook.dashboard.state.Tokens;
import org.yearbook.warehouse.answer.SamplePublication;

/** Tokens from the page that makes them to the day on which they open nothing any more. */
class TokensTest {

    private static final String CALL = "/api/v1/publication";
    private static final Pattern SECRET = Pattern.compile("told-token\"[^>]*>([^<]+)<");

    private static Person newcomer(TestServer server, String signIn, Role role) {
        var people = server.running().bean(People.class);
        String hash = server.running().bean(Passwords.class).hash("nine quiet otters");
        people.demo(new Newcomer(signIn, "Somebody " + signIn, role, Set.of("0101")), hash);
        return people.bySignIn(signIn).orElseThrow();
    }

    private static String type(HttpResponse<String> answer) {
        return ApiCaller.read(answer).get("type").asString();
    }

    @Test
    void aTokenIsMadeOnThePageOfTheAccountShownOnceAndEndedThere() {
        var server = TestServer.shared();
        Person person = newcomer(server, "token-maker", Role.CLERK);
        var visitor = server.visitor();
        visitor.signIn("token-maker", "nine quiet otters");
        String page = visitor.submit(
                        "/account/tokens",
                        "/account/tokens",
                        Map.of("name", "Reports <b>", "scope", "numbers", "days", "30"))
                .body();
        var found = SECRET.matcher(page);
        assertThat(found.find()).isTrue();
        String secret = found.group(1);
        assertThat(TokenSecret.possible(secret)).isTrue();
        assertThat(secret).matches("ybk_[0-9A-Za-z]{49}");
        assertThat(visitor.get("/account/tokens").body())
                .doesNotContain(secret)
                .contains("Reports &lt;b&gt;", "Read numbers", "never<");

        var program = new ApiCaller(server.url(), secret);
        assertThat(program.get(CALL).statusCode()).isEqualTo(200);
        assertThat(visitor.get("/account/tokens").body()).doesNotContain("never<");

        long id = ApiCaller.token(server, secret).id();
        assertThat(server.visitor("clerk")
                        .submit("/account/tokens", "/account/tokens/" + id + "/end", Map.of())
                        .statusCode())
                .as("nobody ends what is not theirs")
                .isEqualTo(404);
        visitor.submit("/account/tokens", "/account/tokens/" + id + "/end", Map.of());
        var refused = program.get(CALL);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(type(refused)).isEqualTo("/api#token-not-valid");
        assertThat(server.running().bean(AuditTrail.class).latest(50).stream()
                        .filter(entry -> entry.signIn().equals(person.signIn()))
                        .map(AuditTrail.Entry::action))
                .contains("token.made", "token.ended", "token.refused");
    }

    @Test
    void whatCannotBecomeATokenIsToldOnThePage() {
        var server = TestServer.shared();
        var visitor = server.visitor("principal");
        for (var asked : Map.of(
                        "Give the token a name",
                        Map.of("name", " ", "scope", "numbers", "days", "30"),
                        "Choose at least one thing",
                        Map.of("name", "x", "scope", "everything", "days", "30"),
                        "a year at most",
                        Map.of("name", "x", "scope", "numbers", "days", "366"))
                .entrySet()) {
            assertThat(visitor.submit("/account/tokens", "/account/tokens", asked.getValue())
                            .body())
                    .contains(asked.getKey())
                    .doesNotContain("told-token");
        }
    }

    @Test
    void aTokenActsWithTheRoleAndPlacesOfTheMomentAndEndsForGoodWithTheAccount() {
        var server = TestServer.shared();
        var people = server.running().bean(People.class);
        Person person = newcomer(server, "token-mover", Role.LEADER);
        var program = ApiCaller.of(server, "token-mover");
        String before = program.get(CALL).headers().firstValue("ETag").orElseThrow();
        people.place(person.id(), Role.CLERK, Set.of("0101"));
        var after = program.get(CALL, "If-None-Match", before);
        assertThat(after.statusCode()).as("another role has other answers").isEqualTo(200);
        people.enable(person.id(), false);
        assertThat(program.get(CALL).statusCode()).isEqualTo(401);
        people.enable(person.id(), true);
        assertThat(program.get(CALL).statusCode())
                .as("opening the account again brings no token back")
                .isEqualTo(401);
    }

    @Test
    void aTokenEndsForGoodWithTheLastDayHoweverTheAccountOpensAgain() {
        var server = TestServer.shared();
        var people = server.running().bean(People.class);
        Person person = newcomer(server, "token-leaver", Role.LEADER);
        people.setLastDay(person.id(), people.today());
        var program = ApiCaller.of(server, "token-leaver");
        people.setLastDay(person.id(), people.today().plusDays(1));
        assertThat(program.get(CALL).statusCode())
                .as("a day that is not over ends none")
                .isEqualTo(200);
        people.setLastDay(person.id(), people.today().minusDays(1));
        assertThat(program.get(CALL).statusCode()).isEqualTo(401);
        people.setLastDay(person.id(), null);
        assertThat(program.get(CALL).statusCode())
                .as("another last day brings no token back")
                .isEqualTo(401);

        var second = ApiCaller.of(server, "token-leaver");
        assertThat(second.get(CALL).statusCode()).isEqualTo(200);
        people.enable(person.id(), true);
        assertThat(second.get(CALL).statusCode())
                .as("opening what is open ends none")
                .isEqualTo(200);
        people.setLastDay(person.id(), people.today().minusDays(1));
        people.enable(person.id(), true);
        assertThat(second.get(CALL).statusCode())
                .as("opening the account again brings no token back")
                .isEqualTo(401);
    }

    @Test
    void aPasswordResetEndsTheTokensForGoodAndAnOwnNewPasswordEndsNone() {
        var server = TestServer.shared();
        var people = server.running().bean(People.class);
        String hash = server.running().bean(Passwords.class).hash("seven loud herons");
        Person person = newcomer(server, "token-reset", Role.LEADER);
        var program = ApiCaller.of(server, "token-reset");
        people.setPassword(person.id(), hash, false);
        assertThat(program.get(CALL).statusCode()).isEqualTo(200);
        people.setPassword(person.id(), hash, true);
        assertThat(program.get(CALL).statusCode()).isEqualTo(401);
        people.setPassword(person.id(), hash, false);
        assertThat(program.get(CALL).statusCode())
                .as("the password that somebody chooses after a reset brings no token back")
                .isEqualTo(401);
        assertThat(ApiCaller.token(server, program.secret()).endedBy()).isEqualTo("password reset");
    }

    @Test
    void whoeverNeverNeededTheFirstPasswordHasTokensThatOpen() {
        var server = TestServer.shared();
        var people = server.running().bean(People.class);
        String hash = server.running().bean(Passwords.class).hash("a first password");
        people.add(new Newcomer("token-of-provider", "Comes by the district account", Role.LEADER, Set.of()), hash);
        assertThat(people.bySignIn("token-of-provider").orElseThrow().mustChangePassword())
                .isTrue();
        assertThat(ApiCaller.of(server, "token-of-provider").get(CALL).statusCode())
                .isEqualTo(200);
    }

    @Test
    void administratorsSeeEveryTokenAndEndIt() {
        var server = TestServer.shared();
        newcomer(server, "token-owner", Role.CLERK);
        var program = ApiCaller.of(server, "token-owner");
        long id = ApiCaller.token(server, program.secret()).id();
        assertThat(server.visitor("clerk").get("/people/tokens").statusCode()).isEqualTo(403);
        assertThat(server.visitor("clerk")
                        .submit("/account/tokens", "/people/tokens/" + id + "/end", Map.of())
                        .statusCode())
                .isEqualTo(403);
        var administrator = server.visitor("demo-admin");
        assertThat(administrator.get("/people/tokens").body()).contains("Somebody token-owner");
        administrator.submit("/people/tokens", "/people/tokens/" + id + "/end", Map.of());
        assertThat(program.get(CALL).statusCode()).isEqualTo(401);
    }

    @Test
    void withoutATokenNothingOpensAndASignInDoesNotCount() {
        var server = TestServer.shared();
        for (var answer : new HttpResponse<?>[] {
            TestServer.get(server.url() + CALL),
            server.visitor("superintendent").get(CALL)
        }) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer");
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aTokenInTheAddressIsRefusedEvenWhenItIsGood() {
        var server = TestServer.shared();
        var program = ApiCaller.of(server, "superintendent");
        var answer = TestServer.get(server.url() + CALL + "?access_token=" + program.secret());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(type(answer)).isEqualTo("/api#token-in-address");
        assertThat(answer.body()).doesNotContain(program.secret());
    }

    @Test
    void tooManyCallsOfOnePersonAndTooManyWrongTokensOfOneAddressHaveToWait(@TempDir Path folder) {
        var server = TestServer.start(SamplePublication.in(folder), true);
        try {
            var program = ApiCaller.of(server, "superintendent");
            HttpResponse<String> answer = program.get(CALL);
            // Over a minute's end the count begins anew, so more than twice as many are enough.
            for (int i = 0; i < 700 && answer.statusCode() == 200; i++) {
                answer = program.get(CALL);
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            answer.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 60);
            assertThat(ApiCaller.of(server, "principal").get(CALL).statusCode())
                    .as("others do not wait")
                    .isEqualTo(200);
            var stranger = new ApiCaller(server.url(), "ybk_" + "0".repeat(49));
            int status = 401;
            for (int i = 0; i < 70 && status == 401; i++) {
                status = stranger.get(CALL).statusCode();
            }
            assertThat(status).isEqualTo(429);
            assertThat(ApiCaller.of(server, "principal").get(CALL).statusCode())
                    .as("a good token from the same address still gets in")
                    .isEqualTo(200);
        } finally {
            server.close();
        }
    }

    @Test
    void anEndedTokenThatIsTriedTooOftenIsNotedNoMore(@TempDir Path folder) {
        var server = TestServer.start(SamplePublication.in(folder), true);
        try {
            Person person = newcomer(server, "token-tried-again", Role.CLERK);
            var program = ApiCaller.of(server, "token-tried-again");
            var tokens = server.running().bean(Tokens.class);
            tokens.end(ApiCaller.token(server, program.secret()), person);
            int refused = 0;
            int waiting = 0;
            // Over a minute's end the count begins anew, so more than twice as many are enough.
            for (int i = 0; i < 80; i++) {
                int status = program.get(CALL).statusCode();
                refused += status == 401 ? 1 : 0;
                waiting += status == 429 ? 1 : 0;
            }
            assertThat(refused).isBetween(30, 60);
            assertThat(waiting).isEqualTo(80 - refused);
            assertThat(server.running().bean(AuditTrail.class).latest(200).stream()
                            .filter(entry -> entry.action().equals("token.refused")))
                    .as("one row for each that was looked into")
                    .hasSize(refused);
        } finally {
            server.close();
        }
    }

    @Test
    void aSecretIsKeptAsAHashAloneAndExpires(@TempDir Path folder) throws Exception {
        var home = SamplePublication.in(folder).home();
        String secret;
        try (var database = StateDatabase.open(home)) {
            var people = new People(database, Clock.systemUTC(), ZoneOffset.UTC);
            people.add(new Newcomer("owner", "Owner", Role.LEADER, Set.of()), "no hash");
            Person person = people.bySignIn("owner").orElseThrow();
            var tokens = new Tokens(database, Clock.systemUTC());
            Tokens.Made made = tokens.make(person, "a program", Set.of(TokenScope.NUMBERS), 1);
            secret = made.secret();
            assertThat(made.toString()).doesNotContain(secret);
            var later = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
            assertThat(tokens.bySecret(secret).orElseThrow().live(later.instant()))
                    .isFalse();
            assertThat(tokens.bySecret(secret)
                            .orElseThrow()
                            .live(Clock.systemUTC().instant()))
                    .isTrue();
            for (int i = 1; i < Tokens.MOST; i++) {
                tokens.make(person, "a program", Set.of(TokenScope.NUMBERS), 1);
            }
            assertThat(tokens.fault(person, "one more", Set.of(TokenScope.NUMBERS), 1))
                    .contains("You have 20 tokens");
        }
        try (var files = Files.walk(home.state())) {
            assertThat(files.filter(Files::isRegularFile).toList()).isNotEmpty().allSatisfy(file -> {
                String bytes = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(secret)).as(file.toString()).isFalse();
            });
        }
    }

    @Test
    void secretsDifferAndAMistypedOneIsKnownAsSuchWithoutLooking(@TempDir Path folder) {
        try (var database =
                StateDatabase.open(SamplePublication.emptyHome(folder).home())) {
            var people = new People(database, Clock.systemUTC(), ZoneOffset.UTC);
            people.add(new Newcomer("owner", "Owner", Role.LEADER, Set.of()), "no hash");
            Person person = people.bySignIn("owner").orElseThrow();
            var tokens = new Tokens(database, Clock.systemUTC());
            var seen = new HashSet<String>();
            for (int i = 0; i < 20; i++) {
                String secret = tokens.make(person, "x", Set.of(TokenScope.RECORDS), 365)
                        .secret();
                assertThat(seen.add(secret)).isTrue();
                char last = secret.charAt(20);
                String mistyped = secret.substring(0, 20) + (last == 'a' ? 'b' : 'a') + secret.substring(21);
                assertThat(TokenSecret.possible(mistyped)).isFalse();
            }
        }
    }
}
