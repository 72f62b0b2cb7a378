package org.yearbook.ingest.source.folder;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of text that came from elsewhere. It may hold half of a character, for which UTF-8 has no bytes: JSON can write
 * one, and a program that cuts names to a length leaves one behind.
 */
public final class TextFile {

    /** What programs write for a character that they gave up on; the rules of quality tell of it. */
    private static final String GIVEN_UP = "\uFFFD";

    private TextFile() {}

    /** {@return a writer of a file in UTF-8, in place of one that is there} Half a character ends no writing. */
    public static BufferedWriter create(Path file) throws IOException {
        var encoder = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(GIVEN_UP.getBytes(StandardCharsets.UTF_8));
        return new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), encoder));
    }
}
