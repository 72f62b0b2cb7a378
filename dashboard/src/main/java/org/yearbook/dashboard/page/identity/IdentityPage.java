package org.yearbook.dashboard.page.identity;

import java.util.List;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Pages;

/**
 * The page of who is who.
 *
 * @param total how many pairs are asked about, in words
 * @param shown which of them stand here, in words
 * @param kinds what can be chosen: all, staff, students
 * @param faults rows of the decisions that are not applied, each in a sentence
 */
record IdentityPage(
        String asOf,
        long count,
        String total,
        String shown,
        List<Option> kinds,
        String kind,
        int page,
        List<Pair> pairs,
        List<DecidedRow> decided,
        List<String> faults,
        Pages pages) {

    IdentityPage {
        kinds = List.copyOf(kinds);
        pairs = List.copyOf(pairs);
        decided = List.copyOf(decided);
        faults = List.copyOf(faults);
    }

    /**
     * Two records that may be one person.
     *
     * @param agrees what agrees, one thing each
     * @param against what does not
     * @param decision what was decided since the night; empty while it is open
     */
    record Pair(
            String key,
            Face left,
            Face right,
            List<String> agrees,
            List<String> against,
            String score,
            String since,
            String decision,
            String withdraw) {

        Pair {
            agrees = List.copyOf(agrees);
            against = List.copyOf(against);
        }
    }

    /** One record; empty is what its system does not say. */
    record Face(
            String system,
            String number,
            String name,
            String birthDate,
            String email,
            String login,
            String schools,
            String time,
            boolean live) {}

    /**
     * A decision that stands.
     *
     * @param key to take it back by
     * @param state what the last night made of it, in words
     */
    record DecidedRow(
            String key,
            String left,
            String leftName,
            String right,
            String rightName,
            String verdict,
            String by,
            String on,
            String why,
            String state,
            boolean good) {}
}
