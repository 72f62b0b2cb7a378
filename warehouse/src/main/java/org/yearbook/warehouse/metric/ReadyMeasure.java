package org.yearbook.warehouse.metric;

import java.util.Set;
import org.jooq.Field;

/**
 * A measure of a definition, parsed.
 *
 * @param dataset the table it reads
 * @param aggregate over the rows of a group
 * @param columns of the table that it needs
 */
record ReadyMeasure(String dataset, Field<?> aggregate, Set<String> columns) {

    ReadyMeasure {
        columns = Set.copyOf(columns);
    }
}
