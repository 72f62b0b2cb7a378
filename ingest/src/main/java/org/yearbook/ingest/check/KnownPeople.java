package org.yearbook.ingest.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yearbook.warehouse.engine.Duck;

/**
 * What rules across systems may ask that several of them do. About who is who, as tonight's recognition left it and as
 * people decided, they find {@code account_owner} (one row for each account: the employee or student whose it is, null
 * for nobody), {@code employee_person} (one row for each employee number: its person) and {@code settled_pair} (two
 * records of which somebody said that they are one person, or two). Where nobody was recognized yet, an account is
 * whose number it states, and nothing is settled. About attendance they find {@code attendance_stay}: one row for each
 * student at a school in a year, with its first and last day.
 */
public final class KnownPeople {

    /** The tables of the lake that are read. */
    public static final Set<String> TABLES = Set.of("person_link", "person_decision");

    private static final Map<String, String> SHAPES = Map.of(
            "person_link",
            "source varchar, entity varchar, record_number varchar, record_kind varchar, kind varchar, number varchar,"
                    + " person_number varchar, band varchar, last_seen date",
            "person_decision",
            "line bigint, left_system varchar, left_number varchar, right_system varchar, right_number varchar,"
                    + " decision varchar, status varchar");

    /** What the rules use of these entities; a view of them is needed even where they were not delivered. */
    private static final Map<String, String> NEEDED = Map.of(
            "staff",
            "employee_id varchar",
            "account",
            "account_name varchar, employee_id varchar, student_number varchar",
            "student_attendance",
            "school_year varchar, student_number varchar, school_number varchar, attendance_date date, member_units"
                    + " integer, absent_units integer");

    /** The views that several rules ask, so that each is made once for all of them. */
    public static final List<String> SHARED =
            List.of("settled_pair", "account_owner", "employee_person", "attendance_stay");

    private KnownPeople() {}

    /**
     * {@return statements that create the views; those of the entities must exist}
     *
     * @param files of {@link #TABLES}; none where nobody was recognized yet
     * @param entities that were delivered
     */
    public static List<String> views(Map<String, List<Path>> files, Set<String> entities) {
        var statements = new ArrayList<String>();
        SHAPES.forEach((table, columns) -> {
            List<Path> found = files.getOrDefault(table, List.of());
            statements.add("create table shape_" + table + "(" + columns + ")");
            statements.add("create view " + table + " as from shape_" + table
                    + (found.isEmpty()
                            ? ""
                            : " union all by name from read_parquet(" + Duck.fileList(found)
                                    + ", union_by_name = true)"));
        });
        NEEDED.forEach((entity, columns) -> {
            statements.add("create table shape_" + entity + "(" + columns + ")");
            statements.add("create view known_" + entity + " as from shape_" + entity
                    + (entities.contains(entity) ? " union all by name from " + entity : ""));
        });
        statements.addAll(RuleFunctions.statements("people.sql"));
        statements.addAll(RuleFunctions.statements("attendance.sql"));
        return statements;
    }
}
