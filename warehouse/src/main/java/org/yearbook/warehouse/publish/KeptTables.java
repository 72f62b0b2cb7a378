package org.yearbook.warehouse.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.publish.KeptFolder.Made;

/**
 * Makes the tables of a publication of which anything changed that they are made of, and leaves the others as the last
 * night left them. What a table is made of is its statements, what each name in them stands for, and the variables that
 * they read; of a table that was made again and has the same rows as before, nothing that reads it is made again. A
 * word that only looks like a name costs a table that could have been kept, never one that should not have been.
 */
final class KeptTables {

    /** Where tables lie that no audience sees. */
    static final String ASIDE = "aside";

    /** To find out whether so many rows are the same costs as much as what would be saved. */
    private static final long MANY_ROWS = 2_000_000;

    /** Room for so many rows is given back before as many are written. */
    private static final long ROOM = 500_000;

    /** Something that statements may read by its name. */
    private static final class Source {
        private final Supplier<String> fingerprint;
        private @Nullable Runnable pending;

        private Source(Supplier<String> fingerprint, @Nullable Runnable pending) {
            this.fingerprint = fingerprint;
            this.pending = pending;
        }

        private void stand() {
            Runnable now = pending;
            pending = null;
            if (now != null) {
                now.run();
            }
        }
    }

    private final Duck duck;
    private final KeptFolder kept;
    private final Map<String, Source> known = new HashMap<>();
    private final Map<String, Set<String>> wanted = new HashMap<>();
    private int made;

    KeptTables(Duck duck, KeptFolder kept) {
        this.duck = duck;
        this.kept = kept;
    }

    /** A view that is laid when the first statement reads it. */
    void view(String name, String fingerprint, Runnable laying) {
        know(name, new Source(() -> fingerprint, laying));
    }

    /** A small temporary table that stands already. */
    void standing(String name) {
        String content = content("temp", name);
        know(name, new Source(() -> content, null));
    }

    /** {@return how many tables were made so far, not kept} */
    int made() {
        return made;
    }

    /** {@return what the rows of a table that was made or kept are known by} */
    String fingerprint(String name) {
        Source source = known.get(name);
        if (source == null) {
            throw new IllegalArgumentException("Nothing is called " + name);
        }
        return source.fingerprint.get();
    }

    /**
     * Follows recipes in their order.
     *
     * @param database where the tables of the publication lie, attached and the first that names are looked up in
     */
    void make(String database, List<Recipe> recipes) {
        Set<String> published = wanted.computeIfAbsent(database, name -> new HashSet<>());
        for (Recipe recipe : recipes) {
            switch (recipe.kind()) {
                case MACRO -> {
                    String of = of(recipe);
                    run(recipe, recipe.statements().get(0));
                    know(recipe.name(), new Source(() -> of, null));
                }
                case VIEW -> {
                    String of = of(recipe);
                    Set<String> reads = reads(recipe);
                    know(recipe.name(), new Source(() -> of, () -> {
                        stand(reads);
                        run(recipe, recipe.statements().get(0));
                    }));
                }
                case ASIDE -> {
                    wanted.computeIfAbsent(ASIDE, name -> new HashSet<>()).add(recipe.name());
                    table(ASIDE, recipe);
                }
                case PUBLISHED -> {
                    published.add(recipe.name());
                    table(database, recipe);
                }
            }
        }
    }

    /** Takes the tables of these recipes for made, which lie in the database already. */
    void take(String database, List<Recipe> recipes) {
        recipes.forEach(recipe -> kept.of(database).put(recipe.name(), new Made(of(recipe), null)));
    }

    /** Drops the tables of earlier nights that no recipe made or kept tonight. */
    void forget(String database) {
        Set<String> recipes = wanted.getOrDefault(database, Set.of());
        Map<String, Made> tables = kept.of(database);
        for (String name : new TreeSet<>(tables.keySet())) {
            if (!recipes.contains(name)) {
                duck.run("drop table if exists " + in(database, name));
                tables.remove(name);
            }
        }
    }

    private void table(String database, Recipe recipe) {
        Map<String, Made> tables = kept.of(database);
        String name = recipe.name();
        String of = of(recipe);
        Made before = tables.get(name);
        if (before == null || !before.of().equals(of)) {
            stand(reads(recipe));
            makeRoom(database, name);
            for (String statement : recipe.statements()) {
                run(recipe, recipe.kind() == Recipe.Kind.ASIDE ? aside(statement) : statement);
            }
            recipe.rest().accept(duck);
            tables.put(name, new Made(of, null));
            made++;
        }
        know(name, new Source(() -> content(database, name, tables), null));
    }

    private static String aside(String statement) {
        return statement.replaceFirst("(?i)create\\s+temp\\s+table\\s+", "create table " + ASIDE + ".");
    }

    // What is dropped frees its blocks at the next checkpoint: without one, the file would hold old and new.
    private void makeRoom(String database, String name) {
        Long rows = duck.sql()
                .fetchOptional(
                        "select estimated_size from duckdb_tables() where database_name = ? and table_name = ?",
                        database,
                        name)
                .map(row -> row.get(0, Long.class))
                .orElse(null);
        if (rows == null) {
            return;
        }
        duck.run("drop table " + in(database, name));
        if (rows > ROOM) {
            duck.run("checkpoint " + database);
        }
    }

    private static void run(Duck duck, Recipe recipe, String statement) {
        try {
            duck.run(statement);
        } catch (EngineException e) {
            throw new PublicationException("The statement that makes " + recipe.name() + " failed", e);
        }
    }

    private void run(Recipe recipe, String statement) {
        run(duck, recipe, statement);
    }

    private void stand(Set<String> names) {
        names.forEach(name -> {
            Source source = known.get(name);
            if (source != null) {
                source.stand();
            }
        });
    }

    private void know(String name, Source source) {
        known.put(name.toLowerCase(Locale.ROOT), source);
    }

    private Set<String> reads(Recipe recipe) {
        var reads = new TreeSet<>(recipe.words());
        reads.retainAll(known.keySet());
        return reads;
    }

    private String of(Recipe recipe) {
        var parts = new ArrayList<>(recipe.statements());
        parts.add(recipe.besides());
        for (String name : reads(recipe)) {
            parts.add(name);
            parts.add(fingerprint(name));
        }
        for (String variable : new TreeSet<>(recipe.variables())) {
            parts.add(variable);
            parts.add(String.valueOf(duck.sql()
                    .fetchSingle("select getvariable(" + Duck.literal(variable) + ")::varchar")
                    .get(0, String.class)));
        }
        return Digest.of(parts);
    }

    private String content(String database, String name, Map<String, Made> tables) {
        Made table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("Nobody made " + name);
        }
        String content = table.content();
        if (content == null) {
            content = rows(database, name) > MANY_ROWS ? table.of() : content(database, name);
            tables.put(name, new Made(table.of(), content));
        }
        return content;
    }

    private long rows(String database, String name) {
        return duck.sql()
                .fetchSingle("select count(*) from " + in(database, name))
                .get(0, Long.class);
    }

    private String content(String database, String name) {
        return duck.sql()
                .fetchSingle("select count(*) || ' ' || coalesce(sum(hash(t)), 0) || ' ' || coalesce(bit_xor(hash(t)), 0)"
                        + " from " + in(database, name) + " t")
                .get(0, String.class);
    }

    private static String in(String database, String name) {
        return database + ".main." + Catalogue.quoted(name);
    }
}
