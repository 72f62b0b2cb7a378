package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.definitions.CutScores;
import org.yearbook.definitions.Metric;
import org.yearbook.warehouse.engine.Begun;
import org.yearbook.warehouse.engine.BlockSize;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;

/**
 * The tables that a publication begins with, before any number: those that internal and analysts share, and what only
 * internal has. They lie in three files of {@link KeptFolder}, of which a night changes what it has to, and gives
 * copies to the publication: {@code shared}, {@code internal}, and {@code aside} for what is between the lake and both.
 * What identifies a person is never written to {@code shared}, so it never lies in the analysts' file, not even as a
 * freed block; what a freed block of it may hold are rows as analysts had them on an earlier night.
 */
final class StartingTables {

    /** To be raised whenever Java makes other tables of the same rows; of the scripts, the texts are compared. */
    private static final int PROGRAM = 2;

    private static final String SHARED = "shared";
    private static final String INTERNAL = "internal";
    private static final String EMPTY = "empty";
    private static final String PSEUDONYM = "pseudonym";
    private static final String ATTENDANCE = "fact_student_attendance";

    /** All rows, or those of one month while a table is made again month by month. */
    private static final String PART = " where getvariable('part_year') is null or (school_year ="
            + " getvariable('part_year') and attendance_date >= getvariable('part_from') and attendance_date <"
            + " getvariable('part_to'))";

    private static final List<String> STAR_BEGINS = List.of("macros", "attendance", "people");
    private static final List<String> INTERNAL_SCRIPTS = List.of("internal", "person", "school-year-readiness");
    private static final List<String> QUALITY_SCRIPTS =
            List.of("quality-kinds", "quality-score", "quality-tally", "value-seen", "quality-metrics");

    private final Build.Order order;
    private final Duck duck;
    private final Catalogue catalogue;
    private final List<Metric> metrics;
    private final Pseudonyms pseudonyms;
    private final KeptFolder kept;
    private final KeptTables tables;
    private final LakeColumns columns;
    private final LakeViews lake;
    private final List<Recipe> star;
    private final BlockSize blocks;

    /** The analysts' file is written beside what is made for the application. */
    private CompletableFuture<Void> giving = CompletableFuture.completedFuture(null);

    private StartingTables(
            Build.Order order,
            Duck duck,
            SchoolYears years,
            Catalogue catalogue,
            List<Metric> metrics,
            Pseudonyms pseudonyms,
            BlockSize blocks,
            KeptFolder kept) {
        this.order = order;
        this.blocks = blocks;
        this.duck = duck;
        this.catalogue = catalogue;
        this.metrics = metrics;
        this.pseudonyms = pseudonyms;
        this.kept = kept;
        this.tables = new KeptTables(duck, kept);
        settings(years);
        duck.attachUnfinished(kept.file(KeptTables.ASIDE), KeptTables.ASIDE, blocks);
        this.columns = new LakeColumns(duck);
        this.lake = new LakeViews(duck, order.night(), columns, new LakeMonths(duck));
        this.star = recipes();
    }

    /** {@return the tables as the last night left them, to be changed in a database without anything attached} */
    static StartingTables open(
            Build.Order order, Duck duck, SchoolYears years, Catalogue catalogue, List<Metric> metrics)
            throws IOException {
        Pseudonyms pseudonyms = Pseudonyms.of(order.home());
        BlockSize blocks = BlockSize.of(Build.rows(order.night()));
        KeptFolder kept = KeptFolder.open(order.home(), edition(duck, catalogue, metrics, pseudonyms, blocks));
        return new StartingTables(order, duck, years, catalogue, metrics, pseudonyms, blocks, kept);
    }

    // Where any of this is another, tables may be that must not lie in a file any more, not even as a freed block.
    private static String edition(
            Duck duck, Catalogue catalogue, List<Metric> metrics, Pseudonyms pseudonyms, BlockSize blocks) {
        var parts = new ArrayList<String>();
        parts.add(Integer.toString(PROGRAM));
        parts.add(duck.sql().fetchSingle("select version()").get(0, String.class));
        parts.add(pseudonyms.name());
        parts.add(blocks.name());
        parts.add(catalogue.text());
        parts.add(MetricViews.statements(metrics));
        Stream.of(
                        List.of("lake", "metrics"),
                        STAR_BEGINS,
                        List.of("star"),
                        Build.ENTITIES,
                        INTERNAL_SCRIPTS,
                        QUALITY_SCRIPTS)
                .flatMap(List::stream)
                .forEach(script -> parts.addAll(SqlScript.named(script).statements()));
        return Digest.of(parts);
    }

    private void settings(SchoolYears years) {
        EntityScripts.asOf(duck, order.night().date());
        EntityScripts.settings(duck, order.district());
        EntityScripts.cutScores(duck, CutScores.load(order.home().cutScores()));
        years.prepare(duck);
    }

    private List<Recipe> recipes() {
        var recipes = new ArrayList<Recipe>();
        STAR_BEGINS.forEach(script -> recipes.addAll(Recipe.of(SqlScript.named(script))));
        recipes.addAll(Recipe.of(SqlScript.named("star")));
        Build.ENTITIES.forEach(script -> recipes.addAll(Recipe.of(SqlScript.named(script))));
        return recipes.stream()
                .map(StartingTables::monthly)
                .map(recipe -> recipe.name().equals(PSEUDONYM)
                        ? recipe.reading(List.of("number_seen")).then(unused -> pseudonyms())
                        : recipe)
                .toList();
    }

