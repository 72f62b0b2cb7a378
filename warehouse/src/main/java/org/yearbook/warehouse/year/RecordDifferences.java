package org.yearbook.warehouse.year;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * Which records of one frozen table are otherwise today. Two rows are the same record when all that names one is the
 * same: place, keys and numbers, application, test, subject, course, term. Rows that nothing but their place names,
 * such as forms, are the same when all of them is. The night's date is no property of a record.
 */
final class RecordDifferences {

    private static final Set<String> NAMING = Set.of(
            "organization_id",
            "application_id",
            "test",
            "subject",
            "course_code",
            "term",
            "user_kind",
            "years",
            "window_name",
            "entity",
            "source");

    /** Numbers that rows get anew every night; rows that have one have no other name. */
    private static final Set<String> SERIAL = Set.of("form_number", "task_number", "position_number");

    /** What is no property of a record, such as days that are counted up to tonight. */
    private static final Set<String> NOT_COMPARED = Set.of("school_year", "organization_type", "as_of", "days");

    /** Goes up when other differences are told of the same rows. */
    static final String PROGRAM = "1";

    private final Duck duck;
    private final SchoolYear year;

    RecordDifferences(Duck duck, SchoolYear year) {
        this.duck = duck;
        this.year = year;
    }

    /** Adds to {@code closed_year_difference_person} how a table of the open database differs from a frozen file. */
    void tell(String table, Path frozen) {
        Set<String> columns = common(table, frozen);
        List<String> naming = columns.stream().filter(RecordDifferences::names).toList();
        List<String> compared =
                columns.stream().filter(column -> !names(column)).toList();
        if (naming.isEmpty()) {
            return;
        }
        if (columns(YearFiles.name(table)).stream()
                .map(RecordDifferences::plain)
                .anyMatch(SERIAL::contains)) {
            // Records without a name of their own are there or not; which of two became the other nobody can tell.
            naming = Stream.concat(naming.stream(), compared.stream()).toList();
            compared = List.of();
        }
        lay("closed_record", YearFiles.parquet(frozen), naming, compared);
        lay("now_record", YearFiles.name(table), naming, compared);
        String same = join(naming, " and ", column -> "t." + column + " is not distinct from n." + column)
                + " and t.row_of_record = n.row_of_record";
        String changes = compared.isEmpty()
                ? "false"
                : join(compared, " or ", column -> "t." + column + " is distinct from n." + column);
        String pairs = "["
                + join(
                        compared,
                        ", ",
                        column -> "{'name': "
                                + Duck.literal(plain(column)) + ", 'closed_value': t."
                                + column
                                + ", 'now_value': n." + column + "}")
                + "]";
        String insert = "insert into closed_year_difference_person select " + Duck.literal(year.toString()) + ", ";
        duck.run(insert + head(table, "t", naming)
                + ", 'gone', null, null, null from closed_record t anti join now_record n on " + same);
        duck.run(insert + head(table, "n", naming)
                + ", 'added', null, null, null from now_record n anti join closed_record t on " + same);
        if (!compared.isEmpty()) {
            duck.run(insert + "* exclude (change), change.name, change.closed_value, change.now_value from (select "
                    + head(table, "t", naming) + ", 'changed', unnest(" + pairs
                    + ") as change from closed_record t join now_record n on " + same + " where " + changes
                    + ") where change.closed_value is distinct from change.now_value");
        }
    }

    private void lay(String name, String from, List<String> naming, List<String> compared) {
        String texts = join(naming, ", ", column -> column + "::varchar as " + column)
                + compared.stream()
                        .map(column -> ", " + column + "::varchar as " + column)
                        .collect(Collectors.joining());
        String order = compared.isEmpty() ? naming.get(0) : String.join(", ", compared);
        duck.run("create or replace temp table " + name + " as select *, row_number() over (partition by "
                + String.join(", ", naming) + " order by " + order + ") as row_of_record from (select " + texts
                + " from " + from + " where school_year = " + Duck.literal(year.toString()) + ")");
    }

    private String head(String table, String alias, List<String> naming) {
        var named = new ArrayList<>(naming);
        named.remove("\"organization_id\"");
        String entity = named.isEmpty()
                ? "''"
                : "concat_ws(', ', "
                        + join(named, ", ", column -> Duck.literal(plain(column) + " ") + " || " + alias + "." + column)
                        + ")";
        String place = naming.contains("\"organization_id\"") ? alias + ".\"organization_id\"" : "null";
        return Duck.literal(table) + ", " + place + ", " + entity;
    }

    private static String plain(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    private static boolean names(String column) {
        String plain = plain(column);
        return NAMING.contains(plain) || plain.endsWith("_key") || plain.endsWith("_number");
    }

    private Set<String> common(String table, Path frozen) {
        var columns = columns(YearFiles.name(table));
        columns.retainAll(columns(YearFiles.parquet(frozen)));
        columns.removeIf(column -> !isCompared(plain(column)));
        return columns;
    }

    /** {@return whether a column takes part: one that does not may be anything, and no record is otherwise} */
    static boolean isCompared(String column) {
        return !NOT_COMPARED.contains(column) && !SERIAL.contains(column);
    }

    private Set<String> columns(String from) {
        return duck
                .sql()
                .fetch("describe from " + from)
                .map(row -> YearFiles.name(row.get("column_name", String.class)))
                .stream()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String join(List<String> columns, String with, Function<String, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(with));
    }
}
