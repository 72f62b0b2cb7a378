package org.yearbook.ingest.draft;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that the name of a column is made of, without the ways in which systems shorten them. */
final class ColumnWords {

    private static final Pattern BETWEEN = Pattern.compile(
            "[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");

    private static final Set<String> SAY_NOTHING = Set.of("a", "at", "for", "in", "is", "of", "on", "s", "the", "was");

    /** Said of many columns and left out of many names; dropped where something else is left. */
    private static final Set<String> SAY_LITTLE = Set.of("legal", "name");

    /** What several words of the field say together; looked for before the single words. */
    private static final Map<String, List<String>> SHORT = Map.of(
            "dob", List.of("birth", "date"),
            "birthdate", List.of("birth", "date"),
            "birthday", List.of("birth", "date"),
            "fname", List.of("given", "name"),
            "lname", List.of("family", "name"),
            "mname", List.of("middle", "name"),
            "surname", List.of("family", "name"),
            "ssid", List.of("state", "student", "number"));

    /** Each line: the word that the entities use, then what others call the same. */
    private static final Map<String, String> SAME = Stream.of(
                    "number no nr num nbr id identifier",
                    "student stu stud pupil learner",
                    "staff emp empl employee worker teacher instructor",
                    "school sch campus site building location schools",
                    "given first forename",
                    "family last",
                    "sex gender",
                    "date dt day",
                    "entry enter start begin begins enrolled admit admission hire",
                    "exit end ends leave left withdraw withdrawal separation termination",
                    "completed complete completion finish finished",
                    "attendance att",
                    "absence abs absent",
                    "grade gr grades",
                    "level lvl",
                    "course crs class",
                    "code cd",
                    "description desc",
                    "hours hour hrs",
                    "minutes minute min mins",
                    "department dept",
                    "phone telephone tel",
                    "email mail",
                    "language lang",
                    "year yr",
                    "score points",
                    "amount amt",
                    "result outcome")
            .map(line -> line.split(" "))
            .flatMap(words -> Stream.of(words).map(word -> Map.entry(word, words[0])))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (first, later) -> first));

    private ColumnWords() {}

    /** {@return how much of the words of two names is the same, from 0 to 1} */
    static double likeness(Set<String> words, Set<String> others) {
        Set<String> shared = new HashSet<>(words);
        shared.retainAll(others);
        int all = words.size() + others.size() - shared.size();
        return all == 0 ? 0 : (double) shared.size() / all;
    }

    /** {@return the words of a name; of {@code STUDENTS.Last_Name} those behind the table's} */
    static Set<String> of(String name) {
        String column = name.substring(name.lastIndexOf('.') + 1);
        Set<String> words = all(column);
        Set<String> telling = new HashSet<>(words);
        telling.removeAll(SAY_LITTLE);
        return telling.isEmpty() ? words : telling;
    }

    private static Set<String> all(String column) {
        return BETWEEN.splitAsStream(column)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && !SAY_NOTHING.contains(word))
                .flatMap(word -> SHORT.getOrDefault(word, List.of(word)).stream())
                .map(ColumnWords::usual)
                .collect(Collectors.toSet());
    }

    private static String usual(String word) {
        String one = word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return SAME.getOrDefault(word, SAME.getOrDefault(one, one));
    }
}
