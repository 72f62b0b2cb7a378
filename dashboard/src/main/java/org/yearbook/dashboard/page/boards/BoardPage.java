package org.yearbook.dashboard.page.boards;

import java.util.List;
import org.yearbook.dashboard.glance.Tile;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.words.Standings;

/**
 * One board.
 *
 * @param head what it is about, and what it finds
 * @param others the other boards
 * @param missing numbers of the board that have no value here, each with the reason
 */
record BoardPage(
        Head head,
        Filters filters,
        List<Option> others,
        List<Tile> tiles,
        StandOut schools,
        Gaps gaps,
        List<Missing> missing) {

    BoardPage {
        others = List.copyOf(others);
        tiles = List.copyOf(tiles);
        missing = List.copyOf(missing);
    }

    /**
     * What stands on top.
     *
     * @param soFar whether the year is not over yet
     * @param group of whom the numbers are told, in words; empty for everybody
     * @param goals how many are met, in a sentence
     * @param finding the number that needs attention most, in a sentence; empty without any
     */
    record Head(
            String id,
            String title,
            String question,
            String place,
            String group,
            String year,
            boolean soFar,
            String asOf,
            String publication,
            String goals,
            String finding) {}

    /** What can be chosen; {@code groups} come by dimension. */
    record Filters(List<Option> places, List<Option> years, List<Option> levels, List<GroupOptions> groups) {

        Filters {
            places = List.copyOf(places);
            years = List.copyOf(years);
            levels = List.copyOf(levels);
            groups = List.copyOf(groups);
        }
    }

    /** The groups of one dimension. */
    record GroupOptions(String dimension, List<Option> options) {

        GroupOptions {
            options = List.copyOf(options);
        }
    }

    /**
     * The schools that stand out, those that miss the most goals first.
     *
     * @param rest the others
     */
    record StandOut(String finding, List<SchoolRow> first, List<SchoolRow> rest) {

        StandOut {
            first = List.copyOf(first);
            rest = List.copyOf(rest);
        }
    }

    /**
     * One school.
     *
     * @param words how many of its goals are met
     * @param mark the worst standing
     * @param furthest the number that misses its goal by the largest part of it, in words; empty when every goal is met
     */
    record SchoolRow(String name, String link, String words, Standings mark, String furthest, boolean own) {}

    /** Groups that do less well than all, widest gap first. */
    record Gaps(String finding, List<GapRow> rows, String leftOut) {

        Gaps {
            rows = List.copyOf(rows);
        }
    }

    record GapRow(String group, String label, String link, String value, String all, String gap, String people) {}

    record Missing(String label, String link, String why) {}
}
