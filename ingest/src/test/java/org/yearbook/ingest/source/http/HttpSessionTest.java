package org.yearbook.ingest.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.SourceHome;
import org.yearbook.ingest.source.pull.SourceSettings.Named;
import org.yearbook.warehouse.outbound.EnvironmentProxies;

class HttpSessionTest {

    private static final HttpPolicy QUICK =
            HttpPolicy.USUAL.within(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(1500));

    @TempDir
    Path folder;

    private final ScriptedServer server = new ScriptedServer();
    private SourceHome home;
    private PullContext context;

    @BeforeEach
    void open() {
        home = new SourceHome(folder).secret("S", "s3cret").sources("""
                - {name: x, kind: https, url: "https://example.org/x", saveAs: x.csv}
                """);
        context = home.context(home.read().get(0));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpSession session(HttpPolicy policy) throws PullFailure {
        return new HttpSession(context, policy, HttpAuth.NONE);
    }

    private HttpAnswer get() throws PullFailure {
        return session(QUICK).send(HttpAsk.get(server.url("/a?key=hidden")));
    }

    private PullFailure failure() {
        return catchThrowableOfType(PullFailure.class, this::get);
    }

    @Test
    void aPassingFaultIsWaitedOutLongerEachTime() throws PullFailure {
        server.then(503, "").then(500, "").then(502, "").then(504, "").then(200, "yes");
        assertThat(get().text()).isEqualTo("yes");
        List<Duration> slept = home.time().slept();
        assertThat(slept).hasSize(4);
        for (int i = 0; i < slept.size(); i++) {
            assertThat(slept.get(i)).isBetween(Duration.ofMillis(500L << i), Duration.ofMillis(1000L << i));
        }
    }

    @Test
    void afterSomeTriesItIsToldWithoutTheQuery() {
        server.then(500, "a secret of the server");
        assertThat(failure().reason())
                .contains("/a answered 500")
                .contains("try 6")
                .doesNotContain("hidden")
                .doesNotContain("secret of the server");
        assertThat(server.heard()).hasSize(6);
    }

    @Test
    void retryAfterIsObeyedInSecondsAndAsADate() throws PullFailure {
        server.then(429, "", "Retry-After", "30")
                .then(429, "", "Retry-After", "Wed, 25 Nov 2026 08:02:00 GMT")
                .then(200, "yes");
        assertThat(get().ok()).isTrue();
        assertThat(home.time().slept()).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(90));
    }

    @Test
    void aServerThatSendsUsAwayForHoursIsNotWaitedFor() {
        server.then(429, "", "Retry-After", "7200");
        assertThat(failure().reason()).contains("429").contains("longer than a pull may wait");
        assertThat(home.time().slept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422, 501})
    void whatAnotherTryWouldNotBetterIsNotTriedAgain(int status) throws PullFailure {
        server.then(status, "");
        assertThat(get().status()).isEqualTo(status);
        assertThat(server.heard()).hasSize(1);
    }

