package org.yearbook.warehouse.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * Who is counted in a file: for each specification a query in a file of its own. Its rows have {@code organization_id},
 * {@code organization_type}, {@code unit_key} (who or what is counted once), {@code amount}, {@code table_name} (null:
 * every table of the file), and one column for each code list of the file: the code; {@code MISSING} where nobody knows
 * it; null where it does not apply, so that no set with that category counts the row.
 */
final class Populations {

    /** What the queries share; each may read those before it. */
    private static final List<String> SHARED =
            List.of("codes", "groups", "rolls", "records", "removals", "cohorts", "tests", "staff");

    private static final Pattern MACRO = Pattern.compile("(?i)macro (edfacts_\\w+)");
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";[ \\t]*(?:\\R|$)");

    private Populations() {}

    /** {@return the query of a specification, if there is one} */
    static Optional<String> of(String specification, SchoolYear year) {
        return resource(specification.toLowerCase(Locale.ROOT)).map(query -> in(year, query));
    }

    /**
     * {@return a query whose rows are sentences about the file of a specification, such as {@code needs}: what it
     * lacks}
     */
    static String of(String name, String specification, SchoolYear year) {
        return named(name, year).replace("getvariable('specification')", Duck.literal(specification));
    }

    /** {@return a query that is of no specification, such as {@code places}} */
    static String named(String name, SchoolYear year) {
        return in(year, script(name));
    }

    private static String in(SchoolYear year, String query) {
        return query.replace("getvariable('school_year')", Duck.literal(year.toString()));
    }

    /** Lays into a session what a query uses of what the queries share. */
    static void prepare(Duck duck, String query) {
        prepare(duck, query, new HashSet<>());
    }

    /** @param laid what the session has already of what the queries share; what is laid into it is added */
    static void prepare(Duck duck, String query, Set<String> laid) {
        var wanted = new ArrayList<String>();
        var text = new StringBuilder(query);
        for (int i = SHARED.size() - 1; i >= 0; i--) {
            String script = script(SHARED.get(i));
            if (MACRO.matcher(script).results().anyMatch(made -> text.indexOf(made.group(1) + "(") >= 0)) {
                wanted.add(0, script);
                text.append(script);
            }
        }
        wanted.removeIf(script -> !laid.add(script));
        for (String script : wanted) {
            END_OF_STATEMENT
                    .splitAsStream(script)
                    .filter(statement -> !statement.isBlank())
                    .forEach(duck::run);
        }
    }

    private static String script(String name) {
        return resource(name).orElseThrow(() -> new IllegalArgumentException("there is no script " + name));
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = Populations.class.getResourceAsStream(name + ".sql")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
