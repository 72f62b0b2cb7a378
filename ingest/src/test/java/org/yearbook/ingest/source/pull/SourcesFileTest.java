package org.yearbook.ingest.source.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.ingest.source.pull.ConfiguredSource.Every;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.HomeException;

class SourcesFileTest {

    static final String GOOD = """
            - name: sis
              kind: oneroster
              url: https://sis.example.org/ims/oneroster/v1p1
              every: weekly
              maxMinutes: 30
              auth: {kind: oauth2, tokenUrl: "https://sis.example.org/token", clientId: env:ID, clientSecret: file:s}
            - name: files
              kind: sftp
              host: sftp.example.org
              user: district
              paused: true
              password: env:PASSWORD
              hostKey: SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
              files: ["out/*.csv"]
            - {name: report, kind: https, url: "https://v.example.org/{date}.csv", saveAs: "apps-{date}.csv"}
            """;

    @TempDir
    Path folder;

    private SourceHome home(String yaml) {
        return new SourceHome(folder).sources(yaml);
    }

    private String faults(String yaml) {
        Throwable thrown = catchThrowable(() -> home(yaml).read());
        assertThat(thrown).as("a fault").isInstanceOf(HomeException.class);
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void aFileThatIsNoYamlIsToldByItsLineWithoutWhatStandsThere() {
        String broken = "- {name: one, kind: https, password: *hunter2}";
        assertThat(faults(broken)).contains("line 4").doesNotContain("hunter2");
        Throwable thrown = catchThrowable(() -> DistrictFile.read(home(broken).home()));
        assertThat(thrown).isInstanceOf(HomeException.class).hasNoCause();
        assertThat(thrown.getMessage()).contains("line 4").doesNotContain("hunter2");
    }

    @Test
    void sourcesAreReadInTheirOrder() {
        SourceHome home = home(GOOD);
        assertThat(home.read()).extracting(ConfiguredSource::name).containsExactly("sis", "files", "report");
        ConfiguredSource sis = home.read().get(0);
        assertThat(sis.every()).isEqualTo(Every.WEEKLY);
        assertThat(sis.patience()).isEqualTo(Duration.ofMinutes(30));
        assertThat(home.read().get(1).paused()).isTrue();
        assertThat(DistrictFile.read(home.home()).name()).isEqualTo("Test");
    }

    @Test
    void aHomeWithoutSourcesHasNone() {
        assertThat(home("").read()).isEmpty();
    }

    /** Each takes the good file and breaks one thing; the message names the line and the thing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "every: weekly|every: daily|line 7: 'every' cannot be 'daily'",
                "kind: sftp|kind: stfp|line 11: 'kind' cannot be 'stfp'; it is one of",
                "name: files|name: sis|line 10: two sources are named 'sis'",
                "name: sis|name: Our SIS|line 4: 'name' must be small letters",
                "maxMinutes: 30|maxMinutes: 0|line 8: 'maxMinutes' must be a whole number",
                "paused: true|pausd: true|line 14: 'pausd' is not known here.",
                "host: sftp.example.org|user2: x|'host' is missing",
                "env:PASSWORD|hunter2|line 15: 'password' must not stand in this file",
                "file:s}|hunter2}|line 9: 'clientSecret' must not stand in this file",
                "https://sis.example.org/ims|http://sis.example.org/ims|line 6: 'url' must begin with https",
                "https://sis.example.org/ims|ftp://sis.example.org/ims|line 6: 'url' must begin with https",
                "https://sis.example.org/ims|https://me:pw@sis.example.org/ims|line 6: 'url' must not hold a user or password",
                "url: https://sis.example.org/ims/oneroster/v1p1|url: sis|line 6: 'url' names no host",
                "oneroster/v1p1|oneroster|line 6: 'url' does not end in /v1p1 or /v1p2",
                "hostKey: SHA256|hostKey: MD5|line 16: 'hostKey' must be the server's fingerprint",
                "out/*.csv|o*t/*.csv|line 17: 'files' lists paths whose last part",
                "apps-{date}.csv|../apps.csv|line 18: 'saveAs' must be a plain file name",
                "apps-{date}.csv|apps-{day}.csv|line 18: 'saveAs' may hold {date} and {year}",
                "kind: oauth2|kind: oauth3|line 9: 'kind' cannot be 'oauth3' here"
            })
    void aFaultIsToldWithItsLine(String example) {
        String[] parts = example.split("\\|");
        String good = parts[0];
        String bad = parts[1];
        String told = parts[2];
        assertThat(GOOD).contains(good);
        assertThat(faults(GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad))))
                .contains(told)
                .doesNotContain("hunter2")
                .doesNotContain("pw@");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        String faults = faults(GOOD.replace("every: weekly", "every: daily").replace("env:PASSWORD", "x"));
        assertThat(faults).contains("'every'").contains("'password'");
    }

    @Test
    void plainHttpIsFineOnThisMachine() {
        assertThat(home(GOOD.replace("https://sis.example.org/ims", "http://localhost:8080/ims"))
                        .read())
                .hasSize(3);
    }

    @Test
    void sourcesThatAreNoListAreAFault() {
        assertThatThrownBy(() -> home("name: sis\n").read()).hasMessageContaining("'sources' must be a list");
    }
}
