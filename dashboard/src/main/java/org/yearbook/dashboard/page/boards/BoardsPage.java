package org.yearbook.dashboard.page.boards;

import java.util.List;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.words.Standings;

/**
 * All boards.
 *
 * @param faults of the district's own list of boards, for those who can mend it; none when there are none
 */
record BoardsPage(
        String place,
        String year,
        boolean soFar,
        String asOf,
        String headline,
        String every,
        List<Option> places,
        List<Option> years,
        List<Card> cards,
        List<String> faults) {

    BoardsPage {
        places = List.copyOf(places);
        years = List.copyOf(years);
        cards = List.copyOf(cards);
        faults = List.copyOf(faults);
    }

    /**
     * One board.
     *
     * @param words how many of its goals are met
     * @param finding the number that needs attention most, in a sentence; empty without any
     */
    record Card(
            String id,
            String title,
            String question,
            String link,
            String words,
            Standings mark,
            String finding,
            String without) {}
}
