package org.yearbook.dashboard.state;

import java.time.Instant;
import org.yearbook.warehouse.publish.Audience;

/**
 * A statement that somebody keeps.
 *
 * @param id 0 for one that is not kept yet
 * @param owner id of the person
 * @param ownerName as people say it
 * @param about what it answers, in their words; may be empty
 * @param shared whether everybody who may ask that file sees it
 */
public record SavedQuery(
        long id,
        long owner,
        String ownerName,
        String title,
        String about,
        Audience audience,
        String statement,
        boolean shared,
        Instant changedAt) {

    public static final int LONGEST_TITLE = 120;
    public static final int LONGEST_ABOUT = 1000;
    public static final int LONGEST_STATEMENT = 20_000;

    /** What somebody wants to keep, as they wrote it. */
    public record Draft(String title, String about, Audience audience, String statement, boolean shared) {

        public Draft {
            title = title.strip();
            about = about.strip();
            statement = statement.strip();
        }

        /** {@return it as the statement of a person, which is not kept like that yet} */
        public SavedQuery of(long id, Person owner) {
            return new SavedQuery(
                    id, owner.id(), owner.name(), title, about, audience, statement, shared, Instant.EPOCH);
        }

        /** {@return what has to be put right before it can be kept; empty when nothing has} */
        public String fault() {
            if (statement.isEmpty()) {
                return "There is no statement to keep. Write one first.";
            }
            if (title.isEmpty()) {
                return "Give the statement a name, so that it can be found again.";
            }
            if (title.length() > LONGEST_TITLE
                    || about.length() > LONGEST_ABOUT
                    || statement.length() > LONGEST_STATEMENT) {
                return "That is too long to keep: a name has " + LONGEST_TITLE + " characters at most, a description "
                        + LONGEST_ABOUT + ", a statement " + LONGEST_STATEMENT + ".";
            }
            return "";
        }
    }
}
