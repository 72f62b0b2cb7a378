package org.yearbook.definitions;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a version is computed.
 *
 * @param numerator what is counted
 * @param denominator out of what; null for a count
 * @param people how many people the number speaks of; null when it speaks of things, not of people
 * @param knownWhen a condition that some row of a school year and place must meet before there is a number; null when
 *     there always is
 * @param complete what every row that counts must have, or else the number is missing; null when there is no such thing
 */
public record Formula(
        Measure numerator,
        @Nullable Measure denominator,
        @Nullable Measure people,
        @Nullable Expression knownWhen,
        @Nullable Completeness complete) {

    /**
     * What every row that the denominator counts, or else the numerator, must have. Where one has not, a number of the
     * others would be another number: it is missing, and says what.
     *
     * @param when a condition on one row
     * @param missing in plain words, what is missing where it is not met
     */
    public record Completeness(Expression when, String missing) {}

    /** {@return the measure whose dataset says which school years, places and groups exist} */
    public Measure base() {
        return denominator == null ? numerator : denominator;
    }

    /** {@return the datasets it reads, the one that says which rows exist first} */
    public Set<String> datasets() {
        var names = new LinkedHashSet<String>();
        names.add(base().dataset());
        measures().forEach(measure -> names.add(measure.dataset()));
        return names;
    }

    /** {@return numerator, denominator and people, if any} */
    public List<Measure> measures() {
        return Stream.of(numerator, denominator, people)
                .flatMap(Stream::ofNullable)
                .toList();
    }
}
