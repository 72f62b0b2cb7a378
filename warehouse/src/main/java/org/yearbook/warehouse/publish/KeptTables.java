package org.yearbook.warehouse.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.Record;
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

    /** The content of a table without rows: many have none, and to ask each of them takes longer than to know it. */
    private static final String NO_ROWS = "0 0 0";

    /** Room for so many rows is given back before as many are written. */
    private static final long ROOM = 500_000;

    /** A school year and the first day of a month. */
    private static final Pattern MONTH = Pattern.compile(".+ \\d{4}-\\d{2}-\\d{2}");

    /** Something that statements may read by its name. */
    private static final class Source {
        private final Supplier<String> fingerprint;
        private final Supplier<Map<String, String>> months;
        private @Nullable Runnable pending;

        private Source(Supplier<String> fingerprint, Supplier<Map<String, String>> months, @Nullable Runnable pending) {
            this.fingerprint = fingerprint;
            this.months = months;
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
    private final Map<String, String> dated = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    /** Tables that were made tonight and got no row: of those nobody has to be asked. */
    private final Set<String> empty = new HashSet<>();

    private int made;

    KeptTables(Duck duck, KeptFolder kept) {
        this.duck = duck;
        this.kept = kept;
    }

    /**
     * A view that is laid when the first statement reads it.
     *
     * @param months fingerprints by month; empty where they cannot be told
     */
    void view(String name, String fingerprint, Supplier<Map<String, String>> months, Runnable laying) {
        know(name, new Source(() -> fingerprint, months, laying));
    }

    /** A small temporary table that stands already. */
    void standing(String name) {
        String content = content("temp", name);
        know(name, new Source(() -> content, Map::of, null));
    }

    /**
     * Compares the rows of a table that is made as a whole month by month, so that only what is made of them follows.
     */
    void dated(String name, String column) {
        dated.put(name, column);
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

    /** {@return by table of a file, all that its rows follow from} */
    Map<String, String> madeOf(String database) {
        var tables = new TreeMap<String, String>();
        kept.of(database).forEach((name, table) -> tables.put(name, Digest.of(List.of(kept.edition(), table.of()))));
        return tables;
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
                    know(recipe.name(), new Source(() -> of, Map::of, null));
                }
                case VIEW -> {
                    String of = of(recipe);
                    Set<String> reads = reads(recipe);
                    Supplier<Map<String, String>> months = recipe.month().isEmpty() ? Map::of : () -> months(recipe);
                    know(recipe.name(), new Source(() -> of, months, () -> {
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
        recipes.forEach(recipe -> kept.of(database).put(recipe.name(), made(recipe)));
    }

    private Made made(Recipe recipe) {
        Map<String, String> months = recipe.month().isEmpty() ? Map.of() : months(recipe);
        return new Made(months.isEmpty() ? of(recipe) : of(months), null, months);
    }

    private static String of(Map<String, String> months) {
        return Digest.of(List.of(new TreeMap<>(months).toString()));
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
        Made now = made(recipe);
        Map<String, String> months = now.months();
        Made before = tables.get(name);
        if (before == null || !before.of().equals(now.of())) {
            stand(reads(recipe));
            Set<String> changed = before == null ? Set.of() : changed(before.months(), months);
            if (changed.isEmpty() || changed.size() * 2 > months.size()) {
                whole(database, recipe);
            } else {
                changed.forEach(month -> again(database, recipe, month));
            }
            tables.put(name, now);
            made++;
        }
        Supplier<Map<String, String>> parts = () -> months.isEmpty() ? monthsByContent(database, name) : months;
        know(name, new Source(() -> content(database, name, tables), parts, null));
    }

    private void whole(String database, Recipe recipe) {
        makeRoom(database, recipe.name());
        long rows = 0;
        for (String statement : recipe.statements()) {
            rows = fill(recipe, recipe.kind() == Recipe.Kind.ASIDE ? aside(statement) : statement);
        }
        recipe.rest().forEach(rest -> rest.accept(duck));
        if (rows == 0 && recipe.asItBegan()) {
            empty.add(in(database, recipe.name()));
        }
    }

    /** {@return the months of which rows have to be made again; none where that cannot be told} */
    private static Set<String> changed(Map<String, String> before, Map<String, String> now) {
        if (before.isEmpty() || now.isEmpty()) {
            return Set.of();
        }
        var changed = new TreeSet<String>();
        now.forEach((month, of) -> {
            if (!of.equals(before.get(month))) {
                changed.add(month);
            }
        });
        before.keySet().stream().filter(month -> !now.containsKey(month)).forEach(changed::add);
        return changed;
    }

    private void again(String database, Recipe recipe, String month) {
        int space = month.lastIndexOf(' ');
        LocalDate from = LocalDate.parse(month.substring(space + 1));
        duck.run("set variable part_year = " + Duck.literal(month.substring(0, space)));
        duck.run("set variable part_from = date " + Duck.literal(from.toString()));
        duck.run(
                "set variable part_to = date " + Duck.literal(from.plusMonths(1).toString()));
        String table = in(database, recipe.name());
        run(
                recipe,
                "delete from " + table + " where school_year = getvariable('part_year') and " + recipe.month()
                        + " >= getvariable('part_from') and " + recipe.month() + " < getvariable('part_to')");
        run(
                recipe,
                recipe.statements()
                        .get(0)
                        .replaceFirst(
                                "(?is)create\\s+(temp\\s+)?table\\s+" + recipe.name() + "\\s+as\\s",
                                "insert into " + Matcher.quoteReplacement(table) + " "));
        duck.run("set variable part_year = null::varchar");
    }

    /** {@return what each month's rows are made of; empty where what is read does not tell it} */
    private Map<String, String> months(Recipe recipe) {
        var months = new TreeMap<String, List<String>>();
        var common = new ArrayList<>(recipe.statements());
        common.add(recipe.besides());
        for (String name : reads(recipe)) {
            Source source = Objects.requireNonNull(known.get(name));
            Map<String, String> own = source.months.get();
            if (own.isEmpty() && !source.fingerprint.get().isEmpty()) {
                common.add(name);
                common.add(source.fingerprint.get());
            }
            own.forEach((month, of) ->
                    months.computeIfAbsent(month, key -> new ArrayList<>()).addAll(List.of(name, of)));
        }
        if (!months.keySet().stream().allMatch(MONTH.asMatchPredicate())) {
            return Map.of();
        }
        variables(recipe, common);
        var digests = new TreeMap<String, String>();
        months.forEach((month, parts) -> digests.put(
                month, Digest.of(Stream.of(common, parts).flatMap(List::stream).toList())));
        return digests;
    }

    private Map<String, String> monthsByContent(String database, String name) {
        String column = dated.get(name);
        var months = new TreeMap<String, String>();
        if (column == null) {
            return months;
        }
        for (Record row : duck.sql()
                .fetch("select school_year || ' ' || date_trunc('month', " + column
                        + ")::date, count(*) || ' ' || sum(hash(each_row)) from " + in(database, name)
                        + " each_row group by 1")) {
            String month = row.get(0, String.class);
            if (month == null) {
                return Map.of();
            }
            months.put(month, row.get(1, String.class));
        }
        return months;
    }

    private static String aside(String statement) {
        return statement.replaceFirst("(?i)create\\s+temp\\s+table\\s+", "create table " + ASIDE + ".");
    }

    // What is dropped frees its blocks at the next checkpoint: without one, the file would hold old and new.
    private void makeRoom(String database, String name) {
        boolean large = kept.of(database).containsKey(name) && rows(database, name) > ROOM;
        duck.run("drop table if exists " + in(database, name));
        if (large) {
            duck.run("checkpoint " + database);
        }
    }

    private void run(Recipe recipe, String statement) {
        fill(recipe, statement);
    }

    private long fill(Recipe recipe, String statement) {
        try {
            return duck.fill(statement);
        } catch (EngineException e) {
            throw new PublicationException("The statement that makes " + recipe.name() + " failed", e);
        }
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
        if (recipe.kind() == Recipe.Kind.VIEW) {
            reads.remove(recipe.name());
        }
        return reads;
    }

    private String of(Recipe recipe) {
        var parts = new ArrayList<>(recipe.statements());
        parts.add(recipe.besides());
        for (String name : reads(recipe)) {
            parts.add(name);
            parts.add(fingerprint(name));
        }
        variables(recipe, parts);
        return Digest.of(parts);
    }

    private void variables(Recipe recipe, List<String> parts) {
        for (String variable : new TreeSet<>(recipe.variables())) {
            parts.add(variable);
            parts.add(variables.computeIfAbsent(variable, this::variable));
        }
    }

    private String variable(String name) {
        return String.valueOf(duck.sql()
                .fetchSingle("select getvariable(" + Duck.literal(name) + ")::varchar")
                .get(0, String.class));
    }

    private String content(String database, String name, Map<String, Made> tables) {
        Made table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("Nobody made " + name);
        }
        String content = table.content();
        if (content == null) {
            long rows = empty.contains(in(database, name)) ? 0 : rows(database, name);
            content = rows > MANY_ROWS ? table.of() : rows == 0 ? NO_ROWS : content(database, name);
            tables.put(name, new Made(table.of(), content, table.months()));
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
                .fetchSingle("select count(*) || ' ' || coalesce(sum(hash(each_row)), 0) || ' '"
                        + " || coalesce(bit_xor(hash(each_row)), 0) from " + in(database, name) + " each_row")
                .get(0, String.class);
    }

    private static String in(String database, String name) {
        return database + ".main." + Catalogue.quoted(name);
    }
}
