package org.yearbook.warehouse.submission;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.edfacts.CategorySet;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.definitions.edfacts.ZeroCounts;

/** The groups that nobody is in and that a file wants nevertheless, by its specification. */
final class Zeros {

    private static final String MISSING = "MISSING";
    private static final String BELOW_SEVEN = "BELOW7";
    private static final Set<String> LOWER_GRADES = Set.of("PK", "KG", "01", "02", "03", "04", "05", "06");

    private final YearFile file;
    private final Set<Key> counted;
    private final Set<String> tables;

    private Zeros(YearFile file, List<Count> counts) {
        this.file = file;
        this.counted = counts.stream().map(Key::of).collect(Collectors.toCollection(HashSet::new));
        this.tables = counts.stream().map(count -> count.set().table()).collect(Collectors.toSet());
    }

    private record Key(String organization, CategorySet set, Map<String, String> codes) {
        static Key of(Count count) {
            return new Key(count.organization(), count.set(), count.codes());
        }
    }

    /**
     * {@return the counts of 0}
     *
     * @param counts all others of the file
     * @param offered the grades that each place offers, in federal codes; places that are not in it get no zeros. Of a
     *     table that counts nobody anywhere, nobody knows whether it was looked at: it gets none either.
     */
    static List<Count> of(YearFile file, List<Count> counts, Map<String, Set<String>> offered) {
        var zeros = new Zeros(file, counts);
        List<Count> all = new ArrayList<>();
        for (ZeroCounts wanted : file.zeros()) {
            for (CategorySet set : file.sets()) {
                if (wanted.sets().contains(set.code()) && zeros.known(set)) {
                    new TreeMap<>(offered).forEach((place, grades) -> all.addAll(zeros.of(wanted, set, place, grades)));
                }
            }
        }
        return all;
    }

    private boolean known(CategorySet set) {
        boolean alone = file.sets().stream().map(CategorySet::table).distinct().count() == 1;
        return alone || tables.contains(set.table());
    }

    private List<Count> of(ZeroCounts wanted, CategorySet set, String place, Set<String> grades) {
        boolean here = wanted.whereOffered().isEmpty()
                || wanted.whereOffered().stream().anyMatch(grades::contains);
        if (!here) {
            return List.of();
        }
        List<Map<String, String>> combinations = List.of(Map.of());
        for (String list : set.categories()) {
            List<String> codes = codes(list, wanted.onlyOfferedGrades() ? grades : null);
            combinations = combinations.stream()
                    .flatMap(one -> codes.stream().map(code -> with(one, list, code)))
                    .toList();
        }
        return combinations.stream()
                .map(codes -> new Count(place, set, codes, BigDecimal.ZERO))
                .filter(count -> !counted.contains(Key.of(count)))
                .toList();
    }

    private List<String> codes(String list, @Nullable Set<String> grades) {
        return file.codes().getOrDefault(list, Map.of()).keySet().stream()
                .filter(code -> !code.equals(MISSING))
                .filter(code -> grades == null || !list.startsWith("GRADE") || offers(grades, code))
                .toList();
    }

    private static boolean offers(Set<String> grades, String code) {
        return code.equals(BELOW_SEVEN) ? grades.stream().anyMatch(LOWER_GRADES::contains) : grades.contains(code);
    }

    private static Map<String, String> with(Map<String, String> codes, String list, String code) {
        var more = new LinkedHashMap<>(codes);
        more.put(list, code);
        return more;
    }
}
