package org.yearbook.definitions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Given rows and what versions of one metric must make of them.
 *
 * @param name what it shows
 * @param why the reason it is worth showing; may be empty
 * @param given rows by dataset
 */
public record Example(
        String metric, String name, String why, Map<String, List<Row>> given, List<Expectation> expect, Place place) {

    public Example {
        given = Map.copyOf(given);
        expect = List.copyOf(expect);
    }

    /** One row; columns that are not named are null. */
    public record Row(Map<String, Expression> cells, Place place) {

        public Row {
            cells = Map.copyOf(cells);
        }
    }

    /**
     * What one version must come to; numbers may be written as sums and products.
     *
     * @param numerator null when there must be no row at all
     * @param denominator null when not checked
     * @param value null when not checked
     * @param n null when not checked
     */
    public record Expectation(
            String authority,
            int version,
            Cell cell,
            @Nullable Expression numerator,
            @Nullable Expression denominator,
            @Nullable Expression value,
            @Nullable Expression n,
            Place place) {}

    /**
     * Which number is meant.
     *
     * @param year null for the only one given
     * @param organization null for the only one given
     */
    public record Cell(@Nullable String year, @Nullable String organization, String dimension, String group) {}
}
