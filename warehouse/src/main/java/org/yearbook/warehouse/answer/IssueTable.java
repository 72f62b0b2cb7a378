package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.QUALITY_ISSUE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;

/**
 * The issues of a scope with the state that nights and people gave them. Every question about issues is asked of this
 * table, so that none reaches beyond the scope.
 */
final class IssueTable {

    static final Field<String> STATE = Columns.text("state");
    static final Field<Long> ASSIGNEE = DSL.field(DSL.name("assignee"), SQLDataType.BIGINT);

    private static final String DECIDED = "decided";
    private static final List<String> COLUMNS = List.of(
            "issue_key",
            "rule_id",
            "severity",
            "entity",
            "school_year",
            "record_key",
            "field",
            "raw_value",
            "suggested_value",
            "school_id",
            "owner_role",
            "source",
            "file",
            "message",
            "what_to_do");
    private static final List<String> DATES = List.of("first_seen", "last_seen", "resolved_on", "reopened_on");

    private final DSLContext sql;
    private final Set<String> present;

    IssueTable(DSLContext sql, Known known) {
        this.sql = sql;
        this.present = known.columns("quality_issue", sql);
    }

    /** Lays what was decided beside the publication, for the questions of one reader. */
    static void lay(Duck duck, List<IssueDecisions.Decision> decisions) {
        duck.run("create or replace temp table " + DECIDED
                + "(key varchar, kind varchar, person bigint, until varchar, night varchar, value varchar)");
        if (!decisions.isEmpty()) {
            duck.append("temp", DECIDED, decisions.stream().map(IssueTable::row).toList());
        }
    }

    private static List<@Nullable Object> row(IssueDecisions.Decision decision) {
        var row = new ArrayList<@Nullable Object>();
        row.add(decision.issueKey());
        row.add(decision.kind().code());
        row.add(decision.person());
        row.add(decision.until() == null ? null : decision.until().toString());
        row.add(decision.asOf().toString());
        row.add(decision.value());
        return row;
    }

    Table<?> of(RecordScope scope, LocalDate today) {
        Field<String> kind = decided("kind", SQLDataType.VARCHAR);
        Field<LocalDate> until = decided("until", SQLDataType.VARCHAR).cast(SQLDataType.LOCALDATE);
        Field<LocalDate> night = decided("night", SQLDataType.VARCHAR).cast(SQLDataType.LOCALDATE);
        Condition holds = kind.isNotNull()
                .and(date("reopened_on").isNull().or(date("reopened_on").le(night)));
        Condition expired = kind.eq("excepted").and(until.lt(DSL.inline(today)));
        Condition changed =
                kind.eq("excepted").and(decided("value", SQLDataType.VARCHAR).ne(value()));
        Field<String> status = text("status");
        List<SelectField<?>> columns = new ArrayList<>();
        COLUMNS.forEach(name -> columns.add(text(name).as(name)));
        DATES.forEach(name -> columns.add(date(name).as(name)));
        columns.add(DSL.field(DSL.name("q", "row_number"), SQLDataType.BIGINT).as("row_number"));
        columns.add(text("record_class").as("record_class"));
        columns.add((present.contains("one_cause")
                        ? DSL.field(DSL.name("q", "one_cause"), SQLDataType.BOOLEAN)
                        : DSL.inline(false))
                .as("one_cause"));
        columns.add(value().as("value_mark"));
        columns.add(DSL.when(status.eq("resolved"), DSL.inline("fixed"))
                .when(DSL.not(holds), status)
                .when(expired.or(changed), DSL.inline("reopened"))
                .otherwise(kind)
                .as("state"));
        columns.add(DSL.when(status.eq("resolved").or(DSL.not(holds)), DSL.inline((String) null))
                .when(expired, DSL.inline("expired"))
                .when(changed, DSL.inline("changed"))
                .as("ended"));
        columns.add(DSL.when(holds, decided("person", SQLDataType.BIGINT)).as("assignee"));
        columns.add(DSL.when(holds, until).as("until"));
        return sql.select(columns)
                .from(QUALITY_ISSUE.as("q"))
                .leftJoin(DSL.table(DSL.name("temp", DECIDED)).as("d"))
                .on(text("issue_key").eq(decided("key", SQLDataType.VARCHAR)))
                .where(scope.restrict(text("school_id"), text("record_class")))
                .asTable("issue");
    }

    /** Tells whether a record still holds what it held, without keeping what that was. */
    private Field<String> value() {
        return DSL.function("md5", SQLDataType.VARCHAR, DSL.coalesce(text("raw_value"), DSL.inline("")));
    }

    private Field<String> text(String name) {
        return present.contains(name)
                ? DSL.field(DSL.name("q", name), SQLDataType.VARCHAR)
                : DSL.inline((String) null).cast(SQLDataType.VARCHAR);
    }

    private Field<LocalDate> date(String name) {
        return present.contains(name)
                ? DSL.field(DSL.name("q", name), SQLDataType.LOCALDATE)
                : DSL.inline((LocalDate) null).cast(SQLDataType.LOCALDATE);
    }

    private static <T> Field<T> decided(String name, org.jooq.DataType<T> type) {
        return DSL.field(DSL.name("d", name), type);
    }
}
