package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.util.List;
import org.yearbook.ingest.conform.Months;
import org.yearbook.warehouse.engine.Duck;

/** The table in which tonight's issues gather, as {@link org.yearbook.ingest.conform.IssueHistory} reads it. */
final class FindingTable {

    static final String CREATE = """
            create table tonight(issue_key varchar, rule_id varchar, severity varchar, entity varchar, school_year varchar,
              record_key varchar, field varchar, raw_value varchar, suggested_value varchar, school_id varchar,
              owner_role varchar, source varchar, file varchar, row_number bigint, message varchar, what_to_do varchar)""";

    /** Its columns, by name. */
    static final String COLUMNS = "issue_key, rule_id, severity, entity, school_year, record_key, field, raw_value,"
            + " suggested_value, school_id, owner_role, source, file, row_number, message, what_to_do";

    /** A column for {@code select *}: findings about deliveries, or across months, belong to none. */
    static final String NO_MONTH = "'" + Months.WHOLE + "' as " + Months.COLUMN;

    private FindingTable() {}

    static long count(Duck duck, Path parquet) {
        Long rows = duck.sql()
                .fetchSingle("select count(*) from read_parquet(" + Duck.literal(parquet) + ")")
                .get(0, Long.class);
        return rows == null ? 0 : rows;
    }

    /** {@return whether what one origin found, now in {@code found}, is what it had found the night before} */
    static boolean stay(Duck duck, String origin, List<Path> before, List<Path> found) {
        if (before.isEmpty()) {
            return found.isEmpty();
        }
        String then = "(select * from read_parquet(" + Duck.fileList(before) + ", union_by_name = true) where origin = "
                + Duck.literal(origin) + ")";
        return found.isEmpty()
                ? duck.sql().fetch("from " + then + " limit 1").isEmpty()
                : SameRows.hold(duck, then, SameRows.rows(found));
    }
}
