package org.yearbook.dashboard.page.metric;

import java.util.List;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Pages;

/**
 * Who is behind a number.
 *
 * @param who the place, and the group where it is not everybody's number
 * @param note what the reader should know of the list; empty for nothing
 * @param parts those counted and those that are looked at beside them
 * @param schools where they are, each with a link to its own list; empty for a single school
 * @param pages of the list, as far as it goes
 * @param csv where the list is in a file, as far as it goes
 * @param back the page of the number
 */
record BehindPage(
        String metric,
        String label,
        String who,
        String year,
        String finding,
        String note,
        List<Option> parts,
        List<School> schools,
        List<Row> rows,
        Pages pages,
        String csv,
        String back,
        String asOf,
        String publication) {

    BehindPage {
        parts = List.copyOf(parts);
        schools = List.copyOf(schools);
        rows = List.copyOf(rows);
    }

    /** How many of the list were at a school; the link is empty for who sees no list of that school. */
    record School(String name, String count, String link) {}

    /**
     * One of them.
     *
     * @param read what the formula read, in words
     */
    record Row(String name, String number, String schools, String read) {}
}
