package org.yearbook.warehouse.explain;

import org.jspecify.annotations.Nullable;

/**
 * Which number, and from when to when.
 *
 * @param organization the district's id, or a school's
 * @param dimension {@code all} for everybody
 * @param group {@code all} for everybody
 */
public record Question(
        String metric, String authority, String organization, String dimension, String group, Side from, Side to) {

    /**
     * One of the two numbers; what is null is the usual one.
     *
     * @param publication id; the current one when null
     * @param schoolYear the latest that has the number when null
     * @param version the one in force in the school year when null
     */
    public record Side(
            @Nullable String publication,
            @Nullable String schoolYear,
            @Nullable Integer version) {

        public static Side night(String publication) {
            return new Side(publication, null, null);
        }

        public static Side year(String schoolYear) {
            return new Side(null, schoolYear, null);
        }
    }
}
