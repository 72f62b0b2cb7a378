package org.yearbook.warehouse.explain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.metric.StoredVersion.Cell;

/**
 * A move in its parts, which add up to it exactly: this record cannot be made otherwise.
 *
 * @param unit as the definition has it: percent (a fraction of one), count, currency, number
 * @param parts in the order in which the earlier number is led over into the later one
 * @param notes what could not be told apart, and why, in sentences without any person
 * @param movers who moved in which of the parts, in numbers
 * @param reads the columns that the definitions read, by table; empty when one of them is no longer known
 */
public record Explanation(
        String label,
        String unit,
        End from,
        End to,
        List<Part> parts,
        List<String> notes,
        Movers movers,
        Map<String, Set<String>> reads) {

    public Explanation {
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
        reads = Map.copyOf(reads);
        Fraction sum = parts.stream().map(Part::change).reduce(Fraction.ZERO, Fraction::plus);
        Fraction whole =
                Fraction.of(to.cell().value()).minus(Fraction.of(from.cell().value()));
        if (!sum.equals(whole)) {
            throw new IllegalStateException("the parts of a move come to " + sum + ", and the move is " + whole);
        }
    }

    /** {@return the whole move} */
    public Fraction whole() {
        return Fraction.of(to.cell().value()).minus(Fraction.of(from.cell().value()));
    }

    /** {@return the part of one cause alone; zero when nothing came from it} */
    public Fraction change(Cause cause) {
        return parts.stream()
                .filter(part -> part.causes().equals(Set.of(cause)))
                .map(Part::change)
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /**
     * One of the two numbers, as it was published.
     *
     * @param asOf the day of its night
     * @param hash of its definition
     */
    public record End(String publication, LocalDate asOf, String schoolYear, int version, String hash, Cell cell) {}

    /**
     * One part of a move.
     *
     * @param causes one; several when the number between them cannot be told, so that they stay together
     * @param change in the metric's unit
     * @param counts how many of those who are counted moved; null when nobody can tell
     * @param people how many people the number that it leads to speaks of; null when of things, or not known
     * @param records the first of them, for those who may see them
     */
    public record Part(
            Set<Cause> causes,
            Fraction change,
            @Nullable Counts counts,
            @Nullable Long people,
            List<Counted> records) {

        public Part {
            causes = Collections.unmodifiableSet(EnumSet.copyOf(causes));
            records = List.copyOf(records);
        }
    }

    /** How many people or things came to the numerator and denominator, left them, or count for another amount. */
    public record Counts(
            long enteredNumerator,
            long leftNumerator,
            long enteredDenominator,
            long leftDenominator,
            long otherAmount) {

        Counts plus(Counts other) {
            return new Counts(
                    enteredNumerator + other.enteredNumerator,
                    leftNumerator + other.leftNumerator,
                    enteredDenominator + other.enteredDenominator,
                    leftDenominator + other.leftDenominator,
                    otherAmount + other.otherAmount);
        }

        public long all() {
            return enteredNumerator + leftNumerator + enteredDenominator + leftDenominator + otherAmount;
        }
    }

    /**
     * A person or thing whose part in the number changed.
     *
     * @param dataset the table that it was counted in
     * @param identity the columns that name it; persons by their keys
     * @param before what the formula read; empty when it was not there
     * @param after the same of the later state
     * @param person who it is, by number and name; null for things, and where nobody is known by the key
     */
    public record Counted(
            String dataset,
            Map<String, String> identity,
            Map<String, String> before,
            Map<String, String> after,
            Amounts numerator,
            Amounts denominator,
            @Nullable Named person) {}

    /**
     * A person or account by its name.
     *
     * @param kind student, staff or account
     */
    public record Named(String kind, String number, String name) {}

    /** What it added before and after; 0 when it was not there. */
    public record Amounts(BigDecimal before, BigDecimal after) {}
}
