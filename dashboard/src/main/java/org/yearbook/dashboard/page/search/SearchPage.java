package org.yearbook.dashboard.page.search;

import java.util.List;

/**
 * What was found.
 *
 * @param asked as it was typed
 * @param finding how much, in a sentence
 * @param results the best first
 */
record SearchPage(String asked, String finding, List<Result> results) {

    SearchPage {
        results = List.copyOf(results);
    }

    /** One thing that was found. */
    record Result(String kind, String link, List<Piece> title, List<Piece> text) {

        Result {
            title = List.copyOf(title);
            text = List.copyOf(text);
        }
    }

    /** A piece of a line, and whether it is what was looked for. */
    record Piece(String text, boolean hit) {}
}
