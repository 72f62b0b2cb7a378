package org.yearbook.dashboard.state;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token is for. A token of any kind shows no more than its person sees on the pages. */
public enum TokenScope {
    NUMBERS("Read numbers", "metrics, values, schools, scores, counts, nights"),
    RECORDS("Read records", "issues and work lists, which name people; every reading is noted"),
    STATEMENTS("Ask statements", "whole tables by SQL, from tools such as DBeaver or Python; every statement is noted");

    private final String words;
    private final String means;

    TokenScope(String words, String means) {
        this.words = words;
        this.means = means;
    }

    /** {@return how people call it} */
    public String words() {
        return words;
    }

    /** {@return what it opens} */
    public String means() {
        return means;
    }

    /** {@return the name in forms, in the API and in its description} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the scope of a code, if it is one} */
    public static Optional<TokenScope> of(String code) {
        return Arrays.stream(values())
                .filter(scope -> scope.code().equals(code))
                .findFirst();
    }
}
