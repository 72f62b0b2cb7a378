package org.yearbook.ingest.conform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;

/**
 * Which school answers for a row: its own school, the first organization that it links to, or that of its student or
 * user. Rows of staff and apps answer to the district.
 *
 * @param way how it is found
 * @param field the field to follow; empty when there is none
 * @param list whether the field holds several values
 */
record SchoolOf(Way way, String field, boolean list) {

    enum Way {
        ITSELF,
        ORGANIZATION,
        STUDENT,
        USER,
        NONE
    }

    static SchoolOf of(Contract contract) {
        if (contract.entity().equals("organization")) {
            return new SchoolOf(Way.ITSELF, "identifier", false);
        }
        if (contract.entity().equals("demographic")) {
            return new SchoolOf(Way.USER, "sourced_id", false);
        }
        return pointing(contract, new Reference("organization", "identifier"), Way.ITSELF)
                .or(() -> pointing(contract, new Reference("organization", "sourced_id"), Way.ORGANIZATION))
                .or(() -> pointing(contract, new Reference(Item.STUDENT, "student_number"), Way.STUDENT))
                .or(() -> pointing(contract, new Reference("roster_user", "sourced_id"), Way.USER))
                .orElse(new SchoolOf(Way.NONE, "", false));
    }

    private static Optional<SchoolOf> pointing(Contract contract, Reference target, Way way) {
        return contract.columns().stream()
                .filter(column -> target.equals(contract.references().get(column.name())))
                .map(column -> new SchoolOf(way, column.name(), column.type() == LogicalType.LIST))
                .findFirst();
    }

    List<String> needs() {
        return switch (way) {
            case ITSELF, NONE -> List.of();
            case ORGANIZATION -> List.of("organization");
            case STUDENT -> List.of("school_enrollment");
            case USER -> List.of("organization", "roster_user");
        };
    }

    /** {@return what a row of {@code typed} says about its school} */
    String expression() {
        if (field.isEmpty()) {
            return "cast(null as varchar)";
        }
        return list ? SqlText.name(field) + "[1]" : "cast(" + SqlText.name(field) + " as varchar)";
    }

    /** {@return a query for {@code key, school}: the organization identifier that stands behind what a row says} */
    String lookup(Map<String, List<Path>> sides) {
        boolean known = needs().stream()
                .allMatch(need -> !sides.getOrDefault(need, List.of()).isEmpty());
        String nothing = "select cast(null as varchar) as key, cast(null as varchar) as school where false";
        if (!known) {
            return nothing;
        }
        return switch (way) {
            case ITSELF, NONE -> nothing;
            case ORGANIZATION ->
                "select sourced_id as key, any_value(identifier) as school from " + parquet(sides, "organization")
                        + " group by all";
            case STUDENT ->
                "select student_number as key, arg_max(school_number, entry_date) as school from "
                        + parquet(sides, "school_enrollment") + " group by all";
            case USER ->
                "select u.sourced_id as key, any_value(o.identifier) as school from " + parquet(sides, "roster_user")
                        + " u join " + parquet(sides, "organization")
                        + " o on o.sourced_id = u.org_sourced_ids[1] group by all";
        };
    }

    /** {@return whether what the row says is the school already} */
    boolean direct() {
        return way == Way.ITSELF;
    }

    static String parquet(Map<String, List<Path>> sides, String entity) {
        return "read_parquet(" + Duck.fileList(sides.getOrDefault(entity, List.of())) + ", union_by_name = true)";
    }
}
