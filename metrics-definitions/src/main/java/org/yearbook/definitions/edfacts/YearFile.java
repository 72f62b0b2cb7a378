package org.yearbook.definitions.edfacts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yearbook.definitions.SchoolYear;

/**
 * One file as it is written in one school year.
 *
 * @param sets what is counted; none where rows say something of organizations themselves
 * @param codes each list that the layout names: the permitted codes, and what each means
 * @param provisional what no source of that year was read for, each a sentence; none when all of it is verified
 */
public record YearFile(
        FileSpecification specification,
        Level level,
        SchoolYear year,
        RecordLayout layout,
        List<CategorySet> sets,
        Map<String, Map<String, String>> codes,
        List<String> provisional) {

    public YearFile {
        sets = List.copyOf(sets);
        codes = new TreeMap<>(codes);
        provisional = List.copyOf(provisional);
    }

    /** {@return which groups of nobody are wanted; none where only groups that somebody is in are written} */
    public List<ZeroCounts> zeros() {
        OfLevel of = specification.levels().get(level);
        return of == null ? List.of() : of.zeros();
    }
}
