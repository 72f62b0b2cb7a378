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

    @TempDir
    Path folder;

    @Test
    void sourcesAreReadOrRefused() throws IOException {
        Fuzzing.each(300, random -> {
            try {
                assertThat(new SourceHome(folder)
                                .sources(YAML.text(SourcesFileTest.GOOD, random))
                                .read())
                        .isNotNull();
            } catch (HomeException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }
}
