package org.yearbook.warehouse.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one school in one school year.
 *
 * @param year the chosen one
 * @param lastYear latest school year with students on the rolls; empty when there is none
 * @param staff people who held a position there on the fall count day; null when that is not known
 * @param numbers of metrics that have one for the school in some year, as the catalogue lists them
 * @param gaps groups that do less well than the school, widest first
 * @param groupsLeftOut how many groups' numbers speak of too few people to be among the gaps
 */
public record SchoolView(
        String year,
        String lastYear,
        SchoolFacts facts,
        @Nullable Long staff,
        List<SchoolNumber> numbers,
        List<GroupGap> gaps,
        int groupsLeftOut,
        Similar similar) {

    public SchoolView {
        numbers = List.copyOf(numbers);
        gaps = List.copyOf(gaps);
    }
}
