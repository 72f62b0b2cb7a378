package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

    @TempDir
    Path folder;

    @Test
    void whatAWriterLeftThatWasKilledIsNoPartOfTheNextText() throws IOException {
        Path file = folder.resolve("run.json");
        Files.writeString(file, "the text of before");
        Files.writeString(folder.resolve("run.json.tmp"), "what was never finished, longer than all the rest");
        DurableFile.write(file, "é");
        assertThat(file).hasContent("é");
        assertThat(folder).isDirectoryContaining("glob:**/run.json");
        assertThat(folder.resolve("run.json.tmp")).doesNotExist();
    }
}
