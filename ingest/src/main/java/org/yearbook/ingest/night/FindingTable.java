package org.yearbook.ingest.night;

import java.nio.file.Path;
import org.yearbook.ingest.conform.Months;
import org.yearbook.warehouse.engine.Duck;

/** The table in which tonight's issues gather, as {@link org.yearbook.ingest.conform.IssueHistory} reads it. */
final class FindingTable {

    static final String CREATE = """
            create table tonight(issue_key varchar, rule_id varchar, severity varchar, entity varchar, school_year varchar,
              record_key varchar, field varchar, raw_value varchar, suggested_value varchar, school_id varchar,
              owner_role varchar, source varchar, file varchar, row_number bigint, message varchar, what_to_do varchar)""";

    /** A column for {@code select *}: findings about deliveries, or across months, belong to none. */
    static final String NO_MONTH = "'" + Months.WHOLE + "' as " + Months.COLUMN;

    private FindingTable() {}

    static long count(Duck duck, Path parquet) {
        Long rows = duck.sql()
                .fetchSingle("select count(*) from read_parquet(" + Duck.literal(parquet) + ")")
                .get(0, Long.class);
        return rows == null ? 0 : rows;
    }
}
