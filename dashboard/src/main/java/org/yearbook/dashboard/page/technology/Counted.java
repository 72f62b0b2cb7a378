package org.yearbook.dashboard.page.technology;

import org.yearbook.dashboard.words.Numbers;

/** Sentences that begin with a number. */
final class Counted {

    private Counted() {}

    /** {@return 1 account is, 1,204 accounts are} */
    static String of(long number, String one, String many) {
        return Numbers.whole(number) + " " + (number == 1 ? one : many);
    }
}
