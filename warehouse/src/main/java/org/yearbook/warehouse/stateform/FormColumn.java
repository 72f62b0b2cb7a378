package org.yearbook.warehouse.stateform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One column of a state's file.
 *
 * @param name as the header has it
 * @param field what it holds, by the names of {@link org.yearbook.warehouse.submission.RowSource}; null when it is the
 *     same in every record
 * @param value what it holds in every record; empty when it comes from a field, or always is
 * @param codes the state's code by ours, in the order of the file; none when values are written as they are
 * @param date how a day is written; null when it is none
 * @param length the most characters; in a file of fixed places just as many
 * @param required whether every record fills it
 * @param digits whether it holds digits alone
 * @param key whether it, with the other keys, tells one record from another
 * @param right whether a shorter value stands at the right end of a fixed place
 * @param pad what fills the rest of a fixed place
 */
record FormColumn(
        String name,
        @Nullable String field,
        String value,
        Map<String, String> codes,
        @Nullable DayForm date,
        int length,
        boolean required,
        boolean digits,
        boolean key,
        boolean right,
        char pad) {

    FormColumn {
        codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
    }
}
