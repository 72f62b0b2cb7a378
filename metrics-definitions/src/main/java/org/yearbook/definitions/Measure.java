package org.yearbook.definitions;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One number taken from the rows of a dataset.
 *
 * @param dataset the entity table it reads
 * @param agg how rows become a number
 * @param expr what is counted or summed in each row
 * @param filter which rows; null for all
 * @param place where it stands
 */
public record Measure(
        String dataset, Agg agg, Expression expr, @Nullable Expression filter, Place place) {

    /** How rows become a number. */
    public enum Agg {
        COUNT,
        COUNT_DISTINCT,
        SUM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
