package org.yearbook.definitions;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a metric means under one authority, from one school year to another.
 *
 * @param number counts from 1 for each authority
 * @param authority who defines it: district, state, federal
 * @param from first school year in force
 * @param to last school year in force; null while it is
 * @param rationale why it was made
 * @param comparability how its numbers relate to those of the version before
 * @param hash of its meaning: formulas, words, first year; never of what may still change, as its last year
 * @param place where it stands
 */
public record MetricVersion(
        int number,
        String authority,
        Status status,
        SchoolYear from,
        @Nullable SchoolYear to,
        String rationale,
        Comparability comparability,
        Approval approval,
        Citation citation,
        Words words,
        Formula formula,
        String hash,
        Place place) {

    /** {@return whether this version is the one in force in a school year; a draft never is} */
    public boolean inForce(SchoolYear year) {
        SchoolYear last = to;
        return status != Status.DRAFT && from.compareTo(year) <= 0 && (last == null || last.compareTo(year) >= 0);
    }

    /** {@return such as {@code district 2}} */
    public String name() {
        return authority + " " + number;
    }

    /** {@return such as {@code 2015-16 to 2023-24}} */
    public String years() {
        return to == null ? "from " + from : from + " to " + to;
    }

    /** From an idea to history. */
    public enum Status {
        /** May still change; no number is shown under it. */
        DRAFT,
        /** Fixed; its first year lies ahead. */
        APPROVED,
        /** Fixed and in force. */
        ACTIVE,
        /** Fixed, and its last year is over; its years are still computed with it. */
        RETIRED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How numbers of two neighbouring versions relate. */
    public enum Comparability {
        BREAK,
        COMPARABLE,
        RESTATED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Who stands behind the version.
     *
     * @param by empty when not recorded
     * @param on null when not recorded
     */
    public record Approval(String by, @Nullable LocalDate on) {}

    /** Where the rule is written down. */
    public record Citation(Kind kind, String text) {

        @Override
        public String toString() {
            return kind == Kind.EXAMPLE ? "Example: " + text : text;
        }

        /** What sort of source it is. */
        public enum Kind {
            /** A rule that anybody can look up. */
            PUBLISHED,
            /** The district's own decision. */
            OWN,
            /** Made up, as a district's own decision might read; to be replaced by it. */
            EXAMPLE;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * The rule for people.
     *
     * @param rule all of it
     * @param denominator empty for a count
     * @param limits what the number does not do, or does differently from what is cited; empty when nothing is known
     */
    public record Words(String rule, String numerator, String denominator, String limits) {

        /**
         * {@return the words as Americans write them, {@code 10%} for {@code 10 %}} They are put so for whoever reads
         * them, and not in the definitions: the words of an approved version never change.
         */
        Words shown() {
            return new Words(shown(rule), shown(numerator), shown(denominator), shown(limits));
        }

        private static String shown(String text) {
            return text.replaceAll("(?<=[0-9])\\s+%", "%");
        }
    }
}
