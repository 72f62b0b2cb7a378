package org.yearbook.dashboard.page.values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.definitions.CodeSet;
import org.yearbook.warehouse.answer.ValueAnswers.FieldUse;
import org.yearbook.warehouse.answer.ValueAnswers.Written;
import org.yearbook.warehouse.home.ValueDecisions.Decision;
import org.yearbook.warehouse.home.ValueDecisions.Verdict;
import org.yearbook.warehouse.standard.Spellings;
import org.yearbook.warehouse.standard.Spellings.Group;
import org.yearbook.warehouse.standard.Spellings.Remembered;
import org.yearbook.warehouse.standard.Spellings.Value;

/**
 * One field: what is in use, what people decided about it, and what could be merged.
 *
 * @param use as the publication has it
 * @param decided by raw value
 * @param codes standard codes of the field, with their labels, in their order
 * @param groups values that may be one
 */
record FieldReader(FieldUse use, Map<String, Decision> decided, Map<String, String> codes, List<Group> groups) {

    FieldReader {
        decided = Map.copyOf(decided);
        groups = List.copyOf(groups);
    }

    /**
     * {@return a field, with what may be one value of it}
     *
     * @param set the codes that it takes
     * @param own decisions about it
     */
    static FieldReader of(FieldUse use, Optional<CodeSet> set, List<Decision> own) {
        Map<String, String> spellings = set.map(CodeSet::spellings).orElse(Map.of());
        Set<String> known = new HashSet<>(spellings.values());
        List<Value> values = new ArrayList<>();
        Set<String> given = new HashSet<>();
        for (Written written : use.values()) {
            // What a code set already understands needs nobody's approval.
            if (written.standard() == null || written.text().equals(written.standard())) {
                values.add(new Value(written.text(), written.rows(), written.schools()));
                given.add(written.text());
            }
        }
        spellings.keySet().stream()
                .filter(spelling -> !given.contains(spelling))
                .forEach(spelling -> values.add(new Value(spelling, 0, 0)));
        var groups = new Spellings(
                        values,
                        text -> Optional.ofNullable(
                                known.contains(text)
                                        ? text
                                        : spellings.get(text.strip().toLowerCase(java.util.Locale.ROOT))),
                        remembered(own))
                .groups();
        Map<String, Decision> decided = new HashMap<>();
        own.stream()
                .filter(decision -> decision.verdict() != Verdict.DIFFERENT)
                .forEach(decision -> decided.put(decision.raw(), decision));
        Map<String, String> codes = new LinkedHashMap<>();
        set.ifPresent(found -> found.codes().forEach(code -> codes.put(code.code(), code.label())));
        return new FieldReader(use, decided, codes, groups);
    }

    private static Remembered remembered(List<Decision> own) {
        Map<String, String> maps = own.stream()
                .filter(decision -> decision.verdict() == Verdict.MAP)
                .collect(Collectors.toMap(Decision::raw, Decision::standard, (one, other) -> other));
        Set<String> kept = own.stream()
                .filter(decision -> decision.verdict() == Verdict.KEEP)
                .map(Decision::raw)
                .collect(Collectors.toSet());
        Set<List<String>> different = new HashSet<>();
        own.stream().filter(decision -> decision.verdict() == Verdict.DIFFERENT).forEach(decision -> {
            different.add(List.of(decision.raw(), decision.standard()));
            different.add(List.of(decision.standard(), decision.raw()));
        });
        return new Remembered(maps, kept, different);
    }

    /** {@return rows of which nothing has to change: written as kept, and in no group that would change them} */
    long standardRows() {
        return Math.max(
                0,
                use.standardRows()
                        - groups.stream()
                                .flatMap(group -> group.others().stream())
                                .filter(other -> use.values().stream()
                                        .anyMatch(written -> written.text().equals(other.text())
                                                && written.text().equals(written.standard())))
                                .mapToLong(Value::rows)
                                .sum());
    }
}
