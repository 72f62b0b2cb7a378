package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.QUALITY_ISSUE;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;

/**
 * The issues of a scope with the state that nights and people gave them, one by one and counted. Every question about
 * issues is asked of these tables, so that none reaches beyond the scope.
 */
final class IssueTable {

    static final Field<String> STATE = Columns.text("state");
    static final Field<Long> ASSIGNEE = DSL.field(DSL.name("assignee"), SQLDataType.BIGINT);
    /** Where an issue stands in the publication; a publication of an earlier release is in no order. */
    static final Field<Long> PLACE = DSL.field(DSL.name("place"), SQLDataType.BIGINT);

    private static final Field<Long> ISSUES = DSL.field(DSL.name("issues"), SQLDataType.BIGINT);
    private static final String DECIDED = "decided";
    private static final String DECIDED_ISSUE = "decided_issue";
    private static final String TALLY = "quality_tally";
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
    /** What a count is told by. */
    private static final List<String> WORDS = List.of(
            "rule_id",
            "severity",
            "entity",
            "field",
            "raw_value",
            "suggested_value",
            "school_id",
            "owner_role",
            "record_class");

    private static final List<String> COUNTED_DATES = List.of("first_seen", "resolved_on", "reopened_on");

    private final DSLContext sql;
    private final Known known;
    private final Set<String> present;
    private final boolean tallied;

    IssueTable(DSLContext sql, Known known) {
        this.sql = sql;
        this.known = known;
        this.present = known.columns("quality_issue", sql);
        this.tallied = known.has(TALLY, sql);
    }

    /**
     * The issues of one scope.
     *
     * @param rows one an issue
     * @param counts how many there are of each kind; of a publication of an earlier release, one row an issue
     * @param ordered whether the publication holds them in the order in which pages list them
     * @param several the rules, entities and fields of which a record may have several issues; null when nobody knows
     */
    record Issues(
            Table<?> rows,
            Table<?> counts,
            boolean ordered,
            @Nullable Set<Cause> several) {}

    /** Issues of one rule about one field. */
    record Cause(String rule, String entity, String field) {}

    /** {@return how many issues fulfil a condition} */
    static Field<Long> issues(Condition which) {
        return DSL.coalesce(DSL.sum(ISSUES).filterWhere(which), DSL.inline(BigDecimal.ZERO))
                .cast(SQLDataType.BIGINT);
    }

    /** {@return how many issues there are} */
    static Field<Long> issues() {
        return DSL.coalesce(DSL.sum(ISSUES), DSL.inline(BigDecimal.ZERO)).cast(SQLDataType.BIGINT);
    }

    /** Lays what was decided beside the publication, for the questions of one reader. */
    void lay(Duck duck, IssueDecisions decisions) {
        duck.run("create or replace temp table " + DECIDED
                + "(key varchar, kind varchar, person bigint, until varchar, night varchar, value varchar)");
        if (decisions.all().isEmpty()) {
            return;
        }
        duck.append(
                "temp", DECIDED, decisions.all().stream().map(IssueTable::row).toList());
        if (tallied) {
            duck.run("create or replace temp table " + DECIDED_ISSUE + " as "
                    + sql.renderInlined(select(
                            List.of(text("status").as("status"), raw("raw_value"), raw("suggested_value")),
                            decisions.today(),
                            decided("key", SQLDataType.VARCHAR).isNotNull())));
        }
    }

