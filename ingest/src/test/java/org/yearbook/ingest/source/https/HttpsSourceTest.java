package org.yearbook.ingest.source.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.http.ScriptedServer;
import org.yearbook.ingest.source.pull.ConfiguredSource;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullResult;
import org.yearbook.ingest.source.pull.SourceHome;

class HttpsSourceTest {

    @TempDir
    Path folder;

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private SourceHome home(String path, String saveAs, String more) {
        return new SourceHome(folder).secret("KEY", "k3y").sources("""
                - name: usage
                  kind: https
                  url: "%s"
                  saveAs: "%s"
                %s""".formatted(
                        server.url("/").toString() + path, saveAs, more.indent(2)));
    }

    @Test
    void aDatedFileIsSavedUnderADatedName() throws IOException {
        server.then(200, "date,logins\n2026-11-24,3\n");
        SourceHome home = home("export/{date}.csv?year={year}", "apps-usage-{date}.csv", """
                daysBack: 1
                auth: {kind: apiKey, header: X-Api-Key, key: "env:KEY"}
                """);
        PullResult result = home.pull("2026-11-25");
        assertThat(result.failure()).isNull();
        assertThat(result.items()).containsExactly("apps-usage-2026-11-24.csv");
        assertThat(Files.readString(home.home().inbox().resolve("apps-usage-2026-11-24.csv")))
                .isEqualTo("date,logins\n2026-11-24,3\n");
        assertThat(server.heard()).containsExactly("GET /export/2026-11-24.csv?year=2026-27 null");
    }

    @Test
    void theDaysOfNightsThatFailedOrWereNotRunAreAskedForLater() {
        server.then(200, "date,logins\n2026-11-20,3\n")
                .then(400, "")
                .then(404, "")
                .then(200, "date,logins\n2026-11-22,4\n")
                .then(200, "date,logins\n2026-11-23,5\n")
                .then(200, "date,logins\n2026-11-24,6\n");
        SourceHome home = home("export/{date}.csv", "apps-usage-{date}.csv", "daysBack: 1\n");
        assertThat(home.pull("2026-11-21").items()).containsExactly("apps-usage-2026-11-20.csv");
        home.takeAll();
        assertThat(home.pull("2026-11-22").failure()).isNotNull();
        PullResult later = home.pull("2026-11-24");
        assertThat(later.failure()).isNull();
        assertThat(later.items()).containsExactly("apps-usage-2026-11-22.csv", "apps-usage-2026-11-23.csv");
        assertThat(later.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.message())
                        .isEqualTo(
                                "The pull of 2026-11-22 did not succeed, and there is no file of its day any more."));
        home.takeAll();
        assertThat(home.pull("2026-11-25").items()).as("the others came").containsExactly("apps-usage-2026-11-24.csv");
        assertThat(server.heard())
                .extracting(ask -> ask.replaceAll(".*/export/|\\.csv.*", ""))
                .containsExactly("2026-11-20", "2026-11-21", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24");
    }

    @Test
    void aWeeklySourceAsksForTheDaysOnWhichItWasDueAlone() {
        server.then(200, "a\n1\n").then(400, "").then(200, "a\n2\n").then(200, "a\n3\n");
        SourceHome home = home("export/{date}.csv", "apps-usage-{date}.csv", "every: weekly\n");
        assertThat(home.pull("2026-11-02").failure()).isNull();
        home.takeAll();
        assertThat(home.pull("2026-11-09").failure()).isNotNull();
        int asked = server.heard().size();
        assertThat(home.pull("2026-11-11").items())
                .containsExactly("apps-usage-2026-11-09.csv", "apps-usage-2026-11-11.csv");
        assertThat(server.heard()).hasSize(asked + 2);
    }

