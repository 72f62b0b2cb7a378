package org.yearbook.ingest.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * The SQL functions that rules may use; they must exist before a rule is run. Those of {@code functions.sql}, and what
 * only the night knows: {@code night()}, its date; {@code school_year_begins()} and {@code school_year_ends()}, first
 * and last day of the school year of the rows judged, null when they have none.
 */
public final class RuleFunctions {

    private static final String FILE = "functions.sql";
    private static final Pattern CREATED = Pattern.compile("^create macro (\\w+)\\(");

    private RuleFunctions() {}

    /** {@return statements that create the functions, for rules over the rows of one school year} */
    public static List<String> of(LocalDate night, String schoolYear, MonthDay firstDay) {
        String begins = "null";
        String ends = "null";
        if (schoolYear.matches("\\d{4}-\\d{2}")) {
            SchoolYear year = SchoolYear.parse(schoolYear);
            begins = Duck.literal(firstDay.atYear(year.startYear()).toString());
            ends = Duck.literal(
                    firstDay.atYear(year.startYear() + 1).minusDays(1).toString());
        }
        Stream<String> known = Stream.of(
                "create macro night() as cast(" + Duck.literal(night.toString()) + " as date)",
                "create macro school_year_begins() as cast(" + begins + " as date)",
                "create macro school_year_ends() as cast(" + ends + " as date)");
        return Stream.concat(statements(FILE).stream(), known).toList();
    }

    /** {@return statements that create the functions, for rules across school years} */
    public static List<String> of(LocalDate night) {
        return of(night, "all", MonthDay.of(1, 1));
    }

    /**
     * {@return those of the functions that somebody calls, in their order} DuckDB reads a function's whole text when it
     * is created, so what no rule of an item calls is not created for it.
     *
     * @param functions statements that create functions, each after those that it calls itself
     * @param callers what may call them
     */
    public static List<String> called(List<String> functions, List<String> callers) {
        var texts = new ArrayList<>(callers);
        var called = new ArrayDeque<String>();
        for (int i = functions.size() - 1; i >= 0; i--) {
            String function = functions.get(i);
            Matcher created = CREATED.matcher(function);
            if (!created.find()) {
                called.addFirst(function);
                continue;
            }
            var call = Pattern.compile("(?i)\\b" + created.group(1) + "\"?\\s*\\(");
            if (texts.stream().anyMatch(text -> call.matcher(text).find())) {
                called.addFirst(function);
                texts.add(function);
            }
        }
        return List.copyOf(called);
    }

    /** {@return the statements of a script beside this class, in its order} */
    static List<String> statements(String script) {
        try (InputStream stream = RuleFunctions.class.getResourceAsStream(script)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own " + script);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.replaceAll("(?m)^--.*$", "").split(";\\s*(\n|$)"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
