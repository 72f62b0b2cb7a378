package org.yearbook.dashboard.page.workbench;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.Figure;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Pages;

/**
 * An answer as its page shows it.
 *
 * @param finding how many rows there are and how long it took, in a sentence
 * @param cut that there was more than is kept, in a sentence; empty when there was not
 * @param rows of this page
 * @param files the ways to take it along
 */
record AnswerPage(
        String id,
        String finding,
        String cut,
        String publication,
        List<Head> heads,
        List<Line> rows,
        Pages pages,
        List<Take> files,
        Drawn drawn) {

    AnswerPage {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
        files = List.copyOf(files);
    }

    /** The head of a column. */
    record Head(String name, String type, boolean number) {}

    /** One row, with its place in the answer. */
    record Line(String place, List<Cell> cells) {

        Line {
            cells = List.copyOf(cells);
        }
    }

    /** @param value null where there is nothing */
    record Cell(@Nullable String value, boolean number) {}

    /** A way to take the answer along. */
    record Take(String words, String link, String hint) {}

    /**
     * The chart.
     *
     * @param shapes to choose from
     * @param across columns to choose from
     * @param up columns of numbers to choose from; none where there is nothing to draw
     * @param trouble why nothing is drawn; empty when something is, or nothing was asked for
     */
    record Drawn(
            List<Option> shapes,
            List<Option> across,
            List<Option> up,
            boolean asked,
            String trouble,
            Optional<Picture> picture) {

        Drawn {
            shapes = List.copyOf(shapes);
            across = List.copyOf(across);
            up = List.copyOf(up);
        }
    }

    /**
     * What is drawn.
     *
     * @param across name of the column across
     * @param up name of the column that is drawn
     * @param rows the same as a table
     */
    record Picture(Figure figure, String across, String up, List<List<String>> rows) {

        Picture {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A question on its way.
     *
     * @param percent done, for a bar; empty while it is not known
     */
    record Live(String id, String title, String more, String percent) {}
}
