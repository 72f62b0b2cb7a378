package org.yearbook.definitions.edfacts;

import java.util.List;

/**
 * What the file of one level looks like, by school year.
 *
 * @param sets none where rows are about organizations and count nothing
 * @param zeros which groups of nobody are wanted
 */
public record OfLevel(List<Dated<RecordLayout>> layouts, List<Dated<List<CategorySet>>> sets, List<ZeroCounts> zeros) {

    public OfLevel {
        layouts = List.copyOf(layouts);
        sets = List.copyOf(sets);
        zeros = List.copyOf(zeros);
    }
}
