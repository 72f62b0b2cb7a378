package org.yearbook.dashboard.page.technology;

import java.util.List;

/**
 * The page of the technology office.
 *
 * @param asOf the night, in words
 * @param on the day that the lists are for, in words
 * @param day the same as in an address
 * @param first the earliest day that can be asked for, as in an address
 * @param last the latest
 * @param fault why another day than the one asked for is shown; empty when it is not
 * @param old that the night lies back, in a sentence; empty when it does not
 */
record TechnologyPage(
        String asOf,
        String on,
        String day,
        String first,
        String last,
        String fault,
        String old,
        String summary,
        List<Section> sections) {

    private static final int FIRST = 5;

    TechnologyPage {
        sections = List.copyOf(sections);
    }

    /**
     * One list.
     *
     * @param total how many rows it has, in words; a dash when nobody can tell
     * @param shown which of them stand here, in words; empty when all do
     * @param file where the file is; empty when there is none
     * @param restsOn the systems behind it
     */
    record Section(
            String slug,
            String title,
            String finding,
            String todo,
            String unanswerable,
            String total,
            String shown,
            String file,
            List<Heading> headings,
            List<List<Cell>> rows,
            List<String> unknown,
            List<Source> restsOn) {

        Section {
            headings = List.copyOf(headings);
            rows = List.copyOf(rows);
            unknown = List.copyOf(unknown);
            restsOn = List.copyOf(restsOn);
        }

        /** {@return the rows that are seen at once: the first few, so that the next list is not far away} */
        public List<List<Cell>> first() {
            return rows.subList(0, atOnce());
        }

        /** {@return the rows behind these} */
        public List<List<Cell>> rest() {
            return rows.subList(atOnce(), rows.size());
        }

        private int atOnce() {
            return rows.size() <= FIRST + 1 ? rows.size() : FIRST;
        }
    }

    record Heading(String text, String look) {}

    record Cell(String text, String look) {}

    /**
     * A system and how recent it is.
     *
     * @param stale whether its data ends longer before the night than it promises, and by more than a week
     * @param missing that a file of it was held back last night or it could not be pulled, in words; else empty
     */
    record Source(String name, String through, String age, boolean stale, String missing) {}
}
