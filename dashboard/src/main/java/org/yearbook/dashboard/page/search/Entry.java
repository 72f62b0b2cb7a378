package org.yearbook.dashboard.page.search;

import java.util.Set;

/**
 * Something that can be found.
 *
 * @param kind of thing
 * @param key stable name, such as a metric's id; found like the title
 * @param title as people say it
 * @param text what is shown below the title, a sentence or two
 * @param more words that find it and are not shown
 * @param link its page
 */
record Entry(Kind kind, String key, String title, String text, String more, String link) {

    /** What a word counts that stands in the title, in what is shown below it, and behind the scenes. */
    static final int TITLE = 10;

    private static final int TEXT = 3;
    static final int MORE = 2;

    /** Kinds of things, in the order in which equally good ones are shown. */
    enum Kind {
        METRIC("Metric"),
        SCHOOL("School"),
        PAGE("Page"),
        WORD("Word"),
        RULE("Rule");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** {@return how well the title answers words that mean the same} */
    int score(Set<String> meanings) {
        int best = 0;
        String name = SearchWords.plain(title);
        String id = SearchWords.plain(key);
        String shown = SearchWords.plain(text);
        String hidden = SearchWords.plain(more);
        for (String meaning : meanings) {
            int found = 0;
            if (starts(name, meaning) || starts(id, meaning)) {
                found = TITLE;
            } else if (starts(shown, meaning)) {
                found = TEXT;
            } else if (starts(hidden, meaning)) {
                found = MORE;
            }
            best = Math.max(best, found);
        }
        return best;
    }

    /** Whether some word begins so: "absen" finds absence; "art" does not find start. */
    private static boolean starts(String words, String meaning) {
        return (" " + words).contains(" " + meaning);
    }
}
