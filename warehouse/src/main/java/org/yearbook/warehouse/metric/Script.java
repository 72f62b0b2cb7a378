package org.yearbook.warehouse.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The fixed SQL of this package, which lies in files of its own. */
final class Script {

    private Script() {}

    static String named(String name) {
        try (InputStream stream = Script.class.getResourceAsStream(name + ".sql")) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own " + name + ".sql");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
