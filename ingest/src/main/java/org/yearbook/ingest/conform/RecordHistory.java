package org.yearbook.ingest.conform;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;

/**
 * The versions of a record: what it said from which night to which. Grain of a history: one row for each record, school
 * year and version; {@code valid_to} is the last day on which it held, null while it does. Sources deliver how things
 * are, not how they were, so a version begins on the night that first saw it.
 */
public final class RecordHistory {

    /** Entities whose records have no dates of their own for what may change about them. */
    private static final Set<String> TRACKED = Set.of(
            "account",
            "application",
            "course",
            "demographic",
            "license_contract",
            "organization",
            "roster_role",
            "roster_user",
            "school_enrollment",
            "section",
            "staff",
            "staff_assignment",
            "student",
            "student_address",
            "student_contact",
            "student_program");

    /** What changes without anything having changed. */
    private static final Set<String> UNTRACKED = Set.of(
            "source",
            "source_file",
            "source_delivery",
            "source_row",
            "date_last_modified",
            "last_logon_at",
            "school_year");

    /** What the tables of versions begin with. */
    public static final String PREFIX = "history_";

    private RecordHistory() {}

    /** {@return whether versions of an entity's records are kept} */
    public static boolean keeps(String entity) {
        return TRACKED.contains(entity);
    }

    /** {@return the lake table that holds them} */
    public static String table(String entity) {
        return PREFIX + entity;
    }

    private static boolean compares(String column) {
        return !UNTRACKED.contains(column);
    }

    /**
     * What the query looks at.
     *
     * @param schoolYear the partition
     * @param key the fields that name a record
     * @param columns of tonight's rows
     * @param columnsBefore of the versions known before; empty when there are none
     * @param rows a relation with tonight's rows
     * @param before a relation with the versions known before
     */
    public record Inputs(
            String schoolYear,
            List<String> key,
            List<String> columns,
            List<String> columnsBefore,
            String rows,
            String before) {}

    /** {@return the query for all versions as of a night; the same night again replaces what it said before} */
    public static String query(Inputs in, LocalDate night) {
        String date = "date " + Duck.literal(night.toString());
        List<String> compared =
                in.columns().stream().filter(RecordHistory::compares).sorted().toList();
        String all = names(Stream.concat(Stream.of("school_year"), compared.stream()));
        // Rows that lack a part of their key are loaded all the same, and several may share what is left of it.
        String now = "select " + all + ", " + date + " as valid_from, cast(null as date) as valid_to from " + in.rows()
                + " qualify row_number() over (partition by " + names(in.key().stream()) + " order by " + all
                + ") = 1";
        if (in.columnsBefore().isEmpty()) {
            return now;
        }
        String year = " where school_year = " + Duck.literal(in.schoolYear());
        String same = "row(" + values("n", in.key(), in.columns()) + ") is not distinct from row("
                + values("o", in.key(), in.columnsBefore()) + ")";
        String content = "row(" + contents("n", in, in.columns()) + ") is %s distinct from row("
                + contents("o", in, in.columnsBefore()) + ")";
        String differs = "(n.school_year is null or " + content.formatted("") + ")";
        return "with now as (" + now + "), known as (from " + in.before() + year + "),"
                + " open as (from known where valid_to is null)"
                + " select * from known where valid_to is not null"
                + " union all by name select o.* replace (case when " + differs + " then greatest(o.valid_from, " + date
                + " - 1) end as valid_to) from open o left join now n on " + same + " where not (" + differs
                + " and o.valid_from >= " + date + ")"
                + " union all by name select n.* from now n anti join open o on " + same + " and "
                + content.formatted("not");
    }

    private static String names(Stream<String> columns) {
        return columns.map(SqlText::name).collect(Collectors.joining(", "));
    }

    /** A bulk of OneRoster leaves the status blank that changes call active: nothing has changed by that. */
    private static String contents(String alias, Inputs in, List<String> there) {
        List<String> compared =
                in.columns().stream().filter(RecordHistory::compares).sorted().toList();
        boolean roster = in.columns().contains("date_last_modified");
        return compared.stream()
                .map(column -> roster && column.equals("status") && there.contains(column)
                        ? "nullif(" + alias + "." + SqlText.name(column) + ", 'active')"
                        : values(alias, List.of(column), there))
                .collect(Collectors.joining(", "));
    }

    private static String values(String alias, List<String> columns, List<String> there) {
        return columns.stream()
                .map(column -> there.contains(column) ? alias + "." + SqlText.name(column) : "null")
                .collect(Collectors.joining(", "));
    }
}
