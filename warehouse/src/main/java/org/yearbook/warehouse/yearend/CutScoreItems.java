package org.yearbook.warehouse.yearend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yearbook.definitions.CutScores;
import org.yearbook.definitions.CutScores.Edition;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.year.Openings.Opening;
import org.yearbook.warehouse.yearend.Checklist.Found;
import org.yearbook.warehouse.yearend.Checklist.Item;

/**
 * Which levels a test has in a new year, one item for each test: of this year or the last one results were delivered.
 * An edition of its cut scores that begins or ends as decided is known; one without an end is confirmed; a test without
 * cut scores for the year is open, until they are there or somebody says why it needs none.
 */
final class CutScoreItems {

    static final String KEY = "cut_scores";

    private CutScoreItems() {}

    static List<Item> of(SchoolYear year, List<Found> found, CutScores scores, Opening opening) {
        var items = new ArrayList<Item>();
        for (Found row : found) {
            if (row.item().equals(KEY) && !row.detail().isEmpty()) {
                items.add(item(year, row.detail(), scores, opening));
            }
        }
        return items.isEmpty() ? List.of(Checklist.confirmed(opening, KEY, "no assessment so far", "none")) : items;
    }

    private static Item item(SchoolYear year, String test, CutScores scores, Opening opening) {
        String name = KEY + ":" + test;
        Optional<Edition> edition = scores.inForce(test, year);
        if (edition.isEmpty()) {
            return Checklist.confirmed(
                    opening,
                    name,
                    true,
                    "no cut scores for " + year + "; add them to cut-scores/ of the home, or say why it needs none",
                    "none");
        }
        Edition found = edition.get();
        String words = found.edition()
                + (found.to() == null ? ", in force since " + found.from() : ", " + found.from() + " to " + found.to())
                + ", " + found.cuts().size() + " levels of its subjects and grades";
        boolean decided = found.to() != null || found.from().equals(year);
        return decided
                ? Checklist.done(name, false, words)
                : Checklist.confirmed(opening, name, words, Checklist.digest(found.toString()));
    }
}
