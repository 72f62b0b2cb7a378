package org.yearbook.ingest.source.microsoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.provider.Provider;
import org.yearbook.ingest.source.provider.Provider.Ask;
import org.yearbook.ingest.source.provider.Provider.Reply;
import org.yearbook.ingest.source.provider.Puller;
import org.yearbook.ingest.source.pull.PullResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The servers answer as the public reference of Microsoft Graph 1.0 says; the file lies on another one. */
class GraphPullTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 24);
    private static final String REPORT = "microsoft-active-users-m365.csv";
    private static final String USERS = "microsoft-users-m365.json";
    private static final String HEADER = "\uFEFFReport Refresh Date,User Principal Name,Display Name,Is Deleted,"
            + "Deleted Date,Has Exchange License,Exchange Last Activity Date,Assigned Products\r\n";
    private static final String CSV =
            HEADER + "2026-11-22,ann@example.org,Ann,False,,True,2026-11-20,MICROSOFT 365 A3\r\n";

    @TempDir
    Path folder;

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tokensGiven = new AtomicInteger();

    private Puller puller(Provider graph, String more) {
        return new Puller(folder.resolve("home"), new GraphKind(), """
                        - name: m365
                          kind: microsoft-graph
                          url: %s
                          auth: {kind: oauth2, tokenUrl: %s/tenant/oauth2/v2.0/token, clientId: app-1, clientSecret: env:GRAPH}
                        """.formatted(graph.url(), graph.url()) + more)
                .secret("GRAPH", "secret-of-the-app");
    }

    private Provider graph(Function<Ask, Reply> api) {
        return new Provider(ask -> {
            if (ask.path().endsWith("/oauth2/v2.0/token")) {
                assertThat(ask.form())
                        .containsEntry("grant_type", "client_credentials")
                        .containsEntry("client_id", "app-1")
                        .containsEntry("client_secret", "secret-of-the-app");
                assertThat(ask.form().get("scope")).endsWith("/.default");
                String token = "token-" + tokensGiven.incrementAndGet();
                tokens.add(token);
                return Reply.json(
                        "{\"token_type\": \"Bearer\", \"expires_in\": 3599, \"access_token\": \"" + token + "\"}");
            }
            String bearer = ask.header("authorization").replaceFirst("^Bearer ", "");
            return tokens.contains(bearer)
                    ? api.apply(ask)
                    : Reply.json(401, "{\"error\": {\"code\": \"InvalidAuthenticationToken\"}}");
        });
    }

    private static Provider storage(String csv) {
        return new Provider(ask -> new Reply(
                200, Map.of("Content-Type", "application/octet-stream"), csv.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isReport(Ask ask) {
        return ask.path().startsWith("/v1.0/reports/");
    }

    private static Reply toStorage(Provider storage) {
        return Reply.status(302).with("Location", storage.url() + "/reports/data?sig=pre-authenticated");
    }

    private static Reply users(String value, String next) {
        return Reply.json("{\"@odata.context\": \"x\", \"value\": [" + value + "]"
                + (next.isEmpty() ? "" : ", \"@odata.nextLink\": \"" + next + "\"") + "}");
    }

    private static String user(int number) {
        return "{\"id\": \"" + number + "\", \"userPrincipalName\": \"u" + number
                + "@example.org\", \"accountEnabled\": true}";
    }

    @Test
    void theReportIsSavedAsDeliveredFromWhereItLiesAndOurTokenDoesNotGoThere() {
        try (var storage = storage(CSV);
                var graph = graph(ask -> isReport(ask) ? toStorage(storage) : users(user(1), ""))) {
            Puller puller = puller(graph, "");
            PullResult result = puller.pull(NIGHT);
            assertThat(result.failure()).isNull();
            assertThat(result.notes()).isEmpty();
            assertThat(puller.inbox()).containsExactly(REPORT, USERS);
            assertThat(String.join("\r\n", puller.lines(REPORT)) + "\r\n").isEqualTo(CSV);
            assertThat(graph.asked().stream().filter(GraphPullTest::isReport).toList())
                    .extracting(Ask::path)
                    .containsExactly("/v1.0/reports/getOffice365ActiveUserDetail(period='D180')");
            assertThat(storage.asked()).hasSize(1).allSatisfy(ask -> {
                assertThat(ask.headers()).doesNotContainKey("authorization");
                assertThat(ask.query("sig")).isEqualTo("pre-authenticated");
            });
        }
    }

    @Test
    void hiddenNamesAreToldSinceNobodysUseCanBeTold() {
        String hidden = HEADER
                + "2026-11-22,0A1B2C3D4E5F60718293A4B5C6D7E8F9,0A1B2C3D4E5F60718293A4B5C6D7E8F9,False,,True,,\r\n";
        try (var storage = storage(hidden);
                var graph = graph(ask -> toStorage(storage))) {
            PullResult result = puller(graph, "  deliver: [activity]\n").pull(NIGHT);
            assertThat(result.items()).containsExactly(REPORT);
            assertThat(result.notes())
                    .hasSize(1)
                    .first()
                    .satisfies(note -> assertThat(note.message()).contains("hides names"));
        }
    }

    @Test
    void aPageInPlaceOfTheReportBringsNothing() {
        try (var storage = storage("<html>Sign in</html>");
                var graph = graph(ask -> isReport(ask) ? toStorage(storage) : users(user(1), ""))) {
            Puller puller = puller(graph, "");
            assertThat(puller.pull(NIGHT).failure().reason()).contains("not the report");
            assertThat(puller.inbox()).isEmpty();
        }
    }

    @Test
    void accountsAreBroughtPageByPageThroughAnEmptyOneAndOnceEach() {
        try (var graph = graph(ask -> switch (ask.query("$skiptoken")) {
            case "" -> {
                assertThat(ask.query("$select")).contains("accountEnabled").doesNotContain("signInActivity");
                assertThat(ask.query("$top")).isEqualTo("999");
                yield users(user(1) + "," + user(2), next(ask, "a"));
            }
            case "a" -> users("", next(ask, "b"));
            case "b" -> users(user(2) + "," + user(3), "");
            default -> throw new AssertionError();
        })) {
            Puller puller = puller(graph, "  deliver: [users]\n");
            assertThat(puller.pull(NIGHT).failure()).isNull();
            assertThat(elements(puller)).hasSize(3).doesNotHaveDuplicates();
        }
    }

    private static List<String> elements(Puller puller) {
        JsonNode document = JsonMapper.shared().readTree(String.join("\n", puller.lines(USERS)));
        return document.path("value").valueStream().map(JsonNode::toString).toList();
    }

    private static String next(Ask ask, String token) {
        return "http://" + ask.header("host") + "/v1.0/users?$top=999&$skiptoken=" + token;
    }

    @Test
    void aTokenThatEndsBetweenTwoPagesIsRenewed() {
        try (var graph = graph(ask -> {
            if (ask.query("$skiptoken").isEmpty()) {
                tokens.clear();
                return users(user(1), next(ask, "a"));
            }
            return users(user(2), "");
        })) {
            Puller puller = puller(graph, "  deliver: [users]\n");
            assertThat(puller.pull(NIGHT).failure()).isNull();
            assertThat(elements(puller)).hasSize(2);
            assertThat(tokensGiven).hasValue(2);
        }
    }

    @Test
    void anExpiredPageBeginsTheListAnew() {
        var begun = new AtomicInteger();
        try (var graph = graph(ask -> {
            if (ask.query("$skiptoken").isEmpty()) {
                begun.incrementAndGet();
                return users(user(begun.get()), next(ask, "a"));
            }
            return begun.get() == 1
                    ? Reply.json(400, "{\"error\": {\"code\": \"Directory_ExpiredPageToken\", \"message\": \"x\"}}")
                    : users(user(9), "");
        })) {
            Puller puller = puller(graph, "  deliver: [users]\n");
            assertThat(puller.pull(NIGHT).failure()).isNull();
            assertThat(elements(puller)).hasSize(2).first().asString().contains("u2@example.org");
        }
    }

    @Test
    void aNextPageOnAnotherServerIsNotVisited() {
        try (var other = storage("{}");
                var graph = graph(ask -> users(user(1), other.url() + "/v1.0/users?$skiptoken=a"))) {
            Puller puller = puller(graph, "  deliver: [users]\n");
            assertThat(puller.pull(NIGHT).failure().reason()).contains("another server");
            assertThat(other.asked()).isEmpty();
            assertThat(puller.inbox()).isEmpty();
        }
    }

    @Test
    void pagesThatGoInACircleEndThePull() {
        try (var graph = graph(ask -> users(user(1), next(ask, "same")))) {
            assertThat(puller(graph, "  deliver: [users]\n")
                            .pull(NIGHT)
                            .failure()
                            .reason())
                    .contains("again and again");
        }
    }

    @Test
    void aRedirectAwayIsNotFollowedForAccounts() {
        try (var other = storage("{\"value\": []}");
                var graph = graph(ask -> Reply.status(302).with("Location", other.url() + "/v1.0/users"))) {
            assertThat(puller(graph, "  deliver: [users]\n")
                            .pull(NIGHT)
                            .failure()
                            .reason())
                    .contains("sends us elsewhere");
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void throttlingIsHeededAndWhatWasNotBroughtWholeIsNotBroughtAtAll() {
        var asks = new AtomicInteger();
        try (var storage = storage(CSV);
                var graph = graph(ask -> {
                    if (isReport(ask)) {
                        return asks.incrementAndGet() == 1
                                ? Reply.json(429, "{}").with("Retry-After", "11")
                                : toStorage(storage);
                    }
                    return Reply.status(500);
                })) {
            Puller puller = puller(graph, "");
            assertThat(puller.pull(NIGHT).failure().reason()).contains("answered 500");
            assertThat(puller.waits()).contains(Duration.ofSeconds(11));
            assertThat(puller.inbox()).isEmpty();
        }
    }

    @Test
    void signInsAreAskedForWhereTheTenantHasThem() {
        try (var graph = graph(ask -> {
            assertThat(ask.query("$select")).endsWith(",signInActivity");
            assertThat(ask.query("$top")).isEqualTo("500");
            assertThat(ask.query("$filter")).isEqualTo("userType eq 'Member'");
            return users(user(1), "");
        })) {
            Puller puller = puller(graph, "  deliver: [users]\n  signIns: true\n  userFilter: userType eq 'Member'\n");
            assertThat(puller.pull(NIGHT).failure()).isNull();
            assertThat(graph.asked("/v1.0/users")).hasSize(1);
        }
    }

    @Test
    void faultsInTheSettingsAreTold() {
        assertThatThrownBy(() -> new Puller(folder.resolve("other"), new GraphKind(), """
                        - name: m365
                          kind: microsoft-graph
                          period: D60
                          auth: {kind: oauth2, clientId: app, clientSecret: plain}
                        """))
                .hasMessageContaining("'period' is D7")
                .hasMessageContaining("'tenant' is the id")
                .hasMessageContaining("must not stand in this file")
                .hasMessageNotContaining("plain");
    }
}
