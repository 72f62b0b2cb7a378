package org.yearbook.warehouse.year;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * Which records of one frozen table are otherwise today. Two rows are the same record when all that names one is the
 * same: place, keys and numbers, application, test, subject, course, term. The night's date is no property of a record.
 */
final class RecordDifferences {

    private static final Set<String> NAMING =
            Set.of("organization_id", "application_id", "test", "subject", "course_code", "term", "user_kind");
    private static final Set<String> NOT_COMPARED = Set.of("school_year", "organization_type", "as_of");

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
        List<String> compared = columns.stream()
                .filter(column -> !names(column) && !NOT_COMPARED.contains(column))
                .toList();
        if (naming.isEmpty()) {
            return;
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
                                + Duck.literal(column.substring(1, column.length() - 1)) + ", 'closed_value': t."
                                + column
                                + ", 'now_value': n." + column + "}")
                + "]";
        duck.run("insert into closed_year_difference_person select " + head(table, "t", naming)
                + ", 'gone', null, null, null from closed_record t anti join now_record n on " + same);
        duck.run("insert into closed_year_difference_person select " + head(table, "n", naming)
                + ", 'added', null, null, null from now_record n anti join closed_record t on " + same);
        if (!compared.isEmpty()) {
            duck.run("insert into closed_year_difference_person select " + Duck.literal(year.toString())
                    + ", * exclude (change), change.name, change.closed_value, change.now_value from (select "
                    + head(table, "t", naming)
                            .substring(head(table, "t", naming).indexOf(',') + 2)
                    + ", 'changed', unnest(" + pairs + ") as change from closed_record t join now_record n on " + same
                    + " where " + changes + ") where change.closed_value is distinct from change.now_value");
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
                        + join(
                                named,
                                ", ",
                                column -> Duck.literal(column.substring(1, column.length() - 1) + " ") + " || " + alias
                                        + "." + column)
                        + ")";
        String place = naming.contains("\"organization_id\"") ? alias + ".\"organization_id\"" : "null";
        return Duck.literal(year.toString()) + ", " + Duck.literal(table) + ", " + place + ", " + entity;
    }

    private static boolean names(String column) {
        String plain = column.substring(1, column.length() - 1);
        return NAMING.contains(plain) || plain.endsWith("_key") || plain.endsWith("_number");
    }

    private Set<String> common(String table, Path frozen) {
        var columns = columns(YearFiles.name(table));
        columns.retainAll(columns(YearFiles.parquet(frozen)));
        columns.removeIf(column -> NOT_COMPARED.contains(column.substring(1, column.length() - 1)));
        return columns;
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
