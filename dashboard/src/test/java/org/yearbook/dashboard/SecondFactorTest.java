package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.flight.FlightWire;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.FactorChange;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.SecondFactors;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.dashboard.state.Tokens;
import org.yearbook.warehouse.answer.SamplePublication;

/** Codes after the password, on a server whose administrators must have them and everybody else may. */
class SecondFactorTest {

    private static final String PAGE = "/account/second-factor";
    private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*>([A-Z2-7 ]+)<");
    private static final Pattern RECOVERY = Pattern.compile("<li><code>([a-z0-9-]+)</code>");

    @TempDir
    static Path folder;

    private static final HandClock CLOCK = new HandClock();
    private static TestServer server;
    private static Path home;

    @BeforeAll
    static void start() throws IOException {
        var sample = SamplePublication.in(folder);
        AnalystFile.write(sample.home());
        home = sample.home().root();
        Files.writeString(home.resolve("sign-in.yaml"), "version: 1\nsecond_factor: [administrator]\n");
        Files.writeString(home.resolve("flight.yaml"), "version: 1\nport: 0\nplaintext: true\n");
        server = TestServer.start(sample, true, CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A code opens once; each test comes at a time of its own, when no wrong code of another counts any more. */
    @BeforeEach
    void later() {
        CLOCK.pass(Duration.ofMinutes(16));
    }

    private static boolean in(Visitor visitor) {
        return visitor.get("/").uri().getPath().equals("/");
    }

    private static Person person(String name) {
        return server.running().bean(People.class).bySignIn(name).orElseThrow();
    }

    private static List<String> noted(String name) {
        return server.running().bean(AuditTrail.class).latest(200).stream()
                .filter(entry -> entry.signIn().equals(name))
                .map(AuditTrail.Entry::action)
                .toList();
    }

    /** A person with a second factor, signed in where it was turned on. */
    private record Holder(Visitor visitor, Authenticator app, List<String> recovery) {}

    private static final Map<String, Holder> LAST = new HashMap<>();

    /** Somebody whose factor of an earlier test will do; their session may have ended. */
    private static Holder known(String name) {
        var last = LAST.get(name);
        return last != null
                        && server
                                .running()
                                .bean(SecondFactors.class)
                                .of(person(name).id())
                                .stream()
                                .anyMatch(found -> found.confirmed() != null && !found.spent())
                ? last
                : holder(name);
    }

    private static Holder holder(String name) {
        server.running().bean(SecondFactors.class).remove(person(name).id());
        var visitor = server.visitor(name);
        var app = begin(visitor);
        var done = confirm(visitor, app);
        var codes = RECOVERY.matcher(done.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        CLOCK.pass(Duration.ofMinutes(1));
        LAST.put(name, new Holder(visitor, app, codes));
        return LAST.get(name);
    }

    private static Authenticator begin(Visitor visitor) {
        var secret =
                SECRET.matcher(visitor.submit(PAGE, PAGE + "/begin", Map.of()).body());
        assertThat(secret.find()).isTrue();
        return Authenticator.with(secret.group(1));
    }

    private static HttpResponse<String> confirm(Visitor visitor, Authenticator app) {
        return visitor.submit(PAGE, PAGE + "/confirm", Map.of("code", app.code(CLOCK.instant())));
    }

    private static HttpResponse<String> type(Visitor visitor, String code) {
        return visitor.submit("/sign-in/code", "/sign-in/code", Map.of("code", code));
    }

    private static Visitor halfWay(String name) {
        var visitor = server.visitor();
        var asked = visitor.signIn(name, server.password(name));
        assertThat(asked.uri().getPath()).isEqualTo("/sign-in/code");
        return visitor;
    }

    @Test
    void betweenPasswordAndCodeNothingOpens() {
        known("clerk");
        var visitor = server.visitor();
        visitor.get("/sign-in");
        String before = visitor.cookie("yearbook");
        visitor.signIn("clerk", server.password("clerk"));
        assertThat(visitor.cookie("yearbook"))
                .as("the session has another name")
                .isNotEqualTo(before);
        for (String path : List.of(
                "/",
                "/quality",
                "/quality.csv",
                "/schools",
                "/metrics",
                "/people",
                "/password",
                PAGE,
                "/account/tokens",
                "/account/keys",
                "/search?q=a",
                "/nights")) {
            assertThat(visitor.get(path).uri().getPath()).as(path).isEqualTo("/sign-in");
        }
        for (String path : List.of("/api/v1/metrics", "/api/v1/quality/issues")) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(visitor.get("/sign-in").body()).doesNotContain("Ruth Okafor", "Sign out");
        assertThat(visitor.post(PAGE + "/off", visitor.token("/sign-in/code"), Map.of("code", "1"))
                        .uri()
                        .getPath())
                .isEqualTo("/sign-in");
        assertThat(noted("clerk")).startsWith("factor.asked");
    }

    @Test
    void aCodeOpensOnceAndGivesTheSessionAnotherName() {
        var clerk = known("clerk");
        var visitor = halfWay("clerk");
        String before = visitor.cookie("yearbook");
        String code = clerk.app().code(CLOCK.instant());
        assertThat(type(visitor, code.substring(0, 3) + " " + code.substring(3))
                        .uri()
                        .getPath())
                .isEqualTo("/");
        assertThat(visitor.cookie("yearbook")).isNotEqualTo(before);
        assertThat(visitor.get("/password").body()).contains("with a password and a code");
        var other = halfWay("clerk");
        assertThat(type(other, code).body()).contains("That code is not right, or it has been used");
        assertThat(in(other)).isFalse();
        CLOCK.pass(Duration.ofSeconds(30));
        type(other, clerk.app().code(CLOCK.instant()));
        assertThat(in(other)).isTrue();
    }

    @Test
    void fiveWrongCodesHaveToWaitAlsoForWhoeverKnowsThePassword() {
        var clerk = known("clerk");
        for (int i = 0; i < 5; i++) {
            // The right password between them does not wipe them out.
            assertThat(type(halfWay("clerk"), "00000" + i).body()).contains("That code is not right");
        }
        assertThat(server.visitor().signIn("clerk", server.password("clerk")).body())
                .contains("Too many wrong passwords or codes");
        CLOCK.pass(Duration.ofMinutes(16));
        var visitor = halfWay("clerk");
        type(visitor, clerk.app().code(CLOCK.instant()));
        assertThat(in(visitor)).isTrue();
    }

    @Test
    void aHundredWrongCodesInARowAreTooManyForGood() {
        var clerk = known("clerk");
        var factors = server.running().bean(SecondFactors.class);
        for (int i = 0; i < SecondFactors.MOST_WRONG; i++) {
            factors.wrong(person("clerk").id());
        }
        assertThat(type(halfWay("clerk"), clerk.app().code(CLOCK.instant())).body())
                .contains("Ask an administrator to take your second factor away");
        assertThat(type(halfWay("clerk"), clerk.recovery().get(0)).body()).contains("Too many wrong codes");
    }

    @Test
    void whoeverTakesTooLongBeginsAgain() {
        var clerk = known("clerk");
        var visitor = halfWay("clerk");
        String token = visitor.token("/sign-in/code");
        CLOCK.pass(Duration.ofMinutes(6));
        assertThat(visitor.post(
                                "/sign-in/code",
                                token,
                                Map.of("code", clerk.app().code(CLOCK.instant())))
                        .body())
                .contains("That took too long");
        assertThat(in(visitor)).isFalse();
        var changed = halfWay("clerk");
        String form = changed.token("/sign-in/code");
        var people = server.running().bean(People.class);
        people.setLastDay(person("clerk").id(), people.today().minusDays(1));
        try {
            changed.post("/sign-in/code", form, Map.of("code", clerk.app().code(CLOCK.instant())));
            assertThat(in(changed)).as("an account that closed in between").isFalse();
        } finally {
            people.setLastDay(person("clerk").id(), null);
        }
    }

    @Test
    void aRecoveryCodeOpensOnce() {
        var clerk = holder("clerk");
        String code = clerk.recovery().get(3);
        var visitor = halfWay("clerk");
        type(visitor, code.toUpperCase(Locale.ROOT).replace("-", " "));
        assertThat(in(visitor)).isTrue();
        assertThat(visitor.get(PAGE).body())
                .contains("Recovery codes left: 9.")
                .doesNotContain(clerk.recovery().get(0));
        var again = halfWay("clerk");
        assertThat(type(again, code).body()).contains("That code is not right");
        assertThat(noted("clerk")).contains("factor.recovered");
        var renewed =
                visitor.submit(PAGE, PAGE + "/codes", Map.of("code", clerk.app().code(CLOCK.instant())));
        assertThat(RECOVERY.matcher(renewed.body()).results().count()).isEqualTo(10);
        assertThat(type(halfWay("clerk"), clerk.recovery().get(5)).body())
                .as("one of before")
                .contains("That code is not right");
    }

    @Test
    void turningItOnEndsWhatThePasswordAloneHadOpened() {
        server.running().bean(SecondFactors.class).remove(person("clerk").id());
        var elsewhere = server.visitor("clerk");
        var clerk = holder("clerk");
        assertThat(in(elsewhere)).isFalse();
        assertThat(in(clerk.visitor())).as("where the first code was typed").isTrue();
    }

    @Test
    void turningItOffNeedsACodeAndASignInOfTheLastHalfHour() {
        var clerk = holder("clerk");
        assertThat(clerk.visitor()
                        .submit(PAGE, PAGE + "/off", Map.of("code", "000000"))
                        .body())
                .contains("That code is not right", "It is on");
        CLOCK.pass(Duration.ofMinutes(29));
        assertThat(in(clerk.visitor())).isTrue();
        CLOCK.pass(Duration.ofMinutes(5));
        assertThat(clerk.visitor().get(PAGE).uri().toString()).endsWith("/sign-in?again");
        clerk.visitor().signIn("clerk", server.password("clerk"));
        assertThat(in(clerk.visitor())).as("the session of before goes on").isTrue();
        assertThat(clerk.visitor().get(PAGE).uri().toString())
                .as("a password alone does not make it fresh")
                .endsWith("/sign-in?again");
        clerk.visitor().signIn("clerk", server.password("clerk"));
        assertThat(type(clerk.visitor(), clerk.app().code(CLOCK.instant()))
                        .uri()
                        .getPath())
                .isEqualTo(PAGE);
        CLOCK.pass(Duration.ofSeconds(60));
        assertThat(clerk.visitor()
                        .submit(PAGE, PAGE + "/off", Map.of("code", clerk.app().code(CLOCK.instant())))
                        .body())
                .contains("Your second factor is turned off");
        assertThat(server.visitor("clerk").get("/").uri().getPath()).isEqualTo("/");
        assertThat(noted("clerk")).contains("factor.added", "factor.refused", "factor.removed");
    }

    @Test
    void whoMustHaveOneSetsItUpAndReachesNothingElseBefore() {
        server.running().bean(SecondFactors.class).remove(person("demo-admin").id());
        var admin = server.visitor();
        assertThat(admin.signIn("demo-admin", server.password("demo-admin"))
                        .uri()
                        .getPath())
                .isEqualTo(PAGE);
        for (String path : List.of("/", "/people", "/password", "/account/tokens", "/quality.csv", "/audit")) {
            assertThat(admin.get(path).uri().getPath()).as(path).isEqualTo(PAGE);
        }
        assertThat(admin.post(
                                "/people/" + person("clerk").id() + "/place",
                                admin.token(PAGE),
                                Map.of("role", "administrator"))
                        .uri()
                        .getPath())
                .isEqualTo(PAGE);
        assertThat(person("clerk").administrator()).isFalse();
        assertThat(admin.submit(PAGE, PAGE + "/confirm", Map.of("code", "123456"))
                        .body())
                .as("before there is a secret")
                .contains("That code is not right");
        var app = begin(admin);
        String before = admin.cookie("yearbook");
        assertThat(confirm(admin, app).body()).contains("Your recovery codes");
        assertThat(admin.cookie("yearbook")).isNotEqualTo(before);
        assertThat(admin.get("/people").body()).contains("Add somebody", "Has a second factor");
        CLOCK.pass(Duration.ofMinutes(1));
        admin.submit(PAGE, PAGE + "/off", Map.of("code", app.code(CLOCK.instant())));
        assertThat(admin.get("/people").uri().getPath())
                .as("without it, as before")
                .isEqualTo(PAGE);
    }

    @Test
    void anAdministratorTakesALostOneAwayAndItsOwnerIsToldAndSignedOut() {
        var clerk = holder("clerk");
        var people = server.running().bean(People.class);
        people.setPassword(
                person("clerk").id(), people.passwordHash(person("clerk").id()).orElseThrow(), false);
        assertThat(server.running().bean(SecondFactors.class).on(person("clerk").id()))
                .as("a new password leaves it")
                .isTrue();
        var visitor = halfWay("clerk");
        type(visitor, clerk.app().code(CLOCK.instant()));
        var admin = holder("demo-admin").visitor();
        assertThat(admin.submit("/people", "/people/" + person("clerk").id() + "/second-factor", Map.of())
                        .body())
                .contains("is taken away, and they are signed out everywhere");
        assertThat(in(visitor)).isFalse();
        assertThat(server.visitor("clerk").get("/").uri().getPath()).isEqualTo("/");
        assertThat(noted("demo-admin")).contains("factor.reset");
        assertThat(server.running().bean(Outbox.class).due())
                .anyMatch(mail -> mail.factor() == FactorChange.RESET
                        && Long.valueOf(person("clerk").id()).equals(mail.person()));
        assertThat(admin.submit("/people", "/people/" + person("demo-admin").id() + "/second-factor", Map.of())
                        .statusCode())
                .as("their own needs a code")
                .isEqualTo(403);
    }

    @Test
    void theSecretLiesEncryptedAndItsKeyElsewhere() throws IOException {
        var clerk = known("clerk");
        String kept = server.running()
                .bean(SecondFactors.class)
                .of(person("clerk").id())
                .orElseThrow()
                .secret();
        String plain = Base64.getEncoder().encodeToString(clerk.app().secret());
        assertThat(kept).doesNotContain(plain.substring(0, 20));
        assertThat(Files.readString(home.resolve("state/second-factor.key"))).hasSize(65);
    }

    @Test
    void aKeyThatIsSpoiltIsToldAndNothingIsKept() throws IOException {
        holder("clerk");
        server.running().bean(SecondFactors.class).remove(person("clerk").id());
        var file = home.resolve("state/second-factor.key");
        String key = Files.readString(file);
        var clerk = server.visitor("clerk");
        try {
            for (String spoilt : List.of("", "not a key", key.strip().substring(2))) {
                Files.writeString(file, spoilt);
                var answer = clerk.submit(PAGE, PAGE + "/begin", Map.of());
                assertThat(answer.statusCode()).as(spoilt).isEqualTo(200);
                assertThat(answer.body())
                        .contains("its key for that cannot be read")
                        .doesNotContain("id=\"secret\"");
                assertThat(server.running()
                                .bean(SecondFactors.class)
                                .of(person("clerk").id()))
                        .isEmpty();
            }
        } finally {
            Files.writeString(file, key);
        }
    }

    private static void ask(String user, String password) throws SQLException {
        var place = server.running().bean(FlightWire.class).place().orElseThrow();
        var properties = new Properties();
        properties.put("useEncryption", "false");
        properties.put("user", user);
        properties.put("password", password);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:arrow-flight-sql://" + place.host() + ":" + place.port() + "/", properties);
                var statement = connection.createStatement()) {
            statement.executeQuery("select count(*) from dim_school_year").close();
        }
    }

    @Test
    void aToolGetsInByATokenAndNoLongerByThePasswordAlone() throws SQLException {
        String password = "slow herons wade at noon";
        var passwords = server.running().bean(Passwords.class);
        server.running()
                .bean(People.class)
                .demo(new Newcomer("analyst", "Ana List", Role.ANALYST, Set.of()), passwords.hash(password));
        ask("analyst", password);
        var analyst = server.visitor();
        analyst.signIn("analyst", password);
        confirm(analyst, begin(analyst));
        String words = "A password alone is not enough for your account";
        assertThatThrownBy(() -> ask("analyst", password)).hasStackTraceContaining(words);
        assertThatThrownBy(() -> ask("demo-admin", server.password("demo-admin")))
                .as("who must have one, and may have none yet")
                .hasStackTraceContaining(words);
        String token = server.running()
                .bean(Tokens.class)
                .make(person("analyst"), "tool", Set.of(TokenScope.STATEMENTS), 7)
                .secret();
        ask("analyst", token);
    }

    @Test
    void nobodySetsOneUpForAnotherWhomTheySeeTheProductAs() {
        server.running().bean(SecondFactors.class).remove(person("clerk").id());
        var admin = holder("demo-admin").visitor();
        admin.submit("/people", "/people/" + person("clerk").id() + "/view", Map.of());
        assertThat(admin.get(PAGE).body()).contains("Nothing can be changed");
        assertThat(admin.post(PAGE + "/begin", admin.token(PAGE), Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(server.running().bean(SecondFactors.class).of(person("clerk").id()))
                .isEmpty();
    }
}