    @Test
    void aSecretMayHaveTheMarkOfItsEditorAndOneThatNoHeaderHoldsIsToldWithoutIt() {
        List<String> keys = new ArrayList<>();
        server.then(exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("X-Api-Key"));
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        });
        String auth = "auth: {kind: apiKey, header: X-Api-Key, key: \"env:KEY\"}\n";
        home("x.csv", "hr-staff.csv", auth).secret("KEY", "\uFEFFk3y\r\n").pull("2026-11-25");
        assertThat(keys).contains("k3y");

        PullResult broken = home("x.csv", "hr-staff.csv", auth)
                .secret("KEY", "hunter2\nsecond line")
                .pull("2026-11-25");
        assertThat(broken.failure()).isNotNull();
        assertThat(broken.failure().reason())
                .contains("The secret of usage cannot be sent in the header X-Api-Key")
                .doesNotContain("hunter2");
        assertThat(broken.failure().getCause()).as("its words quote the secret").isNull();
    }

    @Test
    void whatTheServerSaysIsUnchangedIsNotFetchedAgain() {
        List<String> conditions = new ArrayList<>();
        server.then(200, "a\n1\n", "ETag", "\"v1\"", "Last-Modified", "Tue, 24 Nov 2026 08:00:00 GMT")
                .then(exchange -> {
                    conditions.add(exchange.getRequestHeaders().getFirst("If-None-Match"));
                    conditions.add(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
                    exchange.sendResponseHeaders(304, -1);
                    exchange.close();
                });
        SourceHome home = home("x.csv", "hr-staff.csv", "");
        assertThat(home.pull("2026-11-25").items()).hasSize(1);
        home.takeAll();
        PullResult second = home.pull("2026-11-26");
        assertThat(second.failure()).isNull();
        assertThat(second.items()).isEmpty();
        assertThat(conditions).containsExactly("\"v1\"", "Tue, 24 Nov 2026 08:00:00 GMT");
        // The third night still remembers what the second one was not told again.
        assertThat(home.pull("2026-11-27").items()).isEmpty();
        assertThat(conditions).hasSize(4).doesNotContainNull();
    }

    @Test
    void theSameBytesAreNotDeliveredAgain() {
        server.then(200, "a\n1\n").then(200, "a\n1\n").then(200, "a\n2\n");
        SourceHome home = home("x.csv", "hr-staff.csv", "");
        assertThat(home.pull("2026-11-25").items()).hasSize(1);
        home.takeAll();
        assertThat(home.pull("2026-11-26").items()).isEmpty();
        assertThat(home.pull("2026-11-27").items()).hasSize(1);
    }

    @Test
    void aPreSignedDownloadIsFollowed() throws IOException {
        try (var storage = new ScriptedServer().then(200, "a\n1\n")) {
            server.then(302, "", "Location", storage.url("/blob?sig=x").toString());
            SourceHome home = home("report", "hr-staff.csv", "auth: {kind: bearer, token: \"env:KEY\"}");
            assertThat(home.pull("2026-11-25").failure()).isNull();
            assertThat(Files.readString(home.home().inbox().resolve("hr-staff.csv")))
                    .isEqualTo("a\n1\n");
            assertThat(storage.heard()).containsExactly("GET /blob?sig=x null");
        }
    }

    @Test
    void aPageForSigningInIsNoFile() {
        server.then(200, "<html>Please sign in</html>", "Content-Type", "text/html; charset=utf-8");
        PullResult result = home("x.csv", "hr-staff.csv", "").pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).contains("a web page instead of a file");
    }

    @Test
    void aPackedFileThatIsBrokenIsNotTakenForAFaultOfTheDisk() {
        server.then(200, "no gzip at all", "Content-Encoding", "gzip");
        PullResult result = home("x.csv", "hr-staff.csv", "").pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).contains("/x.csv", "cannot be unpacked");
    }

    @Test
    void aFileThatIsNotThereYetIsToldWithoutTheQuery() {
        server.then(404, "");
        PullResult result = home("x.csv?key=hidden", "hr-staff.csv", "").pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).contains("404").doesNotContain("hidden");
    }

    @Test
    void anAddressThatIsASecretItselfIsKeptElsewhere() {
        server.then(200, "a\n1\n");
        SourceHome home = new SourceHome(folder)
                .secret("ADDRESS", server.url("/private?sig=1").toString())
                .sources("- {name: usage, kind: https, url: \"env:ADDRESS\", saveAs: hr-staff.csv}");
        assertThat(home.pull("2026-11-25").items()).containsExactly("hr-staff.csv");
        assertThat(server.heard()).containsExactly("GET /private?sig=1 null");
        assertThat(home.state("usage").marks().toString()).doesNotContain("sig=1");
    }

    @Test
    void theSecretPathOfAnAddressIsShownNowhere() throws IOException, PullFailure {
        server.then(404, "");
        SourceHome home = new SourceHome(folder)
                .secret("ADDRESS", server.url("/private-path/x.csv?sig=1").toString())
                .sources("- {name: usage, kind: https, url: \"env:ADDRESS\", saveAs: hr-staff.csv}");
        PullResult result = home.pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason())
                .contains("http://localhost", "404")
                .doesNotContain("private-path");
        assertThat(Files.readString(home.home().state().resolve("sources/usage.json")))
                .contains("404")
                .doesNotContain("private-path");
    }

    @Test
    void theSecretPathOfAnAddressIsNotShownByATrial() throws PullFailure {
        server.then(200, "a\n1\n");
        SourceHome home = new SourceHome(folder)
                .secret("ADDRESS", server.url("/private-path/x.csv?sig=1").toString())
                .sources("- {name: usage, kind: https, url: \"env:ADDRESS\", saveAs: hr-staff.csv}");
        ConfiguredSource source = home.read().get(0);
        List<String> told = new ArrayList<>();
        source.source().check(home.context(source), told::add);
        assertThat(told).singleElement().asString().contains("4 bytes").doesNotContain("private-path");
    }

    @Test
    void whereWeAreSentForAFileIsShownWithoutThePath() {
        try (var storage = new ScriptedServer().then(403, "")) {
            server.then(
                    302,
                    "",
                    "Location",
                    storage.url("/pre-authorised/blob?sig=x").toString());
            PullResult result = home("report", "hr-staff.csv", "").pull("2026-11-25");
            assertThat(result.failure()).isNotNull();
            assertThat(result.failure().reason())
                    .contains("http://localhost", "403")
                    .doesNotContain("pre-authorised");
        }
    }

    @Test
    void aTrialSaysWhatItFoundAndBringsNothing() throws PullFailure {
        server.then(200, "a\n1\n", "Content-Type", "text/csv");
        SourceHome home = home("x.csv", "hr-staff.csv", "");
        ConfiguredSource source = home.read().get(0);
        List<String> told = new ArrayList<>();
        source.source().check(home.context(source), told::add);
        assertThat(told)
                .singleElement()
                .asString()
                .contains("4 bytes of text/csv")
                .contains("saves them as hr-staff.csv");
        assertThat(home.inbox()).isEmpty();
    }
}
