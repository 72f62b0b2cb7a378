package org.yearbook.ingest.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.json.JsonList;
import tools.jackson.databind.json.JsonMapper;

class TextFileTest {

    @TempDir
    Path folder;

    @Test
    void halfACharacterIsOneThatWasGivenUpAndWholeOnesStayAsTheyAre() throws IOException {
        String grin = new String(Character.toChars(0x1F600));
        Path file = folder.resolve("names.txt");
        try (var out = TextFile.create(file)) {
            out.write("Zoë " + grin + " " + grin.charAt(0) + " Lee " + grin.charAt(1) + "\n" + grin.charAt(0));
        }
        assertThat(Files.readString(file)).isEqualTo("Zoë " + grin + " \uFFFD Lee \uFFFD\n\uFFFD");
    }

    @Test
    void aNameThatAServiceCutWithinACharacterEndsNoPull() throws IOException {
        Path file = folder.resolve("users.json");
        try (var list = new JsonList(file, "users")) {
            list.add(new JsonMapper().readTree("{\"givenName\": \"Zo\\ud83d\"}"));
        }
        assertThat(Files.readString(file)).contains("\"givenName\":\"Zo\uFFFD\"");
    }
}
