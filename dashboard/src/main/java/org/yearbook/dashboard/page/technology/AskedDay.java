package org.yearbook.dashboard.page.technology;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.yearbook.dashboard.words.Dates;

/**
 * The day that the lists are for. Accounts are known as they were on the night, so no day before it can be answered; HR
 * says ahead who leaves and who starts, but not far.
 *
 * @param first the night
 * @param fault why it is not the day that was asked for; empty when it is
 */
record AskedDay(LocalDate on, LocalDate first, LocalDate last, String fault) {

    private static final int AHEAD = 31;

    /**
     * {@return the day asked for; without one today, as far as the night knows it}
     *
     * @param text as it stands in the address; may be empty
     */
    static AskedDay of(String text, LocalDate night, LocalDate today) {
        LocalDate last = night.plusDays(AHEAD);
        LocalDate usual = today.isBefore(night) || today.isAfter(last) ? night : today;
        if (text.isBlank()) {
            return new AskedDay(usual, night, last, "");
        }
        LocalDate asked;
        try {
            asked = LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            return new AskedDay(usual, night, last, "Write the day like this: " + night + ".");
        }
        if (asked.isBefore(night)) {
            return new AskedDay(
                    usual,
                    night,
                    last,
                    "Accounts are known as they were on the night of " + Dates.brief(night)
                            + ", so no day before it can be answered.");
        }
        if (asked.isAfter(last)) {
            return new AskedDay(
                    usual,
                    night,
                    last,
                    "Who leaves and who starts is known about a month ahead: the last day that can be answered is "
                            + Dates.brief(last) + ".");
        }
        return new AskedDay(asked, night, last, "");
    }
}
