package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InitCommandTest {

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    private int run(String... words) {
        return new CommandLine(new InitCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(words);
    }

    @Test
    void theFolderIsGivenAsItIsOrByTheOptionOfEveryOtherCommand() {
        for (List<String> words : List.of(List.of(folder + "/one"), List.of("--home", folder + "/two"))) {
            assertThat(run(words.toArray(String[]::new))).as(said.toString()).isZero();
            Path home = Path.of(words.get(words.size() - 1));
            assertThat(home.resolve("district.yaml")).isRegularFile();
            assertThat(said.toString()).contains("nightly --home " + home);
        }
    }

    @Test
    void oneFolderMustBeGivenAndOnlyOne() {
        assertThat(run()).isEqualTo(2);
        assertThat(said.toString()).contains("DIR");
        assertThat(run(folder + "/one", "--home", folder + "/two")).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "x");
        assertThat(run("--home", folder.toString())).isEqualTo(2);
        assertThat(said.toString()).contains("is not empty. Choose a folder that is, or a new one.");
        assertThat(folder).isDirectoryContaining("glob:**/notes.txt");
    }
}
