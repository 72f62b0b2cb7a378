package org.yearbook.warehouse.metric;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
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
        String list = new TreeSet<>(columns).stream().map(Contents::quoted).collect(Collectors.joining(", "));
        return known.computeIfAbsent(
                table + ": " + list, name -> before.of(duck, table, list, () -> look(table, list)));
    }

    private Map<String, String> look(String table, String columns) {
        var hashes = new HashMap<String, String>();
        duck.sql()
                .fetch("select coalesce(school_year, '" + NO_YEAR
                        + "'), concat_ws('/', count(*), sum(h::hugeint), bit_xor(h))"
                        + " from (select school_year, hash(" + columns + ") as h from " + quoted(table)
                        + ") group by all")
                .forEach(row -> hashes.put(row.get(0, String.class), columns + " " + row.get(1, String.class)));
        return hashes;
    }

    /** {@return one hash of texts} Another release of the database may count otherwise, so it takes part. */
    public String hash(Collection<String> texts) {
        String release = known.computeIfAbsent(
                        "release",
                        name -> Map.of(
                                "", duck.sql().fetchSingle("select version()").get(0, String.class)))
                .getOrDefault("", "");
        var all = new StringBuilder(release);
        texts.forEach(text -> all.append('\n').append(text.length()).append(' ').append(text));
        return Sha256.of(all.toString());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
