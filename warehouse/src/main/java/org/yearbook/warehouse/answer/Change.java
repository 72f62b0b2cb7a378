package org.yearbook.warehouse.answer;

import java.math.BigDecimal;

/** How a value moved since the school year before. */
public sealed interface Change {

    /** {@return the year compared with} */
    String since();

    /** One of the two years has no value. */
    record Unknown(String since) implements Change {}

    /** Nothing is told of any year before this one. */
    record First(String since) implements Change {}

    /** Both years under one definition. */
    record Plain(String since, BigDecimal difference) implements Change {}

    /**
     * The definition changed between the years.
     *
     * @param difference against the year before computed under the new definition
     * @param asReported against the year before as it was reported then; the rest is the definition's own effect
     */
    record Restated(String since, BigDecimal difference, BigDecimal asReported) implements Change {}

    /** The definition changed, and the year before cannot be computed under the new one. */
    record NotComparable(String since, BigDecimal reportedThen) implements Change {}
}