    // A student of whom there is attendance has a key, and keeps it: others that come change no row.
    private static Recipe monthly(Recipe recipe) {
        return switch (recipe.name()) {
            case "attendance_day", ATTENDANCE, "absence_line" -> recipe.monthly("attendance_date", "student_key");
            case "student_month" -> recipe.monthly("month");
            default -> recipe;
        };
    }

    /** Makes what internal and analysts share, and gives it to the analysts; the views of the metrics to the public. */
    long star(Path analyst, Path open) {
        try {
            if (!kept.has(SHARED)) {
                EmptyFile.write(duck, catalogue, metrics, blocks, kept.file(EMPTY));
                Files.copy(kept.file(EMPTY), kept.file(SHARED));
            }
            lake.offer(tables);
            tables.standing(EntityScripts.CUT_SCORES);
            tables.dated("derived_day", "attendance_date");
            make(SHARED, () -> tables.make(SHARED, star));
            kept.give(EMPTY, open);
            giving = CompletableFuture.runAsync(() -> give(analyst));
            return Build.rows(order.night());
        } catch (IOException e) {
            throw new UncheckedIOException("The tables that analysts share cannot be written", e);
        }
    }

    private void give(Path analyst) {
        try {
            kept.give(SHARED, analyst);
        } catch (IOException e) {
            throw new UncheckedIOException("The tables that analysts share cannot be written", e);
        }
    }

    /** Waits until no file is written any more, whatever became of it. */
    void settle() {
        giving.handle((nothing, failed) -> failed).join();
    }

    /** Makes what only the application sees, and gives it to internal. */
    long internal(Path internal) {
        try {
            List<Recipe> recipes = internalRecipes();
            duck.run("attach " + Duck.literal(kept.file(SHARED)) + " as " + SHARED + " (read_only)");
            List<Recipe> copies = copies(recipes);
            if (!kept.has(INTERNAL)) {
                Files.copy(kept.file(SHARED), kept.file(INTERNAL));
                tables.take(INTERNAL, copies);
            }
            make(INTERNAL, () -> {
                tables.make(INTERNAL, copies);
                tables.make(INTERNAL, recipes);
                new QualityTables(duck, order.night(), columns, order.home()).write(tables, INTERNAL);
                tables.make(INTERNAL, Recipe.of(SqlScript.named("quality-metrics")));
            });
            duck.detach(SHARED);
            kept.give(INTERNAL, internal);
            return order.night()
                    .tables()
                    .getOrDefault("quality_issue", new LakeNight.Table(0, List.of(), 0))
                    .rows();
        } catch (IOException e) {
            throw new UncheckedIOException("The tables of the application cannot be written", e);
        }
    }

    private List<Recipe> internalRecipes() {
        var recipes = new ArrayList<Recipe>();
        INTERNAL_SCRIPTS.forEach(script -> Recipe.of(SqlScript.named(script)).stream()
                .map(StartingTables::monthly)
                .forEach(recipes::add));
        recipes.addAll(lake.besides());
        return recipes;
    }

    /** What is shared and not another table of the same name here is the same here. */
    private List<Recipe> copies(List<Recipe> others) {
        Set<String> here = others.stream().map(Recipe::name).collect(Collectors.toSet());
        return star.stream()
                .filter(recipe -> recipe.kind() == Recipe.Kind.PUBLISHED)
                .map(Recipe::name)
                .filter(name -> !here.contains(name))
                .map(name -> monthly(Recipe.of("create table " + name + " as from " + SHARED + "." + name
                        + (name.equals(ATTENDANCE) ? PART : ""))))
                .toList();
    }

    private void make(String database, Runnable making) {
        int before = tables.made();
        duck.attachUnfinished(kept.file(database), database);
        duck.run("set search_path = " + Duck.literal(database + ".main," + KeptTables.ASIDE + ".main"));
        making.run();
        tables.forget(database);
        if (tables.made() > before) {
            catalogue.describe(duck, database);
        }
        duck.detach(database);
    }

    private void pseudonyms() {
        var rows = new ArrayList<List<?>>();
        try (var statement = duck.connection().createStatement();
                var numbers = statement.executeQuery("select kind, number from number_seen")) {
            while (numbers.next()) {
                String kind = numbers.getString(1);
                String number = numbers.getString(2);
                rows.add(List.of(kind, number, pseudonyms.of(kind, number)));
            }
        } catch (SQLException e) {
            throw new EngineException("DuckDB refused to read the numbers", e);
        }
        duck.append(KeptTables.ASIDE, PSEUDONYM, rows);
        boolean collided = duck.sql()
                .fetchSingle("select count(*) > count(distinct (kind, key)) from pseudonym")
                .get(0, Boolean.class);
        if (collided) {
            throw new PublicationException("Two numbers have the same pseudonym. Nothing was published.");
        }
    }

    /** {@return by table of the application's file, all that its rows follow from} */
    Map<String, String> madeOf() {
        return tables.madeOf(INTERNAL);
    }

    /** {@return the same of the analysts' file} */
    Map<String, String> sharedMadeOf() {
        return tables.madeOf(SHARED);
    }

    /** {@return how many tables were made so far, not kept} */
    int made() {
        return tables.made();
    }

    /** {@return when the tables are left to the next night: to write them down for good is mostly waiting} */
    CompletableFuture<Void> close() {
        Begun.await(giving);
        tables.forget(KeptTables.ASIDE);
        duck.detach(KeptTables.ASIDE);
        return CompletableFuture.runAsync(() -> {
            try {
                kept.close();
            } catch (IOException e) {
                throw new UncheckedIOException("What the next night begins with cannot be kept", e);
            }
        });
    }
}
