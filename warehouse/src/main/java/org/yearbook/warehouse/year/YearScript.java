package org.yearbook.warehouse.year;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.yearbook.warehouse.engine.Duck;

/** The fixed SQL of this package: statements end with a semicolon at the end of a line. */
final class YearScript {

    private YearScript() {}

    static void run(Duck duck, String name) {
        for (String statement : text(name).split(";[ \\t]*(?:\\R|$)", -1)) {
            if (!statement.isBlank()) {
                duck.run(statement);
            }
        }
    }

    static String text(String name) {
        try (InputStream in = YearScript.class.getResourceAsStream(name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its own " + name + ".sql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
