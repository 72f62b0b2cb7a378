package org.yearbook.ingest.conform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.ingest.standardize.SqlText;

/** The keys that an item's references must be among. */
final class KeySets {

    private static final String ROSTER = "roster_user";
    private static final String ENROLLED = "school_enrollment";

    private KeySets() {}

    static Set<Reference> references(Item item) {
        return item.parts().stream()
                .flatMap(part -> part.contract().references().values().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return the entities whose rows have the keys} A student may be in any of three. */
    static Stream<String> entities(Reference reference) {
        return reference.entity().equals(Item.STUDENT)
                ? Stream.of(ROSTER, ENROLLED, Item.STUDENT)
                : Stream.of(reference.entity());
    }

    /** {@return whether there is anything that the reference could point at} */
    static boolean known(Reference reference, Map<String, List<Path>> sides) {
        Stream<String> lists = reference.entity().equals(Item.STUDENT)
                ? Stream.of(ROSTER, Item.STUDENT)
                : Stream.of(reference.entity());
        return lists.anyMatch(entity -> there(entity, sides));
    }

    /**
     * {@return whether a key that came or went changes only what is said of the rows that name it} Codes are respelled
     * as the whole set of them allows.
     */
    static boolean oneByOne(Item item, Reference reference) {
        boolean list = item.parts().stream()
                .flatMap(part -> part.contract().columns().stream()
                        .filter(column ->
                                reference.equals(part.contract().references().get(column.name()))))
                .anyMatch(column -> column.type() == LogicalType.LIST);
        return !list && !reference.namesCode();
    }

    /** {@return a query for the keys, in the column {@code key}} */
    static String query(Reference reference, Map<String, List<Path>> sides) {
        if (!reference.entity().equals(Item.STUDENT)) {
            String field = SqlText.name(reference.field());
            return "select distinct cast(" + field + " as varchar) as key from "
                    + SchoolOf.parquet(sides, reference.entity()) + " where " + field + " is not null";
        }
        List<String> lists = new ArrayList<>();
        if (there(ROSTER, sides)) {
            lists.add("select coalesce(identifier, sourced_id) as key from " + SchoolOf.parquet(sides, ROSTER)
                    + " where role = 'student' or role is null");
        }
        for (String entity : List.of(ENROLLED, Item.STUDENT)) {
            if (there(entity, sides)) {
                lists.add("select student_number as key from " + SchoolOf.parquet(sides, entity));
            }
        }
        return "select distinct key from (" + String.join(" union all ", lists) + ")";
    }

    private static boolean there(String entity, Map<String, List<Path>> sides) {
        return !sides.getOrDefault(entity, List.of()).isEmpty();
    }
}
