package org.yearbook.warehouse.answer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One version of a metric under one authority, as the publication carries it.
 *
 * @param metric the metric's id
 * @param version counts from 1 for each authority
 * @param authority who defined it: district, state, federal
 * @param from first school year in force
 * @param to last school year in force; null while it is
 * @param comparability break, comparable or restated: how it relates to the version before
 * @param text the words and formulas
 * @param approval who stands behind it
 * @param hash of the definition
 * @param lacks which input its numbers lack that are missing tonight, in words; empty when none is
 */
public record Definition(
        String metric,
        int version,
        String authority,
        String from,
        @Nullable String to,
        String comparability,
        Text text,
        Approval approval,
        String hash,
        String lacks) {

    /** {@return whether this version is the one in force in a school year} */
    public boolean inForce(String schoolYear) {
        return from.compareTo(schoolYear) <= 0 && (to == null || to.compareTo(schoolYear) >= 0);
    }

    /**
     * What a person reads.
     *
     * @param limits what the number does not tell; empty when nothing is known
     */
    public record Text(
            String rationale,
            String plain,
            String numerator,
            String denominator,
            String limits,
            String citation,
            String sql) {}

    /**
     * Who stands behind the version.
     *
     * @param by empty when not recorded
     * @param on null when not recorded
     */
    public record Approval(String by, @Nullable LocalDate on) {}
}
