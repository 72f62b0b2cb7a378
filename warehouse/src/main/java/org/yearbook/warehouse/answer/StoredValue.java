package org.yearbook.warehouse.answer;

/** A value as it is stored, with its key. */
public record StoredValue(Key key, Point point) {

    /**
     * What names a value. Grain: one value of a publication.
     *
     * @param policy in_force or restated
     * @param groupDimension all for everybody
     * @param groupValue all for everybody
     */
    public record Key(
            String metric,
            String authority,
            String schoolYear,
            String policy,
            int version,
            String organization,
            String groupDimension,
            String groupValue) {}
}