    /** {@return a value as counts tell it: of a word field alone} */
    private SelectField<?> raw(String name) {
        return DSL.when(DSL.condition("(q.entity, q.field) in (select (entity, field) from value_field)"), text(name))
                .as("counted_" + name);
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

    Issues of(RecordScope scope, IssueDecisions decisions) {
        Table<?> rows = select(List.of(), decisions.today(), scope.restrict(text("school_id"), text("record_class")))
                .asTable("issue");
        if (!tallied) {
            return new Issues(
                    rows,
                    sql.select(DSL.asterisk(), DSL.inline(1L).as(ISSUES))
                            .from(rows)
                            .asTable("issue"),
                    false,
                    null);
        }
        return new Issues(rows, counts(scope, decisions), true, several());
    }

    private Set<Cause> several() {
        return known.answer(
                List.of("several issues of a record"),
                () -> Set.copyOf(sql.selectDistinct(
                                Columns.text("rule_id"), Columns.text("entity"), Columns.text("field"))
                        .from(DSL.table(DSL.name(TALLY)))
                        .where("several")
                        .fetch(row -> new Cause(
                                Cells.word(row, "rule_id"), Cells.word(row, "entity"), Cells.word(row, "field")))));
    }

    /** What was decided is taken from the counts, and counted anew in the state that it has. */
    private Table<?> counts(RecordScope scope, IssueDecisions decisions) {
        var tally = DSL.table(DSL.name(TALLY));
        Select<?> published = sql.select(words("raw_value", "suggested_value"))
                .select(sentences())
                .select(published().as(STATE), none("ended"), no("assignee"), never("until"))
                .select(ISSUES)
                .from(tally)
                .where(restrict(scope));
        if (decisions.all().isEmpty()) {
            return published.asTable("issue");
        }
        var decided = DSL.table(DSL.name("temp", DECIDED_ISSUE));
        Select<?> before = sql.select(words("counted_raw_value", "counted_suggested_value"))
                .select(sentences())
                .select(published().as(STATE), none("ended"), no("assignee"), never("until"))
                .select(DSL.inline(-1L))
                .from(decided)
                .where(restrict(scope));
        Select<?> now = sql.select(words("counted_raw_value", "counted_suggested_value"))
                .select(sentences())
                .select(STATE, Columns.text("ended"), ASSIGNEE, Columns.date("until"))
                .select(DSL.inline(1L))
                .from(decided)
                .where(restrict(scope));
        return DSL.table(
                        "(select * exclude (message, what_to_do, issues), min(message) filter (where issues > 0) as message,"
                                + " min(what_to_do) filter (where issues > 0) as what_to_do, sum(issues)::bigint as issues"
                                + " from ({0} union all {1} union all {2}) group by all having sum(issues) > 0)",
                        published, before, now)
                .as("issue");
    }

    private static Field<String> published() {
        Field<String> status = Columns.text("status");
        return DSL.when(status.eq("resolved"), DSL.inline("fixed")).otherwise(status);
    }

    private static Condition restrict(RecordScope scope) {
        return scope.restrict(Columns.text("school_id"), Columns.text("record_class"));
    }

    private static List<SelectField<?>> words(String rawValue, String suggestedValue) {
        List<SelectField<?>> columns = new ArrayList<>();
        WORDS.forEach(name -> columns.add(
                switch (name) {
                    case "raw_value" -> Columns.text(rawValue).as(name);
                    case "suggested_value" -> Columns.text(suggestedValue).as(name);
                    default -> Columns.text(name);
                }));
        COUNTED_DATES.forEach(name -> columns.add(Columns.date(name)));
        columns.add(DSL.field(DSL.name("one_cause"), SQLDataType.BOOLEAN));
        return columns;
    }

    private static List<SelectField<?>> sentences() {
        return List.of(Columns.text("message"), Columns.text("what_to_do"));
    }

    private static SelectField<?> none(String name) {
        return DSL.castNull(SQLDataType.VARCHAR).as(name);
    }

    private static SelectField<?> no(String name) {
        return DSL.castNull(SQLDataType.BIGINT).as(name);
    }

    private static SelectField<?> never(String name) {
        return DSL.castNull(SQLDataType.LOCALDATE).as(name);
    }

    private Select<?> select(List<SelectField<?>> more, LocalDate today, Condition which) {
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
        columns.add(DSL.field(DSL.name("q", "rowid"), SQLDataType.BIGINT).as(PLACE));
        columns.addAll(more);
        return sql.select(columns)
                .from(QUALITY_ISSUE.as("q"))
                .leftJoin(DSL.table(DSL.name("temp", DECIDED)).as("d"))
                .on(text("issue_key").eq(decided("key", SQLDataType.VARCHAR)))
                .where(which);
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
