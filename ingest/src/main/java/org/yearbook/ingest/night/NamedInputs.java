package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Duck;

/**
 * What queries may read, by the names that stand in them: rows, views, functions, and what those name in turn. Any word
 * counts wherever it stands: a name too many costs a query that is run for nothing, one too few would cost the truth.
 */
final class NamedInputs {

    private static final Pattern CREATED = Pattern.compile("^create (?:macro|view|table) (\\w+)");
    private static final Pattern WORD = Pattern.compile("\\w+");

    /** A name with a parenthesis behind it, whatever stands between the two. */
    private static final Pattern CALL = Pattern.compile("(\\w+)\"?(?:\\s|/\\*.*?\\*/|--[^\n]*\n)*\\(", Pattern.DOTALL);

    private static final Pattern ENGINE = Pattern.compile("\\b(duckdb|pragma|pg|sqlite)_\\w+");

    /** A query over a file of its own. */
    private static final Pattern FILE = Pattern.compile("\\b(from|join)\\s+[\"'][^\"']*[./*]");

    /** Words of SQL that mean something else each time, or look at the engine, wherever they stand. */
    private static final Set<String> RESTLESS = Set.of(
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "current_user",
            "session_user",
            "sample",
            "tablesample",
            "information_schema");

    /** A function that the engine does not know as one that asks for the day. */
    private static final String AGE = "age";

    /** Functions whose rows follow from what they are given. */
    private static final Set<String> CALM =
            Set.of("unnest", "range", "generate_series", "repeat", "repeat_row", "histogram", "histogram_values");

    private final Map<String, Input> inputs = new HashMap<>();
    /** Functions that do not follow from what they are given alone. */
    private final Set<String> restless;

    private final String engine;

    /** What stands under a name: a text that is the same only when it is the same thing, and one that names others. */
    private record Input(String print, String text) {}

    /** All that a query names, directly or not, and the texts that do. */
    private record Reading(Set<String> names, Set<String> words, Set<String> texts) {}

    /** Asks the engine which of its functions do not follow from what they are given alone. */
    NamedInputs(Duck duck) {
        restless = new HashSet<>(duck.sql()
                .fetch("select distinct lower(function_name) from duckdb_functions() where database_name = 'system' and"
                        + " (function_type like 'table%' or stability in ('VOLATILE', 'CONSISTENT_WITHIN_QUERY'))")
                .map(row -> row.get(0, String.class)));
        restless.removeAll(CALM);
        restless.add(AGE);
        engine = String.valueOf(duck.sql().fetchSingle("select version()").get(0));
    }

    /** Something that a statement creates; it reads what the statement names. */
    void created(String statement) {
        created(statement, statement);
    }

    /** The same, of which {@code print} says what it holds. */
    void created(String statement, String print) {
        put(name(statement), new Input(print, statement));
    }

    /** Rows that {@code print} tells from all others. */
    void rows(String name, String print) {
        put(name, new Input(print, ""));
    }

    /** A function and rows may have the same name. */
    private void put(String name, Input input) {
        inputs.merge(
                name.toLowerCase(Locale.ROOT),
                input,
                (one, other) -> new Input(one.print() + "|" + other.print(), one.text() + " " + other.text()));
    }

    static String name(String statement) {
        Matcher created = CREATED.matcher(statement);
        if (!created.find()) {
            throw new IllegalStateException("This creates nothing: " + statement);
        }
        return created.group(1);
    }

    /** {@return a text that is the same whenever the lake's files are: each has a name of its own in its table} */
    static String files(Collection<Path> files) {
        return files.stream()
                .map(file -> file.subpath(Math.max(0, file.getNameCount() - 3), file.getNameCount())
                        .toString())
                .collect(Collectors.joining(","));
    }

    /** {@return whether a query finds the same whenever its {@link #print} is the same} */
    boolean calm(String query) {
        Reading reading = reading(List.of(query));
        return reading.words().stream().noneMatch(RESTLESS::contains)
                && reading.texts().stream().noneMatch(this::restless);
    }

    private boolean restless(String text) {
        return FILE.matcher(text).find()
                || ENGINE.matcher(text).find()
                || CALL.matcher(text).results().anyMatch(call -> restless.contains(call.group(1)));
    }

    /** {@return the query, and all that it may read} */
    String print(String query) {
        return printWithout(Set.of(), query);
    }

    /** {@return the query, and all that it may read but for what stands under some names} */
    String printWithout(Set<String> left, String query) {
        var read = new TreeMap<String, String>();
        reading(List.of(query)).names().stream()
                .filter(Predicate.not(left::contains))
                .forEach(name -> read.put(name, input(name).print()));
        return engine + query + read;
    }

    /** {@return the names of all that some queries may read} */
    Set<String> named(Collection<String> queries) {
        return reading(queries).names();
    }

    private Reading reading(Collection<String> queries) {
        var reading = new Reading(new TreeSet<>(), new HashSet<>(), new HashSet<>());
        var texts = new ArrayDeque<>(queries);
        while (!texts.isEmpty()) {
            String text = texts.pop().toLowerCase(Locale.ROOT);
            reading.texts().add(text);
            Matcher word = WORD.matcher(text);
            while (word.find()) {
                String found = word.group();
                if (reading.words().add(found) && inputs.containsKey(found)) {
                    reading.names().add(found);
                    texts.push(input(found).text());
                }
            }
        }
        return reading;
    }

    private Input input(String name) {
        Input input = inputs.get(name);
        if (input == null) {
            throw new IllegalStateException("Nothing is called " + name);
        }
        return input;
    }
}
