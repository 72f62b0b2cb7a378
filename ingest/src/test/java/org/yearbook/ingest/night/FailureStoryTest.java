package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;

/** What is shown of a failure has no value of a record; what is kept has all of it. */
class FailureStoryTest {

    private static final String VALUE = "12-Ortega";

    @TempDir
    Path folder;

    static Stream<RuntimeException> failuresThatQuoteAValue() {
        var number = catchThrowableOfType(NumberFormatException.class, () -> Integer.parseInt(VALUE));
        EngineException engine;
        try (var duck = Duck.inMemory(Limits.small())) {
            engine = catchThrowableOfType(
                    EngineException.class, () -> duck.run("select cast('" + VALUE + "' as integer)"));
        }
        return Stream.of(
                number,
                engine,
                new IllegalStateException("Item staff/all failed. " + engine.getMessage(), engine),
                new IllegalArgumentException(number));
    }

    @ParameterizedTest
    @MethodSource("failuresThatQuoteAValue")
    void theWordsOfOthersAreKeptInTheHomeAlone(RuntimeException failure) {
        assertThat(failure).hasMessageContaining(VALUE);
        Path kept = folder.resolve("runs/last-failure.txt");
        assertThat(told(failure, folder))
                .isEqualTo("The night failed.\nWhat to send to whoever keeps Yearbook running stands in " + kept + ".");
        assertThat(kept).content().contains(VALUE).contains("\tat ");
    }

    @ParameterizedTest
    @MethodSource("failuresThatQuoteAValue")
    void withoutAHomeTheWayIsShownThatLedToIt(RuntimeException failure) {
        assertThat(told(failure, null))
                .startsWith("The night failed.\n")
                .contains(failure.getClass().getName(), "\tat ")
                .doesNotContain(VALUE);
        assertThat(told(failure, folder.resolve("nowhere"))).isEqualTo(told(failure, null));
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void whereDuckCannotBeLoadedTheFolderIsNamedThatItIsLoadedFrom() throws IOException, InterruptedException {
        var home = new TestHome(folder.resolve("home"));
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder.resolve("none"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        YearbookIngest.class.getName(),
                        "nightly",
                        "--home",
                        home.home().root().toString())
                .redirectErrorStream(true);
        builder.environment().put("https_proxy", "socks5://someone:pa55word@proxy.invalid:1080");
        Process night = builder.start();
        String said = new String(night.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said)
                .contains("https_proxy is not an address like http://proxy.example.org:3128, and is not followed.")
                .doesNotContain("pa55word")
                .contains("The night failed: DuckDB cannot be loaded from " + folder.resolve("none") + ",")
                .contains("name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
        assertThat(night.waitFor()).isEqualTo(4);
        assertThat(home.home().runs().resolve("last-failure.txt")).content().contains("NoSuchFileException");
    }

    @Test
    void sentencesOfOursAreShown() {
        assertThat(told(new IllegalStateException("Of the 3 rows 2 are accounted for"), folder))
                .startsWith("The night failed: Of the 3 rows 2 are accounted for\n");
        var gone =
                catchThrowableOfType(NoSuchFileException.class, () -> Files.readString(folder.resolve("night.json")));
        assertThat(told(new UncheckedIOException("The record of a night cannot be read", gone), folder))
                .startsWith("The night failed: The record of a night cannot be read\n");
    }

    @Test
    void aFullDiskIsCalledThat() {
        var refused = new EngineException(
                "DuckDB refused", new SQLException("IO Error: Could not write " + VALUE + ": No space left on device"));
        assertThat(told(new IllegalStateException("Item staff/all failed. " + refused.getMessage(), refused), folder))
                .startsWith("The night failed: The disk is full. Make room, then run it again.\n")
                .doesNotContain(VALUE);
        assertThat(FailureStory.sentence(refused)).isEqualTo("The disk is full. Make room, then run it again.");
    }

    private static String told(RuntimeException failure, @Nullable Path root) {
        var words = new StringWriter();
        FailureStory.tell("The night", failure, root, new PrintWriter(words, true));
        return words.toString().strip();
    }
}
