package org.yearbook.ingest.conform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Counts the rows of an item by school, which is found as that of an issue is. */
public final class RowsBySchool {

    private RowsBySchool() {}

    /**
     * {@return a query for {@code school, rows}; a null school is the district}
     *
     * @param sides conformed Parquet files of the entities that the item needs, by entity
     * @param rows a relation with the item's fields
     */
    public static String query(Item item, Map<String, List<Path>> sides, String rows) {
        SchoolOf school = SchoolOf.of(item.parts().get(0).contract());
        return "select " + (school.direct() ? "r.school" : "m.school") + " as school, count(*) as rows from (select "
                + school.expression() + " as school from " + rows + ") r left join (" + school.lookup(sides)
                + ") m on m.key = r.school group by all";
    }
}
