package org.yearbook.dashboard.chart;

import java.time.LocalDate;
import org.yearbook.dashboard.words.Dates;

/**
 * Something that happened on a day, as charts mark it.
 *
 * @param letter stands at the mark and in the list below the chart
 * @param whom whom it concerns, in words
 */
public record Note(String letter, LocalDate on, String words, String whom) {

    /** {@return the note in one line} */
    public String said() {
        return letter + ". " + Dates.brief(on) + ": " + words + " (" + whom + ")";
    }
}
