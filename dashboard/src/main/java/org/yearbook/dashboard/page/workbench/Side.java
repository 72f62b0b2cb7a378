package org.yearbook.dashboard.page.workbench;

import java.util.List;

/**
 * What stands beside the editor.
 *
 * @param finding what can be asked, in a sentence
 * @param subjects the tables of the file, by what they are about; none when there is no file
 * @param kept statements that somebody may open, the first of them
 * @param asked what they asked lately, the first of it
 */
record Side(String finding, List<Subject> subjects, List<Kept> kept, List<Lately> asked) {

    Side {
        subjects = List.copyOf(subjects);
        kept = List.copyOf(kept);
        asked = List.copyOf(asked);
    }

    /** Some tables. */
    record Subject(String title, List<Table> tables) {

        Subject {
            tables = List.copyOf(tables);
        }
    }

    /** One of them. */
    record Table(String name, String about) {}

    /**
     * A kept statement.
     *
     * @param owner in words
     */
    record Kept(
            long id,
            String title,
            String about,
            String owner,
            String audience,
            String statement,
            boolean own,
            boolean shared,
            String changed) {}

    /** What was asked once. */
    record Lately(long id, String when, String audience, String statement, String outcome) {}
}
