package org.yearbook.warehouse.suppress;

/** What the numerator of a metric counts, which decides what its numbers can tell about a person. */
enum Kind {
    /** People, and nothing about them: enrollment. */
    COUNT,
    /** People out of people: how many of a group are absent, stayed, were removed in time. */
    RATE,
    /** Days, money or other amounts of a group of people. */
    AMOUNT
}
