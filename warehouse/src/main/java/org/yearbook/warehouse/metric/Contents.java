package org.yearbook.warehouse.metric;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.fingerprint.Sha256;

/**
 * What tables hold, as one hash for each school year: the same rows, in whatever order, have the same. Only the columns
 * that somebody reads are looked at, so that a date that moves every night changes nothing for the others.
 */
public final class Contents {

    /** Stands for the year of rows that have none. */
    static final String NO_YEAR = "-";

    /** Goes up when the same rows get another hash. */
    static final String PROGRAM = "1";

    private final Duck duck;
    private final KnownContents before;
    private final Map<String, Map<String, String>> known = new HashMap<>();

    public Contents(Duck duck) {
        this(duck, KnownContents.none());
    }

    /** @param before spares the reading of tables that are made of what they were made of */
    public Contents(Duck duck, KnownContents before) {
        this.duck = duck;
        this.before = before;
    }

    /** {@return by school year, what the columns hold} */
    public Map<String, String> of(String table, Collection<String> columns) {
        String list = columns.stream().map(Contents::quoted).sorted().distinct().collect(Collectors.joining(", "));
        return known.computeIfAbsent(
                table + ": " + list, name -> before.of(duck, table, list, () -> look(quoted(table), list)));
    }

    /**
     * {@return by school year, what rows hold that lie in files which never change: the same as a table of these
     * columns that has the same rows}
     *
     * @param files name what is in them
     * @param columns with their types
     * @param rows what a query may read like that table; asked only when nothing is known of the files
     */
    public Map<String, String> ofFiles(String files, Map<String, String> columns, Supplier<String> rows) {
        String list = columns.keySet().stream().map(Contents::quoted).sorted().collect(Collectors.joining(", "));
        return before.ofFiles(duck, files, release() + " " + new TreeMap<>(columns), () -> look(rows.get(), list));
    }

    private Map<String, String> look(String from, String columns) {
        var hashes = new HashMap<String, String>();
        duck.sql()
                .fetch("select coalesce(school_year, '" + NO_YEAR
                        + "'), concat_ws('/', count(*), sum(h::hugeint), bit_xor(h))"
                        + " from (select school_year, hash(" + columns + ") as h from " + from
                        + ") group by all")
                .forEach(row -> hashes.put(row.get(0, String.class), columns + " " + row.get(1, String.class)));
        return hashes;
    }

    /** {@return one hash of texts} Another release of the database may count otherwise, so it takes part. */
    public String hash(Collection<String> texts) {
        var all = new StringBuilder(release());
        texts.forEach(text -> all.append('\n').append(text.length()).append(' ').append(text));
        return Sha256.of(all.toString());
    }

    private String release() {
        return known.computeIfAbsent(
                        "release",
                        name -> Map.of(
                                "", duck.sql().fetchSingle("select version()").get(0, String.class)))
                .getOrDefault("", "");
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
