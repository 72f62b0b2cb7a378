package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;

/**
 * The cells of an earlier night that hold tonight: those of a version and school year whose query is the same, over
 * tables that say the same of that year.
 */
final class KeptCells {

    /** Goes up when cells become otherwise by the same query. */
    static final String PROGRAM = "1";

    private final Duck duck;
    private final @Nullable KeptTable kept;
    private final Contents contents;
    private final List<List<?>> questions = new ArrayList<>();
    /** By the version itself: to compare what two of them say takes long. */
    private final IdentityHashMap<ReadyVersion, Set<String>> open = new IdentityHashMap<>();

    /**
     * @param kept null where nothing is kept
     * @param known what tables are known to hold
     */
    KeptCells(Duck duck, @Nullable KeptTable kept, KnownContents known) {
        this.duck = duck;
        this.kept = kept;
        this.contents = new Contents(duck, known);
    }

    /** {@return none: every cell is computed} */
    static KeptCells none(Duck duck) {
        return new KeptCells(duck, null, KnownContents.none());
    }

    /**
     * Fills {@code metric_cell} with what holds.
     *
     * @param versions that can be computed
     * @param dimensions by which the tables of a version are grouped tonight
     * @param query of a version, for all years
     */
    void recall(
            List<ReadyVersion> versions,
            Function<ReadyVersion, List<String>> dimensions,
            Function<ReadyVersion, String> query) {
        if (kept == null) {
            return;
        }
        Map<String, Set<String>> read = read(versions, dimensions);
        Map<String, ReadyVersion> asked = new HashMap<>();
        versions.forEach(version -> {
            Map<String, List<String>> years = years(version, read);
            // Rows of no year can be asked of together with all others alone.
            if (!years.containsKey(Contents.NO_YEAR)) {
                // Two versions may ask the same: each has cells of its own.
                String asking = version.name() + ": " + query.apply(version);
                open.put(version, new TreeSet<>());
                years.forEach((year, texts) -> {
                    texts.addAll(List.of(PROGRAM, year, asking));
                    asked.put(ask(version, year, contents.hash(texts)), version);
                });
            }
        });
        duck.run("create or replace temp table cell_question (metric varchar, authority varchar, version bigint,"
                + " school_year varchar, question varchar)");
        duck.append("temp", "cell_question", questions);
        duck.run("create or replace temp table kept_cell as select *, '' as question from metric_cell limit 0");
        kept.read(duck, "kept_cell");
        duck.run("insert into metric_cell select * exclude (question) from kept_cell"
                + " semi join cell_question using (question) where metric is not null");
        duck.sql()
                .fetch("select school_year, question from cell_question anti join kept_cell using (question)")
                .forEach(row -> open.computeIfAbsent(
                                Objects.requireNonNull(asked.get(row.get(1, String.class))), none -> new TreeSet<>())
                        .add(row.get(0, String.class)));
        duck.run("drop table kept_cell");
    }

    private String ask(ReadyVersion version, String year, String question) {
        questions.add(List.of(
                version.metric().id(),
                version.version().authority(),
                (long) version.version().number(),
                year,
                question));
        return question;
    }

    /** {@return by table, every column that some version reads of it} */
    private static Map<String, Set<String>> read(
            List<ReadyVersion> versions, Function<ReadyVersion, List<String>> dimensions) {
        var read = new TreeMap<String, Set<String>>();
        versions.forEach(version -> version.needs().forEach((table, columns) -> {
            Set<String> all = read.computeIfAbsent(table, name -> new TreeSet<>());
            all.addAll(columns);
            all.addAll(dimensions.apply(version));
        }));
        return read;
    }

    /** {@return by school year, what the version's tables say of it} */
    private Map<String, List<String>> years(ReadyVersion version, Map<String, Set<String>> read) {
        var years = new TreeMap<String, List<String>>();
        contents.of(version.base(), read.getOrDefault(version.base(), Set.of()))
                .keySet()
                .forEach(year -> years.put(year, new ArrayList<>()));
        version.needs().keySet().forEach(table -> {
            Map<String, String> said = contents.of(table, read.getOrDefault(table, Set.of()));
            years.forEach((year, texts) -> texts.add(table + " " + said.getOrDefault(year, "nothing")));
        });
        return years;
    }

    /** {@return the years of which a version is still to be asked; null for all} */
    @Nullable
    Set<String> open(ReadyVersion version) {
        return open.get(version);
    }

    /** {@return the years of which some of the versions are still to be asked; null for all} */
    @Nullable
    Set<String> open(List<ReadyVersion> versions) {
        Set<String> years = new HashSet<>();
        for (ReadyVersion version : versions) {
            Set<String> own = open(version);
            if (own == null) {
                return null;
            }
            years.addAll(own);
        }
        return years;
    }

    /** Keeps nothing of a version: its query was refused, which is no answer. */
    void forget(ReadyVersion version) {
        if (kept != null) {
            duck.sql()
                    .execute(
                            "delete from cell_question where metric = ? and authority = ? and version = ?",
                            version.metric().id(),
                            version.version().authority(),
                            version.version().number());
        }
    }

    /** Leaves what {@code metric_cell} holds to the next night; of a year without cells that there are none. */
    void leave() {
        if (kept != null) {
            kept.write(duck, """
                    select c.*, q.question from cell_question q
                    left join metric_cell c
                      on q.metric = c.metric and q.authority = c.authority and q.version = c.version
                     and q.school_year = c.school_year""");
            duck.run("drop table cell_question");
        }
    }
}
