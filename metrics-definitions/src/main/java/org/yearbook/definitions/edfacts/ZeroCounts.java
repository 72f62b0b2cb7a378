package org.yearbook.definitions.edfacts;

import java.util.List;
import java.util.Set;

/**
 * Where a file wants the groups that nobody is in, as counts of 0. Groups of other sets, and groups of the code
 * {@code MISSING}, are left out when nobody is in them.
 *
 * @param sets such as {@code CSA}
 * @param onlyOfferedGrades whether groups of a grade are wanted only where the place offers the grade
 * @param whereOffered only places that offer one of these grades; all places when none is named
 */
public record ZeroCounts(List<String> sets, boolean onlyOfferedGrades, Set<String> whereOffered) {

    public ZeroCounts {
        sets = List.copyOf(sets);
        whereOffered = Set.copyOf(whereOffered);
    }
}
