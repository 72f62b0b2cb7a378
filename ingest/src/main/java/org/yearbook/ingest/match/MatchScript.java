package org.yearbook.ingest.match;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The files beside this package's classes: scripts of statements, each ended by a semicolon at the end of a line. */
final class MatchScript {

    private MatchScript() {}

    /** {@return the statements of a script, in their order} */
    static List<String> statements(String name) {
        return Arrays.stream(resource(name).replaceAll("(?m)^--.*$", "").split(";\\s*(\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    static String resource(String name) {
        try (InputStream stream = MatchScript.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
