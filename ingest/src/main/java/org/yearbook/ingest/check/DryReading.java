package org.yearbook.ingest.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;

/** Has DuckDB read a query without any rows. */
final class DryReading {

    private DryReading() {}

    /**
     * {@return DuckDB's own words when it refuses, in one line}
     *
     * @param functions statements that create what the query may call on a night
     */
    static Optional<String> refusal(List<String> functions, Consumer<Duck> questions) {
        try (Duck duck = Duck.inMemory(Limits.small())) {
            functions.forEach(duck::run);
            questions.accept(duck);
            return Optional.empty();
        } catch (EngineException e) {
            Throwable cause = e.getCause();
            String words = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
            return Optional.of(words.replaceAll("(?s)\\s*LINE \\d+:.*", "")
                    .replaceAll("\\s+", " ")
                    .strip());
        }
    }
}
