package org.yearbook.warehouse.yearend;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.year.Openings.Confirmation;
import org.yearbook.warehouse.year.Openings.Opening;
import org.yearbook.warehouse.yearend.Checklist.Item;
import org.yearbook.warehouse.yearend.Checklist.Standing;

/** The items of the checklist that a publication counts, in order. */
enum Delivered {
    CALENDAR("no school has a calendar", "schools have a calendar"),
    ACADEMIC_SESSIONS("no school year among the academic sessions", "in the academic sessions"),
    ATTENDANCE_CODES("no attendance code", "attendance codes"),
    SCHOOLS("no school", "schools have a level"),
    HR_DATES("no position begins in it", "positions begin in it");

    private final String none;
    private final String some;

    Delivered(String none, String some) {
        this.none = none;
        this.some = some;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the item; nothing at all was delivered of the year when there is no row} */
    Item item(Optional<Checklist.Found> row, Opening opening) {
        long found = row.map(Checklist.Found::found).orElse(0L);
        Long expected = row.map(Checklist.Found::expected).orElse(null);
        String detail = row.map(Checklist.Found::detail).orElse("");
        boolean enough = found > 0 && expected != null && found >= expected;
        String words = words(found, expected, detail);
        if (enough) {
            return Checklist.done(key(), true, words);
        }
        Confirmation confirmation = opening.confirmations().get(key());
        return new Item(
                key(), confirmation == null ? Standing.OPEN : Standing.CONFIRMED, true, words, "", confirmation, false);
    }

    private String words(long found, @Nullable Long expected, String detail) {
        if (found == 0) {
            return none;
        }
        boolean tooFew = expected != null && found < expected;
        String count = tooFew ? found + " of " + expected + " " + some : found + " " + some;
        boolean names = this == ACADEMIC_SESSIONS || tooFew;
        return names && !detail.isEmpty() ? count + (this == CALENDAR ? "; missing: " : ": ") + detail : count;
    }
}
