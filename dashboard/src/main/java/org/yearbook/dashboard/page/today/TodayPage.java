package org.yearbook.dashboard.page.today;

import java.util.List;
import org.yearbook.dashboard.glance.SourceAges;
import org.yearbook.dashboard.words.Standings;

/**
 * The front page.
 *
 * @param day today, in words
 * @param asOf the night of the data, in words
 * @param place what it speaks of, in words
 * @param headline how much needs the person, in a sentence
 * @param needs gravest first
 * @param quiet what is said when nothing needs the person
 * @param moves one a place
 * @param leftOut schools of the person that the page does not tell of
 * @param sources those that deliver records of the person's kinds
 */
record TodayPage(
        String day,
        String asOf,
        String place,
        String headline,
        List<Need> needs,
        String quiet,
        List<Moves> moves,
        Boards boards,
        LeftOut leftOut,
        SourceAges sources) {

    TodayPage {
        needs = List.copyOf(needs);
        moves = List.copyOf(moves);
    }

    /** How much something presses. */
    enum Weight {
        /** Work for today. */
        NOW("✕", "Do today", "not-met"),
        /** Work for these days. */
        SOON("≈", "Soon", "near"),
        /** To be known. */
        KNOW("–", "To know", "none");

        private final String mark;
        private final String words;
        private final String tone;

        Weight(String mark, String words, String tone) {
            this.mark = mark;
            this.words = words;
            this.tone = tone;
        }

        public String mark() {
            return mark;
        }

        public String words() {
            return words;
        }

        public String tone() {
            return tone;
        }
    }

    /**
     * Something that needs the person.
     *
     * @param id where it stands on the page
     * @param sentence what is the matter; it leads to where it is seen to
     * @param more what else is to be known; may be empty
     * @param parts what it is made of, each with its own link
     */
    record Need(String id, Weight weight, String sentence, String link, String more, List<Part> parts) {

        Need {
            parts = List.copyOf(parts);
        }

        static Need of(String id, Weight weight, String sentence, String link, String more) {
            return new Need(id, weight, sentence, link, more, List.of());
        }
    }

    /** One number among those that need somebody. */
    record Part(Standings mark, String label, String words, String link) {}

    /**
     * What moved at one place.
     *
     * @param place in words; empty where the page speaks of one place alone
     * @param finding in a sentence
     */
    record Moves(String id, String place, String finding, List<Span> spans) {

        Moves {
            spans = List.copyOf(spans);
        }
    }

    /**
     * What moved since one earlier night.
     *
     * @param since in words
     * @param rest those that moved less
     */
    record Span(String since, List<Move> first, List<Move> rest) {

        Span {
            first = List.copyOf(first);
            rest = List.copyOf(rest);
        }
    }

    /**
     * One number that moved.
     *
     * @param tone better, worse or plain
     * @param link to why it moved
     */
    record Move(String arrow, String tone, String sentence, String link) {}

    /**
     * How each board stands at one place.
     *
     * @param place in words; empty where the page speaks of one place alone
     */
    record Boards(String place, List<BoardLine> lines) {

        Boards {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Schools that there is no room for.
     *
     * @param words how many there are; empty when there are none
     * @param link to a page that tells of them and that the person may open
     */
    record LeftOut(String words, String link) {}

    /** One board at a glance. */
    record BoardLine(String id, String title, String words, Standings mark, String link) {}
}
