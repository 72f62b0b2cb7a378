package org.yearbook.warehouse.publish;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CodeSet;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.CutScores;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;

/**
 * The statements by which a publication makes the tables that metrics read, to make some of them again from other rows
 * than a night's lake. Only the statements that a wanted table depends on are run, and none behind a table that is
 * given: whoever gives {@code fact_app_usage} need not give the lake's tables that it is made of.
 */
public final class EntityScripts {

    private static final Pattern CREATES = Pattern.compile("(?i)^\\s*create\\s+(?:temp\\s+)?(?:table|view)\\s+(\\w+)");
    private static final Pattern FILLS = Pattern.compile("(?i)^\\s*(?:insert\\s+into|delete\\s+from)\\s+(\\w+)");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern LAKE = Pattern.compile("(?:lake|fact|dim)_\\w+");

    /** One statement: the table it makes or fills, and every word in it, among which are the tables it reads. */
    private record Step(String script, String sql, String makes, boolean creates, Set<String> words) {}

    private final List<Step> steps;
    private final Set<String> given;

    private EntityScripts(List<Step> steps, Set<String> given) {
        this.steps = List.copyOf(steps);
        this.given = Set.copyOf(given);
    }

    /**
     * {@return the statements of this release}
     *
     * @param given the tables that stand ready, of whatever stage of a publication
     */
    public static EntityScripts over(Set<String> given) {
        var steps = new ArrayList<Step>();
        var scripts = new ArrayList<>(List.of("attendance", "people", "star"));
        scripts.addAll(Build.ENTITIES);
        for (String script : scripts) {
            for (String statement : SqlScript.named(script).statements()) {
                step(script, statement).ifPresent(steps::add);
            }
        }
        return new EntityScripts(steps, given);
    }

    private static Optional<Step> step(String script, String statement) {
        String bare = COMMENT.matcher(statement).replaceAll("").strip();
        String made = first(CREATES, bare);
        String target = made == null ? first(FILLS, bare) : made;
        if (target == null) {
            return Optional.empty();
        }
        Set<String> words = WORD.matcher(bare)
                .results()
                .map(match -> match.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        words.remove(target);
        return Optional.of(new Step(script, statement, target, made != null, words));
    }

    private static @Nullable String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }

    /** {@return the given tables that the wanted ones are made of, directly or not} */
    public Set<String> inputs(Set<String> wanted) {
        Set<String> needed = needed(wanted);
        return given.stream().filter(needed::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return the tables without which the wanted ones cannot be made; empty when all that is needed is given} */
    public Set<String> missing(Set<String> wanted) {
        Set<String> made = steps.stream().map(Step::makes).collect(Collectors.toSet());
        return needed(wanted).stream()
                .filter(name -> !given.contains(name) && !made.contains(name))
                .filter(name -> wanted.contains(name) || LAKE.matcher(name).matches())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> needed(Set<String> wanted) {
        Set<String> needed = new HashSet<>(wanted);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Step step : steps) {
                if (needed.contains(step.makes()) && !given.contains(step.makes())) {
                    grown |= needed.addAll(step.words());
                }
            }
        }
        return needed;
    }

    /** Lays what the statements share into a session: the district's settings and small rules; once a session. */
    public static void prepare(Duck duck, District district) {
        settings(duck, district);
        SqlScript.named("macros").run(duck);
    }

    /** Says which day the numbers speak of. */
    public static void asOf(Duck duck, LocalDate day) {
        duck.run("set variable as_of = date " + Duck.literal(day.toString()));
    }

    static void settings(Duck duck, District district) {
        duck.run("set variable lea_id = " + Duck.literal(district.leaId()));
        duck.run("set variable district_name = " + Duck.literal(district.name()));
        duck.run("set variable first_month = " + district.firstDay().getMonthValue());
        duck.run("set variable first_day = " + district.firstDay().getDayOfMonth());
        duck.run("set variable count_month = " + district.countDay().getMonthValue());
        duck.run("set variable count_day = " + district.countDay().getDayOfMonth());
        races(duck, district.combinedQuestion());
        duck.run("set variable subject_spelling = " + map(CutScores.subjects()));
    }

