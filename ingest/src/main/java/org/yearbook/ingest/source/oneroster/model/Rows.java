package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/** Takes the rows that one object becomes. Cells are those behind the first three columns, in the standard's order. */
public interface Rows {

    /** Takes the row of the object itself. */
    void own(Table table, List<String> cells);

    /**
     * Takes the rows of parts that have a file of their own in the CSV binding but no id over REST, such as the roles
     * of a user. They are known by their place.
     */
    void parts(Table table, List<List<String>> rows);
}
