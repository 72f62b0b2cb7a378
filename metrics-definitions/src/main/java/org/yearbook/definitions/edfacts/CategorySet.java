package org.yearbook.definitions.edfacts;

import java.util.List;

/**
 * Which groups are counted together: every row of the set has a code of each of its categories, and of no other.
 *
 * @param code {@code CSA} and the like, {@code ST1} for a subtotal, {@code TOT} for the total of the organization
 * @param table what its rows call their table
 * @param categories code lists, one for each category; none in the total
 */
public record CategorySet(String code, String table, List<String> categories) {

    public CategorySet {
        categories = List.copyOf(categories);
    }

    /** {@return what the rows say of whether they are totals of other rows} */
    public String totalIndicator() {
        return code.startsWith("CS") ? "N" : "Y";
    }
}
