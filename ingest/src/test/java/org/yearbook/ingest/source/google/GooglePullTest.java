package org.yearbook.ingest.source.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.provider.Provider;
import org.yearbook.ingest.source.provider.Provider.Ask;
import org.yearbook.ingest.source.provider.Provider.Reply;
import org.yearbook.ingest.source.provider.Puller;
import org.yearbook.ingest.source.pull.PullResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server checks the signed statement and answers as the public reference of the Admin SDK says. */
class GooglePullTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 24);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String USERS = "google-directory-workspace.json";

    private static KeyPair keys;

    @TempDir
    Path folder;

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tokensGiven = new AtomicInteger();

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    private Puller puller(Provider server, String more) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        String keyFile = JSON.createObjectNode()
                .put("type", "service_account")
                .put("private_key_id", "key-1")
                .put("private_key", pem)
                .put("client_email", "yearbook@district.iam.gserviceaccount.com")
                .put("token_uri", "https://nobody.invalid/token")
                .toString();
        return new Puller(folder.resolve("home"), new GoogleKind(), """
                        - name: workspace
                          kind: google-reports
                          url: %s
                          auth: {kind: serviceAccount, keyFile: env:KEY_FILE, subject: admin@example.org, tokenUrl: %s/token}
                        """.formatted(server.url(), server.url()) + more)
                .secret("KEY_FILE", keyFile);
    }

    /** The token endpoint as RFC 7523 and Google's documentation have it, and the API behind it. */
    private Provider server(Function<Ask, Reply> api) {
        return new Provider(ask -> {
            if (ask.path().equals("/token")) {
                return token(ask);
            }
            String bearer = ask.header("authorization").replaceFirst("^Bearer ", "");
            return tokens.contains(bearer) ? api.apply(ask) : Reply.json(401, "{\"error\": {\"code\": 401}}");
        });
    }

    private Reply token(Ask ask) {
        assertThat(ask.form()).containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        String[] parts = ask.form().get("assertion").split("\\.", -1);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2])))
                    .isTrue();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.path("iss").asString()).isEqualTo("yearbook@district.iam.gserviceaccount.com");
        assertThat(claims.path("sub").asString()).isEqualTo("admin@example.org");
        assertThat(claims.path("aud").asString()).endsWith("/token");
        assertThat(claims.path("scope").asString())
                .isEqualTo("https://www.googleapis.com/auth/admin.reports.usage.readonly"
                        + " https://www.googleapis.com/auth/admin.directory.user.readonly");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
        String token = "token-" + tokensGiven.incrementAndGet();
        tokens.add(token);
        return Reply.json("{\"access_token\": \"" + token + "\", \"expires_in\": 3599, \"token_type\": \"Bearer\"}");
    }

    private static String reports(String date, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> """
                        {"kind": "admin#reports#usageReport", "date": "%s",
                         "entity": {"type": "USER", "customerId": "C1", "userEmail": "u%d@example.org", "profileId": "%d"},
                         "parameters": [{"name": "accounts:last_login_time", "datetimeValue": "2026-11-19T08:00:00.000Z"}]}
                        """.formatted(date, n, n))
                .collect(Collectors.joining(","));
    }

    private static Reply usage(String reports, String rest) {
        return Reply.json(
                "{\"kind\": \"admin#reports#usageReports\", \"usageReports\": [" + reports + "]" + rest + "}");
    }

    private static Reply notYet(String date) {
        return Reply.json(400, """
                {"error": {"code": 400, "message": "Data for dates later than %s is not yet available. Please check back later",
                 "errors": [{"message": "Data for dates later than %s is not yet available.", "domain": "global", "reason": "invalid"}]}}
                """.formatted(date, date));
    }

    private static Reply users(Ask ask) {
        return Reply.json("""
                {"kind": "admin#directory#users", "users": [
                 {"id": "1", "primaryEmail": "ann@example.org", "suspended": false, "lastLoginTime": "2026-11-20T08:00:00.000Z"}]}
                """);
    }

    private static String date(Ask ask) {
        return ask.path().substring(ask.path().lastIndexOf('/') + 1);
    }

    private static Reply ready(Ask ask, String day) {
        if (ask.path().endsWith("/users")) {
            return users(ask);
        }
        return date(ask).compareTo(day) > 0 ? notYet(day) : usage(reports(date(ask), 1, 3), "");
    }

    private static List<String> elements(Puller puller, String name) {
        JsonNode document = JSON.readTree(String.join("\n", puller.lines(name)));
        assertThat(document.size()).isEqualTo(1);
        return document.iterator().next().valueStream().map(JsonNode::toString).toList();
    }

    @Test
    void theLatestDayThatIsReadyIsBroughtWithTheAccounts() {
        try (var server = server(ask -> ready(ask, "2026-11-20"))) {
            Puller puller = puller(server, "");
            PullResult result = puller.pull(NIGHT);
            assertThat(result.failure()).isNull();
            assertThat(puller.inbox()).containsExactly(USERS, "google-usage-2026-11-20-workspace.json");
            assertThat(elements(puller, "google-usage-2026-11-20-workspace.json"))
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(
                                    JSON.readTree(line).at("/parameters/0/name").asString())
                            .isEqualTo("accounts:last_login_time"));
            assertThat(server.asked("/users/all/dates/2026-11-23").get(0).query("parameters"))
                    .startsWith("accounts:last_login_time,");

            puller.take();
            assertThat(puller.pull(NIGHT.plusDays(1)).items()).containsExactly(USERS);
        }
    }

    @Test
    void aDayThatGoogleWarnsAboutIsPassedOverForACompleteOne() {
        String warning = ", \"warnings\": [{\"code\": \"PARTIAL_DATA_AVAILABLE\", \"message\": \"x\","
                + " \"data\": [{\"key\": \"application\", \"value\": \"gmail\"}]}]";
        try (var server = server(ask -> switch (ask.path().endsWith("/users") ? "users" : date(ask)) {
            case "users" -> users(ask);
            case "2026-11-23" -> usage("", warning);
            case "2026-11-22" -> usage(reports("2026-11-22", 1, 2), warning);
            default -> usage(reports(date(ask), 1, 3), "");
        })) {
            Puller puller = puller(server, "");
            PullResult result = puller.pull(NIGHT);
            assertThat(result.notes()).isEmpty();
            assertThat(puller.inbox())
                    .contains("google-usage-2026-11-21-workspace.json")
                    .hasSize(2);
        }
    }

    @Test
    void whenNoDayIsCompleteTheLatestPartIsTakenAndTold() {
        try (var server = server(ask -> ask.path().endsWith("/users")
                ? users(ask)
                : usage(reports(date(ask), 1, 1), ", \"warnings\": [{\"code\": \"PARTIAL_DATA_AVAILABLE\"}]"))) {
            Puller puller = puller(server, "  lagDays: 3\n");
            assertThat(puller.pull(NIGHT).notes())
                    .hasSize(1)
                    .first()
                    .satisfies(note -> assertThat(note.message()).contains("2026-11-23", "not complete"));
            assertThat(puller.inbox())
                    .contains("google-usage-2026-11-23-workspace.json")
                    .hasSize(2);
        }
    }

    @Test
    void aPartOfADayIsBroughtAgainWhenThereIsMoreOfItAndAtLastWhole() {
        var nights = new AtomicInteger();
        try (var server = server(ask -> {
            if (ask.path().endsWith("/users")) {
                return users(ask);
            }
            if (!date(ask).equals("2026-11-23")) {
                return usage("", "");
            }
            int night = nights.get();
            return usage(
                    reports(date(ask), 1, night == 0 || night == 1 ? 1 : night),
                    night == 3 ? "" : ", \"warnings\": [{\"code\": \"PARTIAL_DATA_AVAILABLE\"}]");
        })) {
            String file = "google-usage-2026-11-23-workspace.json";
            Puller puller = puller(server, "  lagDays: 9\n");
            List<Integer> rows = new java.util.ArrayList<>();
            for (; nights.get() < 5; nights.incrementAndGet()) {
                PullResult result = puller.pull(NIGHT.plusDays(nights.get()));
                assertThat(result.failure()).isNull();
                rows.add(result.items().contains(file) ? elements(puller, file).size() : 0);
                puller.take();
            }
            assertThat(rows)
                    .as("the same part once, then more, then the whole, then nothing new")
                    .containsExactly(1, 0, 2, 3, 0);
        }
    }

    @Test
    void pagesAreFollowedThroughEmptyOnesAndATokenThatExpiredMeanwhileIsRenewed() {
        try (var server = server(ask -> {
            if (ask.path().endsWith("/users")) {
                return users(ask);
            }
            return switch (ask.query("pageToken")) {
                case "" -> usage(reports(date(ask), 1, 2), ", \"nextPageToken\": \"p+2/=\"");
                case "p+2/=" -> {
                    tokens.remove("token-1");
                    yield usage("", ", \"nextPageToken\": \"p3\"");
                }
                case "p3" -> usage(reports(date(ask), 3, 4), "");
                default -> throw new AssertionError(ask.query("pageToken"));
            };
        })) {
            Puller puller = puller(server, "");
            assertThat(puller.pull(NIGHT).failure()).isNull();
            assertThat(elements(puller, "google-usage-2026-11-23-workspace.json"))
                    .hasSize(4)
                    .doesNotHaveDuplicates();
            assertThat(tokensGiven).hasValue(2);
        }
    }

    @Test
    void anExpiredPageTokenBeginsTheListAnewWithoutDoublingIt() {
        var firstPages = new AtomicInteger();
        try (var server = server(ask -> {
            if (ask.path().endsWith("/users")) {
                return users(ask);
            }
            if (ask.query("pageToken").isEmpty()) {
                firstPages.incrementAndGet();
                return usage(reports(date(ask), 1, 2), ", \"nextPageToken\": \"p2\"");
            }
            return firstPages.get() == 1
                    ? Reply.json(400, "{\"error\": {\"code\": 400, \"message\": \"Invalid page token\"}}")
                    : usage(reports(date(ask), 3, 3), "");
        })) {
            Puller puller = puller(server, "");
            assertThat(puller.pull(NIGHT).failure()).isNull();
            assertThat(elements(puller, "google-usage-2026-11-23-workspace.json"))
                    .hasSize(3)
                    .doesNotHaveDuplicates();
            assertThat(firstPages).hasValue(2);
        }
    }

    @Test
    void anAccountThatMovedFromOnePageToTheNextIsWrittenOnce() {
        try (var server = server(ask -> {
            if (!ask.path().endsWith("/users")) {
                return ready(ask, "2026-11-20");
            }
            assertThat(ask.query("customer")).isEqualTo("my_customer");
            return ask.query("pageToken").isEmpty()
                    ? Reply.json("{\"users\": [{\"id\": \"1\"}, {\"id\": \"2\"}], \"nextPageToken\": \"n\"}")
                    : Reply.json("{\"users\": [{\"id\": \"2\"}, {\"id\": \"3\"}]}");
        })) {
            Puller puller = puller(server, "");
            puller.pull(NIGHT);
            assertThat(elements(puller, USERS)).hasSize(3);
        }
    }

    @Test
    void quotaAndServerFaultsAreWaitedOut() {
        var asks = new AtomicInteger();
        try (var server = server(ask -> switch (asks.incrementAndGet()) {
            case 1 -> Reply.json(429, "{}").with("Retry-After", "20");
            case 2, 3 -> Reply.status(503);
            default -> ready(ask, "2026-11-23");
        })) {
            Puller puller = puller(server, "");
            assertThat(puller.pull(NIGHT).failure()).isNull();
            assertThat(puller.waits()).hasSize(3).first().isEqualTo(Duration.ofSeconds(20));
        }
    }

    @Test
    void aPageThatNamesItselfAsTheNextEndsThePull() {
        try (var server = server(ask -> usage(reports("2026-11-23", 1, 1), ", \"nextPageToken\": \"same\""))) {
            Puller puller = puller(server, "");
            assertThat(puller.pull(NIGHT).failure().reason()).contains("again and again");
            assertThat(puller.inbox()).isEmpty();
        }
    }

    @Test
    void missingDelegationIsToldWithWhatToAllow() {
        try (var server = new Provider(ask -> Reply.json(
                401,
                "{\"error\": \"unauthorized_client\", \"error_description\": \"Client is unauthorized for ann\"}"))) {
            var failure = puller(server, "").pull(NIGHT).failure();
            assertThat(failure.reason()).contains("401 unauthorized_client").doesNotContain("ann");
            assertThat(failure.whatToDo()).contains("domain-wide delegation", "admin.reports.usage.readonly");
        }
    }

    @Test
    void aKeyFileThatIsNoneIsToldWithoutItsContent() {
        try (var server = server(ask -> Reply.status(500))) {
            var failure = puller(server, "")
                    .secret("KEY_FILE", "very-secret {")
                    .pull(NIGHT)
                    .failure();
            assertThat(failure.reason()).contains("env:KEY_FILE", "not JSON").doesNotContain("very-secret");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void faultsInTheSettingsAreTold() {
        assertThatThrownBy(() -> new Puller(folder.resolve("other"), new GoogleKind(), """
                        - name: workspace
                          kind: google-reports
                          deliver: [usage, devices]
                          auth: {kind: oauth2, keyFile: env:KEY, subject: admin}
                        """))
                .hasMessageContaining("'deliver' is a list")
                .hasMessageContaining("serviceAccount")
                .hasMessageContaining("'subject' is the e-mail address");
    }
}
