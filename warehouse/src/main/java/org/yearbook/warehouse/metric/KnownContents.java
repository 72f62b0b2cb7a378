package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.fingerprint.Sha256;

/**
 * What {@link Contents} found on the last night, by what each table was made of: one that is made of the same holds the
 * same, and need not be read. Reading all days of all years takes longer than most of what a quiet night does.
 */
public final class KnownContents {

    /** What is asked is a hash; what came of it stands by school year. */
    private static final class Memory {
        private final KeptTable kept;
        private final Map<String, Map<String, String>> tonight = new TreeMap<>();
        private @Nullable Map<String, Map<String, String>> before;

        private Memory(KeptTable kept) {
            this.kept = kept;
        }

        private Map<String, Map<String, String>> before(Duck duck) {
            Map<String, Map<String, String>> all = before;
            if (all == null) {
                all = recall(duck);
                before = all;
            }
            return all;
        }

        private Map<String, Map<String, String>> recall(Duck duck) {
            var all = new HashMap<String, Map<String, String>>();
            duck.run(TABLE);
            kept.read(duck, "kept_content");
            duck.sql()
                    .fetch("select asked, school_year, said from kept_content")
                    .forEach(row -> all.computeIfAbsent(row.get(0, String.class), asked -> new HashMap<>())
                            .put(row.get(1, String.class), row.get(2, String.class)));
            duck.run("drop table kept_content");
            return all;
        }
    }

    private static final String TABLE =
            "create or replace temp table kept_content (asked varchar, school_year varchar, said varchar)";

    private final @Nullable Memory memory;
    private final Map<String, String> madeOf;

    /**
     * Those that one night leaves to the next.
     *
     * @param madeOf by table, all that its rows follow from; of a table that is not in it nothing is known
     */
    public KnownContents(KeptTable kept, Map<String, String> madeOf) {
        this(new Memory(kept), madeOf);
    }

    private KnownContents(@Nullable Memory memory, Map<String, String> madeOf) {
        this.memory = memory;
        this.madeOf = Map.copyOf(madeOf);
    }

    /** {@return nothing: every table is read} */
    public static KnownContents none() {
        return new KnownContents((Memory) null, Map.of());
    }

    /** {@return the same of all tables but those that hold other rows by now than they were made with} */
    public KnownContents but(Predicate<String> changed) {
        var others = new HashMap<>(madeOf);
        others.keySet().removeIf(changed);
        return new KnownContents(memory, others);
    }

    /** {@return the same nights, of the tables of another database} */
    public KnownContents of(Map<String, String> others) {
        return new KnownContents(memory, others);
    }

    /**
     * {@return by school year, what the columns of a table hold}
     *
     * @param look reads the table
     */
    Map<String, String> of(Duck duck, String table, String columns, Supplier<Map<String, String>> look) {
        String made = madeOf.get(table);
        if (memory == null || made == null) {
            return look.get();
        }
        return recall(duck, memory, Sha256.of(String.join("\n", Contents.PROGRAM, table, columns, made)), look);
    }

    /**
     * {@return by school year, what rows hold that lie in files which never change}
     *
     * @param files name what is in them
     * @param look reads them
     */
    Map<String, String> ofFiles(Duck duck, String files, String columns, Supplier<Map<String, String>> look) {
        if (memory == null) {
            return look.get();
        }
        return recall(duck, memory, Sha256.of(String.join("\n", Contents.PROGRAM, "files", files, columns)), look);
    }

    private static Map<String, String> recall(
            Duck duck, Memory memory, String asked, Supplier<Map<String, String>> look) {
        Map<String, String> found = memory.before(duck).get(asked);
        Map<String, String> said = found == null ? look.get() : found;
        memory.tonight.put(asked, said);
        return said;
    }

    /** Leaves to the next night what was asked tonight. */
    public void leave(Duck duck) {
        if (memory == null) {
            return;
        }
        List<List<?>> rows = new ArrayList<>();
        memory.tonight.forEach(
                (asked, years) -> new TreeMap<>(years).forEach((year, said) -> rows.add(List.of(asked, year, said))));
        duck.run(TABLE);
        duck.append("temp", "kept_content", rows);
        memory.kept.write(duck, "from kept_content");
        duck.run("drop table kept_content");
    }
}
