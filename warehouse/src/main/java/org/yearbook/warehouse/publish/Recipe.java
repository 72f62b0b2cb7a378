package org.yearbook.warehouse.publish;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Duck;

/**
 * How one table, view or macro of a publication is made, and all that its making depends on.
 *
 * @param name what it makes
 * @param statements in order: the first makes it, others change what is in it
 * @param words every word of the statements, among which are the names of all that they read
 * @param variables of the session that they read
 * @param besides what else it depends on, such as files that no name stands for
 * @param rest fills what was made, where SQL cannot
 * @param month the column that says of which month a row is, where each month's rows follow from that month's alone;
 *     else empty
 */
record Recipe(
        String name,
        Kind kind,
        List<String> statements,
        Set<String> words,
        Set<String> variables,
        String besides,
        List<Consumer<Duck>> rest,
        String month) {

    /** What a recipe makes. */
    enum Kind {
        /** A rule that lives as long as the session. */
        MACRO,
        /** A view that lives as long as the session. */
        VIEW,
        /** A table that later recipes read, and no audience. */
        ASIDE,
        /** A table of the publication. */
        PUBLISHED
    }

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern MAKES =
            Pattern.compile("(?i)^\\s*create\\s+(?:or\\s+replace\\s+)?(temp\\s+)?(table|view|macro)\\s+\"?(\\w+)");
    private static final Pattern FILLS = Pattern.compile("(?i)^\\s*(?:insert\\s+into|delete\\s+from)\\s+(\\w+)");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern VARIABLE = Pattern.compile("(?i)getvariable\\('(\\w+)'\\)");

    Recipe {
        statements = List.copyOf(statements);
        rest = List.copyOf(rest);
        words = Set.copyOf(words);
        variables = Set.copyOf(variables);
    }

    /** {@return the recipes of a script, in its order} */
    static List<Recipe> of(SqlScript script) {
        var recipes = new ArrayList<Recipe>();
        for (String statement : script.statements()) {
            String bare = bare(statement);
            Matcher fills = FILLS.matcher(bare);
            if (!fills.find()) {
                recipes.add(of(statement));
                continue;
            }
            Recipe last = recipes.isEmpty() ? null : recipes.remove(recipes.size() - 1);
            if (last == null || !last.name.equals(fills.group(1).toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        script.name() + ".sql changes " + fills.group(1) + " after others may have read it");
            }
            recipes.add(last.and(statement));
        }
        return recipes;
    }

    /** {@return the recipe of what one statement makes} */
    static Recipe of(String statement) {
        String bare = bare(statement);
        Matcher makes = MAKES.matcher(bare);
        if (!makes.find()) {
            throw new IllegalArgumentException("No recipe: " + bare);
        }
        boolean temporary = makes.group(1) != null;
        Kind kind = switch (makes.group(2).toLowerCase(Locale.ROOT)) {
            case "macro" -> Kind.MACRO;
            case "view" -> Kind.VIEW;
            default -> temporary ? Kind.ASIDE : Kind.PUBLISHED;
        };
        String name = makes.group(3).toLowerCase(Locale.ROOT);
        return new Recipe(name, kind, List.of(statement), words(bare), variables(bare), "", List.of(), "");
    }

    /** {@return the recipe of a published table that reads nothing by name} */
    static Recipe table(String name, String statement) {
        return new Recipe(name, Kind.PUBLISHED, List.of(statement), Set.of(), Set.of(), "", List.of(), "");
    }

    /** {@return whether the statement that makes it puts all of its rows there} */
    boolean asItBegan() {
        return statements.size() == 1 && rest.isEmpty();
    }

    /** {@return the same, with one statement more} */
    Recipe and(String statement) {
        String bare = bare(statement);
        var all = new ArrayList<>(statements);
        all.add(statement);
        return new Recipe(
                name, kind, all, union(words, words(bare)), union(variables, variables(bare)), besides, rest, month);
    }

    /** {@return the same under another name} */
    Recipe named(String other) {
        var renamed = new ArrayList<>(statements);
        renamed.set(
                0,
                renamed.get(0).replaceFirst("\\b" + name + "\\b", Matcher.quoteReplacement(Catalogue.quoted(other))));
        return new Recipe(other, kind, renamed, words, variables, besides, rest, month);
    }

    /** {@return the same, depending on something more} */
    Recipe with(String more) {
        return new Recipe(name, kind, statements, words, variables, besides + "\n" + more, rest, month);
    }

    /** {@return the same, reading these whatever its words look like} */
    Recipe reading(List<String> names) {
        Set<String> all = union(
                words, names.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
        return new Recipe(name, kind, statements, all, variables, besides, rest, month);
    }

    /**
     * {@return the same, whose rows of each month follow from that month's alone}
     *
     * @param column says the month of a row
     * @param steady what it reads of which no row that it meets ever changes
     */
    Recipe monthly(String column, String... steady) {
        var changing = new LinkedHashSet<>(words);
        List.of(steady).forEach(changing::remove);
        return new Recipe(name, kind, statements, changing, variables, besides, rest, column);
    }

    /** {@return the same, filled by more than its statements} */
    Recipe then(Consumer<Duck> filling) {
        return new Recipe(name, kind, statements, words, variables, besides, List.of(filling), month);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static String bare(String statement) {
        return COMMENT.matcher(statement).replaceAll("").strip();
    }

    private static Set<String> words(String bare) {
        return WORD.matcher(bare)
                .results()
                .map(match -> match.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // Which part of a table is made again is nothing that its rows depend on.
    private static Set<String> variables(String bare) {
        return VARIABLE.matcher(bare)
                .results()
                .map(match -> match.group(1))
                .filter(variable -> !variable.startsWith("part_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
