package org.yearbook.ingest.source.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.fuzz.Strangers;
import org.yearbook.ingest.source.SourceKinds;
import org.yearbook.warehouse.home.HomeException;

/** The examples of {@code docs/sources.md}, as somebody copies them. */
class SourcesGuideTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\\n(?:sources:\\n)?(  - name: .*?)```");
    private static final String KEY_OF_A_HOST = "SHA256:" + "A".repeat(43);

    @TempDir
    Path folder;

    private static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "sources.md")))
                .results()
                .map(match ->
                        match.group(1).replace("SHA256:AbC...", KEY_OF_A_HOST).stripIndent())
                .toList();
    }

    @Test
    void eachIsReadAndEveryKindHasOne() throws IOException {
        assertThat(examples())
                .extracting(example ->
                        new SourceHome(folder).sources(example).read().get(0).kind())
                .containsAll(SourceKinds.all().stream()
                        .map(SourceKind::name)
                        .filter(kind -> !kind.equals("folder"))
                        .toList());
    }

    @Test
    void aSlipInAKeyIsToldWhereverItStands() throws IOException {
        for (String example : examples()) {
            assertThat(Strangers.of(example)).isNotEmpty().allSatisfy(stranger -> {
                // Three lines stand before the sources of the home.
                String line = " line " + (stranger.line() + 3) + ": ";
                Throwable thrown = catchThrowable(
                        () -> new SourceHome(folder).sources(stranger.text()).read());
                assertThat(thrown).as("%s%n%s", line, stranger.text()).isInstanceOf(HomeException.class);
                assertThat(String.valueOf(thrown.getMessage()).lines())
                        .anySatisfy(told -> assertThat(told).contains(line, "'" + Strangers.KEY + "'"));
            });
        }
    }
}