    @Test
    @Timeout(20)
    void aConnectionThatBreaksIsTriedAgain() throws PullFailure {
        server.then(exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write(1);
                    exchange.close();
                })
                .then(200, "whole");
        assertThat(get().text()).isEqualTo("whole");
    }

    @Test
    @Timeout(20)
    void aServerThatSaysNothingEndsInATimeout() throws PullFailure {
        server.then(exchange -> sleep(5_000)).then(200, "yes");
        assertThat(get().text()).isEqualTo("yes");
    }

    @Test
    @Timeout(20)
    void aBodyThatStopsComingEndsInATimeout() throws PullFailure {
        server.then(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                    sleep(5_000);
                })
                .then(200, "yes");
        assertThat(get().text()).isEqualTo("yes");
    }

    @Test
    @Timeout(30)
    void aBodyThatDripsForEverEndsAtTheLimitOfTheWhole() {
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 200; i++) {
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                sleep(100);
            }
        });
        assertThat(failure().reason()).contains("did not answer in time");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks a host that no name server knows, so that only a proxy can answer for it. */
    private HttpAnswer throughProxy(String scheme, int port) throws PullFailure {
        ProxySelector before = ProxySelector.getDefault();
        EnvironmentProxies.follow(Map.of("all_proxy", "http://localhost:" + port), fault -> {});
        try {
            return session(QUICK).send(HttpAsk.get(URI.create(scheme + "://sis.district.invalid/a")));
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void theProxyOfTheEnvironmentIsAskedForAnotherHost() throws PullFailure {
        server.then(200, "yes");
        assertThat(throughProxy("http", server.url("/").getPort()).text()).isEqualTo("yes");
        assertThat(server.heard()).singleElement().asString().startsWith("GET http://sis.district.invalid/a ");
        assertThatThrownBy(() -> session(QUICK).send(HttpAsk.get(URI.create("http://sis.district.invalid/a"))))
                .as("nobody else answers for it")
                .hasMessageContaining("sis.district.invalid cannot be reached.");
    }

    @ParameterizedTest
    @CsvSource({
        "403, does not let us through to sis.district.invalid (403).",
        "407, asks for a name and a password (407)."
    })
    @Timeout(60)
    void aProxyThatRefusesIsNamed(int status, String words) throws IOException, InterruptedException {
        try (var proxy = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            var heard = new CopyOnWriteArrayList<String>();
            var answering = new Thread(() -> refuse(proxy, status, heard));
            answering.start();
            assertThatThrownBy(() -> throughProxy("https", proxy.getLocalPort()).orFail())
                    .isInstanceOf(PullFailure.class)
                    .hasMessageContaining("web proxy")
                    .hasMessageContaining(words);
            assertThat(heard).contains("CONNECT sis.district.invalid:443 HTTP/1.1");
            proxy.close();
            answering.join();
        }
    }

    private static void refuse(ServerSocket proxy, int status, List<String> heard) {
        while (true) {
            try (var caller = proxy.accept()) {
                var asked =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
                for (String line = asked.readLine(); line != null && !line.isEmpty(); line = asked.readLine()) {
                    heard.add(line);
                }
                caller.getOutputStream()
                        .write(("HTTP/1.1 " + status + " No\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                                        + "Content-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                return; // the test is over
            }
        }
    }

    @Test
    @Timeout(30)
    void aProxyThatIsNotThereIsNamed() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> throughProxy("https", port))
                .hasMessageContaining("sis.district.invalid cannot be reached through the web proxy localhost:" + port);
    }

    @Test
    @Timeout(30)
    void nobodyThereIsToldByName() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> session(QUICK).send(HttpAsk.get(URI.create("http://localhost:" + port + "/"))))
                .isInstanceOf(PullFailure.class)
                .hasMessageContaining("localhost cannot be reached");
    }

    @Test
    void anAnswerLargerThanAllowedIsGivenUpAtOnce() {
        server.then(200, "x".repeat(5_000));
        assertThatThrownBy(() -> session(QUICK.atMost(1_000)).send(HttpAsk.get(server.url("/"))))
                .isInstanceOf(PullFailure.class)
                .hasMessageContaining("more than 1000 bytes");
        assertThat(server.heard()).hasSize(1);
    }

    @Test
    void aRedirectIsFollowedOnTheSameServerOnly() throws PullFailure {
        server.then(302, "", "Location", "/b?x=1").then(200, "there");
        assertThat(get().url()).isEqualTo(server.url("/b?x=1"));
        try (var other = new ScriptedServer().then(200, "elsewhere")) {
            server.then(302, "", "Location", other.url("/c").toString());
            server.then(302, "", "Location", other.url("/c").toString());
            get();
            PullFailure failure = failure();
            assertThat(failure.reason()).contains("sends us elsewhere");
            assertThat(other.heard()).isEmpty();
        }
    }

    @Test
    void aDownloadMayLieElsewhereAndTheCredentialsStayHere() throws PullFailure, IOException {
        try (var storage = new ScriptedServer().then(200, "a,b\n1,2\n")) {
            server.then(302, "", "Location", storage.url("/file?signature=abc").toString());
            var session = new HttpSession(context, QUICK.forDownloads(), new FixedAuth.Bearer(new Secret("env:S")));
            Path file = folder.resolve("download");
            session.send(HttpAsk.get(server.url("/report")), file).orFail();
            assertThat(Files.readString(file)).isEqualTo("a,b\n1,2\n");
            assertThat(server.heard()).containsExactly("GET /report Bearer s3cret");
            assertThat(storage.heard()).containsExactly("GET /file?signature=abc null");
        }
    }

    @Test
    void aRedirectToPlainHttpElsewhereIsNotFollowed() {
        server.then(302, "", "Location", "http://example.org/x");
        assertThatThrownBy(() -> session(QUICK.forDownloads()).send(HttpAsk.get(server.url("/report"))))
                .isInstanceOf(PullFailure.class)
                .hasMessageContaining("where we do not go");
    }

    @Test
    void aCircleOfRedirectsEnds() {
        server.then(302, "", "Location", "/again");
        assertThat(failure().reason()).contains("without end");
    }

    private OAuth2 oauth(boolean inBody, String... scopes) {
        return new OAuth2(server.url("/token"), new Named("client:id"), new Secret("env:S"), List.of(scopes), inBody);
    }

    private static String token(String token, long seconds) {
        return "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}";
    }

    @Test
    void aTokenIsReusedAndRenewedBeforeItExpires() throws PullFailure {
        server.then(200, token("one", 100))
                .then(200, "a")
                .then(200, "b")
                .then(200, token("two", 100))
                .then(200, "c");
        var session = new HttpSession(context, QUICK, oauth(false, "some scope"));
        session.send(HttpAsk.get(server.url("/a")));
        home.time().pass(Duration.ofSeconds(89));
        session.send(HttpAsk.get(server.url("/b")));
        home.time().pass(Duration.ofSeconds(2));
        session.send(HttpAsk.get(server.url("/c")));
        assertThat(server.heard())
                .containsExactly(
                        "POST /token Basic Y2xpZW50JTNBaWQ6czNjcmV0",
                        "GET /a Bearer one",
                        "GET /b Bearer one",
                        "POST /token Basic Y2xpZW50JTNBaWQ6czNjcmV0",
                        "GET /c Bearer two");
        assertThat(server.bodies().get(0)).isEqualTo("grant_type=client_credentials&scope=some%20scope");
    }

    @Test
    void aRequestThatIsRefusedTwiceIsNotAskedAThirdTime() throws PullFailure {
        server.then(200, token("one", 0))
                .then(401, "")
                .then(200, token("two", 0))
                .then(401, "");
        var session = new HttpSession(context, QUICK, oauth(true));
        assertThat(session.send(HttpAsk.get(server.url("/a"))).status()).isEqualTo(401);
        assertThat(server.heard())
                .containsExactly("POST /token null", "GET /a Bearer one", "POST /token null", "GET /a Bearer two");
        assertThat(server.bodies().get(0))
                .isEqualTo("grant_type=client_credentials&client_id=client%3Aid&client_secret=s3cret");
    }

    @Test
    void anInvalidScopeIsFollowedByTheNextOne() throws PullFailure {
        server.then(400, "{\"error\":\"invalid_scope\"}")
                .then(200, token("one", 60))
                .then(200, "a");
        var session = new HttpSession(context, QUICK, oauth(true, "core demographics", "core"));
        assertThat(session.send(HttpAsk.get(server.url("/a"))).ok()).isTrue();
        assertThat(server.bodies().get(0)).contains("scope=core%20demographics");
        assertThat(server.bodies().get(1)).contains("scope=core&");
    }

    @Test
    void aRefusedClientIsToldWithoutTheSecretOrWhatTheServerSaid() {
        server.then(401, "{\"error\":\"invalid_client\",\"error_description\":\"secret s3cret is wrong\"}");
        var failure = catchThrowableOfType(
                PullFailure.class,
                () -> new HttpSession(context, QUICK, oauth(false, "x")).send(HttpAsk.get(server.url("/a"))));
        assertThat(failure.reason()).contains("401 invalid_client").doesNotContain("s3cret");
        assertThat(failure.whatToDo()).contains("credentials: body");
    }

    private static String part(String header, String name) {
        var matcher = Pattern.compile(name + "=\"([^\"]+)\"").matcher(header);
        assertThat(matcher.find()).as(header).isTrue();
        return matcher.group(1);
    }

    @Test
    void everyTryIsSignedAnewSinceAServerTakesANonceOnce() throws PullFailure {
        server.then(503, "").then(200, "yes");
        var auth = new OAuth1(new Named("key"), new Secret("env:S"), OAuth1.Method.HMAC_SHA256);
        var session = new HttpSession(context, QUICK, auth);
        assertThat(session.send(HttpAsk.get(server.url("/a"))).text()).isEqualTo("yes");
        assertThat(server.heard()).hasSize(2);
        assertThat(server.heard())
                .extracting(heard -> part(heard, "oauth_nonce"))
                .doesNotHaveDuplicates();
        assertThat(server.heard())
                .extracting(heard -> part(heard, "oauth_signature"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whereARedirectLeadsIsSignedForItsOwnAddress() throws PullFailure {
        server.then(302, "", "Location", "/b").then(200, "yes");
        List<URI> signed = new ArrayList<>();
        HttpAuth auth = any -> new HttpAuth.Signer() {

            @Override
            public Map<String, String> headers(HttpAsk ask, HttpAuth.Plain plain) {
                signed.add(ask.url());
                return Map.of();
            }

            @Override
            public boolean renew() {
                return false;
            }
        };
        assertThat(new HttpSession(context, QUICK, auth)
                        .send(HttpAsk.get(server.url("/a")))
                        .text())
                .isEqualTo("yes");
        assertThat(signed).containsExactly(server.url("/a"), server.url("/b"));
    }

    @Test
    void aMissingSecretIsToldByItsPlace() {
        var auth = new FixedAuth.ApiKey("X-Key", new Secret("env:NOT_SET"));
        assertThatThrownBy(() -> new HttpSession(context, QUICK, auth))
                .isInstanceOf(PullFailure.class)
                .hasMessageContaining("env:NOT_SET");
    }
}
