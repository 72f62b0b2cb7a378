package org.yearbook.dashboard.page.values;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.definitions.CodeSet;
import org.yearbook.definitions.CodeSets;
import org.yearbook.warehouse.answer.ValueAnswers.FieldUse;
import org.yearbook.warehouse.home.ValueDecisions.Decision;

/**
 * Fields as they were read lately. To find the values that may be one, each is held against the others, which takes
 * longer than all the rest of the page; it comes to the same until a value, a code or a decision of the field changes.
 */
final class KeptFields {

    private static final int KEPT = 300;

    private final Map<Key, FieldReader> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, FieldReader> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(FieldUse use, Optional<CodeSet> set, List<Decision> own) {}

    FieldReader of(FieldUse use, CodeSets sets, List<Decision> decisions) {
        var key = new Key(
                use,
                use.codeSet().isEmpty() ? Optional.empty() : sets.current(use.codeSet()),
                decisions.stream()
                        .filter(decision -> decision.entity().equals(use.entity())
                                && decision.field().equals(use.field()))
                        .toList());
        synchronized (known) {
            FieldReader found = known.get(key);
            if (found != null) {
                return found;
            }
        }
        FieldReader fresh = FieldReader.of(key.use(), key.set(), key.own());
        synchronized (known) {
            known.put(key, fresh);
        }
        return fresh;
    }
}
