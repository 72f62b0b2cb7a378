package org.yearbook.dashboard.page.school;

import java.util.List;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.words.Standings;

/**
 * The schools side by side.
 *
 * @param soFar whether the year is not over yet
 * @param finding one sentence
 * @param areas names of the areas in which any of the schools has a number
 */
record SchoolList(
        String year,
        boolean soFar,
        String asOf,
        String finding,
        List<Option> years,
        List<Option> levels,
        List<String> areas,
        List<Row> rows) {

    SchoolList {
        years = List.copyOf(years);
        levels = List.copyOf(levels);
        areas = List.copyOf(areas);
        rows = List.copyOf(rows);
    }

    /**
     * One school.
     *
     * @param note what a reader has to know about it; empty when nothing
     * @param cells one an area
     */
    record Row(String link, String name, String level, String students, String note, List<Cell> cells) {

        Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * The goals of one area.
     *
     * @param mark the worst standing
     * @param words how many are met, out of how many; without a goal how many numbers there are
     */
    record Cell(String area, Standings mark, String words) {}
}