    /** Lays the cut scores of tests into a session, as {@code lake_cut_score}, one row for each name of a test. */
    static void cutScores(Duck duck, CutScores scores) {
        duck.run("""
                create temp table cut_score_said(
                    test varchar, assessment varchar, edition varchar, from_school_year varchar, to_school_year varchar,
                    subject varchar, grade_level varchar, level bigint, level_name varchar, lowest_score varchar,
                    below_score varchar, proficient bigint, authority varchar, source varchar)""");
        var rows = new ArrayList<List<?>>();
        for (CutScores.Edition edition : scores.editions()) {
            SchoolYear to = edition.to();
            for (String test : edition.names()) {
                for (CutScores.Cut cut : edition.cuts()) {
                    rows.add(Arrays.asList(
                            test,
                            edition.assessment(),
                            edition.edition(),
                            edition.from().toString(),
                            to == null ? null : to.toString(),
                            cut.subject(),
                            cut.grade(),
                            (long) cut.level(),
                            cut.name().isEmpty() ? null : cut.name(),
                            plain(cut.lowest()),
                            plain(cut.below()),
                            cut.proficient() ? 1L : 0L,
                            cut.authority(),
                            cut.source()));
                }
            }
        }
        duck.append("temp", "cut_score_said", rows);
        duck.run("""
                create temp table lake_cut_score as
                select * replace (lowest_score::decimal(18, 4) as lowest_score, below_score::decimal(18, 4) as below_score,
                                  proficient = 1 as proficient)
                from cut_score_said""");
    }

    static final String CUT_SCORES = "lake_cut_score";

    private static @Nullable String plain(@Nullable BigDecimal score) {
        return score == null ? null : score.toPlainString();
    }

    /** What the groups of the combined question are called, and which of the two questions' took them in. */
    private static void races(Duck duck, @Nullable SchoolYear combinedQuestion) {
        CodeSet races = CodeSets.combinedRace();
        var labels = new LinkedHashMap<String, String>();
        races.codes().forEach(race -> labels.put(race.code(), race.label()));
        duck.run("set variable race_label = " + map(labels));
        duck.run("set variable race_formerly = " + map(races.formerly()));
        duck.run("set variable combined_question = "
                + (combinedQuestion == null ? "cast(null as varchar)" : Duck.literal(combinedQuestion.toString())));
    }

    /** In one order, whatever order the map has in this process: what is read is known again by its text. */
    private static String map(Map<String, String> entries) {
        return new TreeMap<>(entries)
                .entrySet().stream()
                        .map(entry -> Duck.literal(entry.getKey()) + ": " + Duck.literal(entry.getValue()))
                        .collect(Collectors.joining(", ", "map {", "}"));
    }

    /** Makes the wanted tables in the current schema; {@link #clear} takes them and all in between away again. */
    public void make(Duck duck, Set<String> wanted) {
        for (Step step : run(wanted)) {
            new SqlScript(step.script(), List.of(step.sql())).run(duck);
        }
    }

    /** Drops what {@link #make} made, so that it can be made again from other rows. */
    public void clear(Duck duck, Set<String> wanted) {
        for (Step step : run(wanted)) {
            if (step.creates()) {
                String kind = step.sql().matches("(?is).*create\\s+temp\\s+view.*") ? "view " : "table ";
                duck.run("drop " + kind + "if exists " + Catalogue.quoted(step.makes()));
            }
        }
    }

    private List<Step> run(Set<String> wanted) {
        Set<String> needed = needed(wanted);
        return steps.stream()
                .filter(step -> needed.contains(step.makes()) && !given.contains(step.makes()))
                .toList();
    }
}
