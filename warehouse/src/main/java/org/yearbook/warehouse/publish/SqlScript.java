package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;

/**
 * A fixed script beside this class, reviewed as it stands: statements end with a semicolon at the end of a line.
 *
 * @param name its file name without {@code .sql}
 * @param statements in order
 */
record SqlScript(String name, List<String> statements) {

    private static final Pattern END_OF_STATEMENT = Pattern.compile(";[ \\t]*(?:\\R|$)");

    /** {@return the script of that name} */
    static SqlScript named(String name) {
        try (InputStream in = SqlScript.class.getResourceAsStream(name + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no script " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new SqlScript(
                    name,
                    Arrays.stream(END_OF_STATEMENT.split(text))
                            .filter(statement -> !statement.isBlank())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs every statement; a failure names the script and the statement's place in it. */
    void run(Duck duck) {
        for (int i = 0; i < statements.size(); i++) {
            try {
                duck.run(statements.get(i));
            } catch (EngineException e) {
                throw new PublicationException("Statement " + (i + 1) + " of " + name + ".sql failed", e);
            }
        }
    }
}
