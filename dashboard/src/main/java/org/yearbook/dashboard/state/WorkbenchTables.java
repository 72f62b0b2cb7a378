package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.text;
import static org.yearbook.dashboard.state.Tables.time;

import java.time.OffsetDateTime;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The names of what the workbench keeps. */
final class WorkbenchTables {

    static final Table<?> SAVED_QUERY = DSL.table(DSL.name("saved_query"));
    static final Table<?> ASKED_STATEMENT = DSL.table(DSL.name("asked_statement"));

    static final Field<Long> QUERY_ID = DSL.field(DSL.name("query_id"), SQLDataType.BIGINT);
    static final Field<Long> OWNER_ID = DSL.field(DSL.name("saved_query", "person_id"), SQLDataType.BIGINT);
    static final Field<String> TITLE = text("title");
    static final Field<String> ABOUT = text("about");
    static final Field<String> AUDIENCE = text("audience");
    static final Field<String> STATEMENT = text("statement");
    static final Field<Boolean> SHARED = DSL.field(DSL.name("shared"), SQLDataType.BOOLEAN);
    static final Field<Long> ASKED_ID = DSL.field(DSL.name("asked_id"), SQLDataType.BIGINT);
    static final Field<OffsetDateTime> ASKED_AT = time("asked_at");
    static final Field<String> OUTCOME = text("outcome");
    static final Field<Long> ROWS_READ = DSL.field(DSL.name("rows_read"), SQLDataType.BIGINT);

    private WorkbenchTables() {}
}
