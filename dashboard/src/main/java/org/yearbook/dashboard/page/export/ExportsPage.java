package org.yearbook.dashboard.page.export;

import java.util.List;
import org.yearbook.dashboard.page.Option;

/**
 * The list of files of a year.
 *
 * @param finding the sentence on top
 * @param missing what the settings lack, a sentence each
 */
record ExportsPage(String finding, String year, List<Option> years, List<String> missing, List<Row> rows) {

    ExportsPage {
        years = List.copyOf(years);
        missing = List.copyOf(missing);
        rows = List.copyOf(rows);
    }

    /**
     * One file.
     *
     * @param due the day in words
     * @param soon whether it is near or over, and nobody has signed
     * @param state where it stands, in words
     * @param why what is to be done or known, a sentence
     * @param problems how many problems are open in the records that it needs
     */
    record Row(
            String id,
            String name,
            String link,
            String due,
            String dueSays,
            boolean soon,
            String state,
            String why,
            String problems) {}
}
