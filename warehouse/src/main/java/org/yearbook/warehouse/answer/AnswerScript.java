package org.yearbook.warehouse.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Result;

/** Questions that are long enough to be read as SQL: files of this package, each a part of one statement. */
final class AnswerScript {

    private AnswerScript() {}

    /** {@return the rows of a statement in several parts}; {@code {0}} and so on are the given values */
    static Result<Record> ask(DSLContext sql, String parts, QueryPart... values) {
        String statement =
                Arrays.stream(parts.split(" ")).map(AnswerScript::text).collect(Collectors.joining("\n"));
        return sql.resultQuery(statement, values).fetch();
    }

    private static String text(String name) {
        try (InputStream in = AnswerScript.class.getResourceAsStream(name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its own " + name + ".sql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
