package org.yearbook.ingest.source.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;
import org.yearbook.warehouse.home.HomeException;

/** The sources of a district, spoilt: read, or refused in a sentence. */
class SpoiltSourcesTest {

    private static final Spoilt YAML =
            new Spoilt(": :~ -~ [ ] { } &a~ *a | ' \" # ?~ env: file: http:// https:// {date} ../");
    private static final String GOOD = """
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
              password: env:PASSWORD
              hostKey: SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
              files: ["out/*.csv"]
            - {name: report, kind: https, url: "https://v.example.org/{date}.csv", saveAs: "apps-{date}.csv"}
            """;

    @TempDir
    Path folder;

    @Test
    void sourcesAreReadOrRefused() throws IOException {
        Fuzzing.each(300, random -> {
            try {
                assertThat(new SourceHome(folder)
                                .sources(YAML.text(GOOD, random))
                                .read())
                        .isNotNull();
            } catch (HomeException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }
}
