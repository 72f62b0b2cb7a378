package org.yearbook.ingest.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CutScores;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * The SQL functions that rules may use; they must exist before a rule is run. Those of {@code functions.sql}, and what
 * only the night knows: {@code night()}, its date; {@code school_year_begins()} and {@code school_year_ends()}, first
 * and last day of the school year of the rows judged, null when they have none. Rules across records also have
 * {@code cut_scores()}, one row for each name of a test, subject, grade and level, and {@code tested_subject(subject)},
 * by which they meet results.
 */
public final class RuleFunctions {

    private static final String FILE = "functions.sql";
    private static final Pattern CREATED = Pattern.compile("^create macro (\\w+)\\(");

    private RuleFunctions() {}

    /** {@return statements that create the functions, for rules over the rows of one school year} */
    public static List<String> of(LocalDate night, String schoolYear, MonthDay firstDay) {
        String begins = "null";
        String ends = "null";
        if (schoolYear.matches("\\d{4}-\\d{2}")) {
            SchoolYear year = SchoolYear.parse(schoolYear);
            begins = Duck.literal(firstDay.atYear(year.startYear()).toString());
            ends = Duck.literal(
                    firstDay.atYear(year.startYear() + 1).minusDays(1).toString());
        }
        Stream<String> known = Stream.of(
                "create macro night() as cast(" + Duck.literal(night.toString()) + " as date)",
                "create macro school_year_begins() as cast(" + begins + " as date)",
                "create macro school_year_ends() as cast(" + ends + " as date)");
        return Stream.concat(known, statements(FILE).stream()).toList();
    }

    /** {@return statements that create the functions, for rules across school years, with the shipped cut scores} */
    public static List<String> of(LocalDate night) {
        return of(night, CutScores.shipped());
    }

    /** {@return statements that create the functions, for rules across school years} */
    public static List<String> of(LocalDate night, CutScores scores) {
        return Stream.concat(of(night, "all", MonthDay.of(1, 1)).stream(), cutScores(scores).stream())
                .toList();
    }

    /**
     * {@return statements that create the functions that a rule about rows may call, whatever the night and the year}
     */
    static List<String> ofRows() {
        return Stream.concat(
                        Stream.of("create macro race_question_combined() as true"),
                        of(LocalDate.EPOCH, "all", MonthDay.of(1, 1)).stream())
                .toList();
    }

    private static List<String> cutScores(CutScores scores) {
        String subjects = CutScores.subjects().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Duck.literal(entry.getKey()) + ": " + Duck.literal(entry.getValue()))
                .collect(Collectors.joining(", "));
        String rows = scores.editions().stream()
                .flatMap(edition -> edition.names().stream()
                        .flatMap(test -> edition.cuts().stream().map(cut -> row(edition, test, cut))))
                .collect(Collectors.joining(", "));
        return List.of(
                "create macro tested_subject(subject) as coalesce(map_extract_value(map {" + subjects
                        + "}, lower(trim(subject))), lower(trim(subject)))",
                "create macro cut_scores() as table select * from (values "
                        + (rows.isEmpty() ? "(null::varchar, null, null, null, null, null, null, null, null)" : rows)
                        + ") t(test, first_year, last_year, subject, grade_level, level, level_name, lowest_score,"
                        + " below_score)");
    }

    private static String row(CutScores.Edition edition, String test, CutScores.Cut cut) {
        SchoolYear to = edition.to();
        String grade = cut.grade();
        return Stream.of(
                        Duck.literal(test),
                        Duck.literal(edition.from().toString()),
                        to == null ? "null::varchar" : Duck.literal(to.toString()),
                        Duck.literal(cut.subject()),
                        grade == null ? "null::varchar" : Duck.literal(grade),
                        Integer.toString(cut.level()),
                        cut.name().isEmpty() ? "null::varchar" : Duck.literal(cut.name()),
                        score(cut.lowest()),
                        score(cut.below()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String score(@Nullable BigDecimal score) {
        return score == null ? "null::decimal(18, 4)" : score.toPlainString() + "::decimal(18, 4)";
    }

    /**
     * {@return those of the functions that somebody calls, in their order} DuckDB reads a function's whole text when it
     * is created, so what no rule of an item calls is not created for it.
     *
     * @param functions statements that create functions, each after those that it calls itself
     * @param callers what may call them
     */
    public static List<String> called(List<String> functions, List<String> callers) {
        // Each text is read once, and not once for each function: scripts are long, and a night has dozens of them.
        Set<String> words = new HashSet<>();
        callers.forEach(text -> addWords(text, words));
        var called = new ArrayDeque<String>();
        for (int i = functions.size() - 1; i >= 0; i--) {
            String function = functions.get(i);
            Matcher created = CREATED.matcher(function);
            if (!created.find()) {
                called.addFirst(function);
                continue;
            }
            // By its name alone: a column of that name costs a function, a call that is written otherwise a rule.
            if (words.contains(created.group(1).toLowerCase(Locale.ROOT))) {
                called.addFirst(function);
                addWords(function, words);
            }
        }
        return List.copyOf(called);
    }

    private static void addWords(String text, Set<String> words) {
        int from = -1;
        for (int at = 0; at <= text.length(); at++) {
            boolean inside =
                    at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_');
            if (inside && from < 0) {
                from = at;
            } else if (!inside && from >= 0) {
                words.add(text.substring(from, at).toLowerCase(Locale.ROOT));
                from = -1;
            }
        }
    }

    /** {@return the statements of a script beside this class, in its order} */
    static List<String> statements(String script) {
        try (InputStream stream = RuleFunctions.class.getResourceAsStream(script)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own " + script);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.replaceAll("(?m)^--.*$", "").split(";\\s*(\n|$)"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
