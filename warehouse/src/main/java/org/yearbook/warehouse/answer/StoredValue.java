package org.yearbook.warehouse.answer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A value as it is stored, with its key.
 *
 * @param asOf the day that it speaks of; null where nothing was counted
 */
public record StoredValue(Key key, Point point, @Nullable LocalDate asOf) {

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
