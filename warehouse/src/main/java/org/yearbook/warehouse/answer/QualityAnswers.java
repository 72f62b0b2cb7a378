package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.DIM_ORGANIZATION;
import static org.yearbook.warehouse.answer.Columns.date;
import static org.yearbook.warehouse.answer.Columns.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.ResultQuery;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Questions about what is wrong with the records of a scope. Every answer is restricted to it. */
public final class QualityAnswers {

    static final Field<String> RULE_ID = text("rule_id");
    static final Field<String> SEVERITY = text("severity");
    static final Field<Integer> WEIGHT = DSL.case_(SEVERITY)
            .when("block", 0)
            .when("major", 1)
            .when("minor", 2)
            .otherwise(3);

    private static final Field<LocalDate> FIRST_SEEN = date("first_seen");
    private static final Field<String> SCHOOL_ID = text("school_id");
    private static final Field<String> MESSAGE = text("message");

    private final DSLContext sql;
    private final Table<?> issues;
    private final Table<?> counts;
    private final boolean ordered;
    private final IssueDecisions decisions;
    private final Known known;

    QualityAnswers(DSLContext sql, IssueTable.Issues issues, IssueDecisions decisions, Known known) {
        this.sql = sql;
        this.issues = issues.rows();
        this.counts = issues.counts();
        this.ordered = issues.ordered();
        this.decisions = decisions;
        this.known = known;
    }

    /** How many issues by severity. */
    public record Counts(long block, long major, long minor, long warning) {

        public long total() {
            return block + major + minor + warning;
        }

        /** {@return how many of one severity; none of one that this release does not know} */
        public long of(String severity) {
            return switch (severity) {
                case "block" -> block;
                case "major" -> major;
                case "minor" -> minor;
                case "warning" -> warning;
                default -> 0;
            };
        }
    }

    /**
     * Issues of one school, owner or rule.
     *
     * @param id school, owner or rule; empty for issues that belong to none
     * @param name the school's name, or an example of the rule's sentence
     * @param severity the gravest among them
     */
    public record Group(String id, String name, String severity, Counts counts) {}

    /**
     * An issue, a fingerprint of the value that the record holds now, and who may see it.
     *
     * @param school organization id; empty for the district
     * @param kind of record, as {@link RecordClass} has it
     */
    public record Mark(String issueKey, String value, String school, String kind) {}

    /**
     * One issue, with everything that it takes to find and mend the record.
     *
     * @param whatToDo a sentence for whoever mends it; empty when the rule has none
     * @param kind of record, as {@link RecordClass} has it; empty where the publication does not say
     * @param row line in the file; 0 for the file as a whole
     * @param state new, open, reopened, assigned, waiting, excepted or fixed
     * @param ended why an exception does not hold any more: expired or changed; empty otherwise
     * @param assignee whom it is assigned to; null for nobody
     * @param until last day of an exception, or the day to look again
     * @param oneCause whether at least half of all such records have the same finding
     * @param value fingerprint of the raw value
     */
    public record Issue(
            String key,
            String rule,
            String severity,
            String entity,
            String schoolYear,
            String record,
            String field,
            String rawValue,
            String suggestion,
            String message,
            String whatToDo,
            String schoolId,
            String schoolName,
            String kind,
            String owner,
            String source,
            String file,
            long row,
            String state,
            String ended,
            @Nullable Long assignee,
            @Nullable LocalDate until,
            @Nullable LocalDate firstSeen,
            @Nullable LocalDate lastSeen,
            @Nullable LocalDate resolvedOn,
            @Nullable LocalDate reopenedOn,
            boolean oneCause,
            String value) {

        /** {@return the issue as a decision about it needs it} */
        public Mark mark() {
            return new Mark(key, value, schoolId, kind);
        }
    }

    /** {@return the number of issues that a filter finds} */
    public long count(IssueFilter filter) {
        var count = sql.select(IssueTable.issues()).from(counts).where(filter.condition());
        return kept(count, row -> row.value1()).get(0);
    }

    /** {@return the issues by severity} */
    public Counts counts(IssueFilter filter) {
        return kept(sql.select(severities()).from(counts).where(filter.condition()), QualityAnswers::countsOf)
                .get(0);
    }

    /** {@return issues by school, most first} */
    public List<Group> bySchool(IssueFilter filter) {
        var name = DSL.field(DSL.name("o", "name"), String.class);
        return kept(
                sql.select(SCHOOL_ID, name, DSL.min(WEIGHT).as("gravest"))
                        .select(severities())
                        .from(counts)
                        .leftJoin(DIM_ORGANIZATION.as("o"))
                        .on(SCHOOL_ID.eq(DSL.field(DSL.name("o", "organization_id"), String.class)))
                        .where(filter.condition())
                        .groupBy(SCHOOL_ID, name)
                        .orderBy(IssueTable.issues().desc(), name),
                row -> group(row, SCHOOL_ID, name));
    }

    /** {@return issues by who answers for them, most first} */
    public List<Group> byOwner(IssueFilter filter) {
        Field<String> owner = text("owner_role");
        return kept(
                sql.select(owner, DSL.min(WEIGHT).as("gravest"))
                        .select(severities())
                        .from(counts)
                        .where(filter.condition())
                        .groupBy(owner)
                        .orderBy(IssueTable.issues().desc(), owner),
                row -> group(row, owner, owner));
    }

    /** {@return issues by rule, gravest and most first} */
    public List<Group> byRule(IssueFilter filter) {
        var example = DSL.min(MESSAGE).as("example");
        return sql.select(RULE_ID, example, DSL.min(WEIGHT).as("gravest"))
                .select(severities())
                .from(counts)
                .where(filter.condition())
                .groupBy(RULE_ID)
                .orderBy(DSL.min(WEIGHT), IssueTable.issues().desc(), RULE_ID)
                .fetch(row -> group(row, RULE_ID, example));
    }

    /** {@return one page of issues, gravest first, newest first within} */
    public List<Issue> page(IssueFilter filter, int size, int from) {
        if (!ordered) {
            return listed(filter.condition()).limit(size).offset(from).fetch(QualityAnswers::issue);
        }
        List<Long> places = sql.select(IssueTable.PLACE)
                .from(issues)
                .where(filter.condition())
                .orderBy(IssueTable.PLACE)
                .limit(size)
                .offset(from)
                .fetch(IssueTable.PLACE);
        return listed(IssueTable.PLACE.in(places)).fetch(QualityAnswers::issue);
    }

    private <R extends Record, T> List<T> kept(ResultQuery<R> query, RecordMapper<? super R, T> mapper) {
        return known.counts(sql, query, decisions, mapper);
    }

    /**
     * {@return issues by their keys, so that nobody who reads them page by page misses one or sees one twice}
     *
     * @param key of the issue after which they begin; empty for the first
     */
    public List<Issue> after(IssueFilter filter, String key, int size) {
        return named().where(filter.condition())
                .and(text("issue_key").gt(key))
                .orderBy(text("issue_key"))
                .limit(size)
                .fetch(QualityAnswers::issue);
    }

    /** {@return one issue, when the scope has it} */
    public Optional<Issue> one(String key) {
        return listed(text("issue_key").eq(key)).fetch(QualityAnswers::issue).stream()
                .findFirst();
    }

    /** {@return which of these issues the scope has} */
    public List<Mark> marks(List<String> keys) {
        return marks(text("issue_key").in(keys), keys.size());
    }

    /** {@return the issues that a filter finds, up to a limit} */
    public List<Mark> marks(IssueFilter filter, int limit) {
        return marks(filter.condition(), limit);
    }

    private List<Mark> marks(Condition condition, int limit) {
        return sql.select(text("issue_key"), text("value_mark"), SCHOOL_ID, text("record_class"))
                .from(issues)
                .where(condition)
                .orderBy(text("issue_key"))
                .limit(limit)
                .fetch(row -> new Mark(
                        Cells.word(row, "issue_key"),
                        Cells.word(row, "value_mark"),
                        Cells.word(row, "school_id"),
                        Cells.word(row, "record_class")));
    }

    /** Hands over every issue that a filter finds, one by one. */
    public void each(IssueFilter filter, Consumer<Issue> reader) {
        try (var cursor = listed(filter.condition()).fetchLazy()) {
            cursor.forEach(row -> reader.accept(issue(row)));
        }
    }

    private org.jooq.SelectSeekStepN<?> listed(Condition condition) {
        return named().where(condition).orderBy(order());
    }

    private SelectJoinStep<?> named() {
        return sql.select(DSL.asterisk())
                .select(DSL.field(sql.select(DSL.max(DSL.field(DSL.name("o", "name"), SQLDataType.VARCHAR)))
                                .from(DIM_ORGANIZATION.as("o"))
                                .where(DSL.field(DSL.name("o", "organization_id"), SQLDataType.VARCHAR)
                                        .eq(DSL.field(DSL.name("issue", "school_id"), SQLDataType.VARCHAR))))
                        .as("school_name"))
                .from(issues);
    }

    private List<? extends OrderField<?>> order() {
        return ordered ? List.of(IssueTable.PLACE) : List.of(WEIGHT, FIRST_SEEN.desc(), RULE_ID, text("issue_key"));
    }

    static List<Field<?>> severities() {
        return severities(DSL.noCondition(), "");
    }

    static List<Field<?>> severities(Condition which, String prefix) {
        return List.of(
                IssueTable.issues(which.and(SEVERITY.eq("block"))).as(prefix + "blocks"),
                IssueTable.issues(which.and(SEVERITY.eq("major"))).as(prefix + "majors"),
                IssueTable.issues(which.and(SEVERITY.eq("minor"))).as(prefix + "minors"),
                IssueTable.issues(which.and(SEVERITY.notIn("block", "major", "minor")))
                        .as(prefix + "warnings"));
    }

    private static Counts countsOf(Record row) {
        return countsOf(row, "");
    }

    static Counts countsOf(Record row, String prefix) {
        return new Counts(
                Cells.whole(row, prefix + "blocks"),
                Cells.whole(row, prefix + "majors"),
                Cells.whole(row, prefix + "minors"),
                Cells.whole(row, prefix + "warnings"));
    }

    private static Group group(Record row, Field<String> id, Field<String> name) {
        return new Group(orEmpty(row.get(id)), orEmpty(row.get(name)), gravest(row), countsOf(row));
    }

    static String gravest(Record row) {
        return List.of("block", "major", "minor", "warning").get(row.get("gravest", Integer.class));
    }

    private static Issue issue(Record row) {
        return new Issue(
                Cells.word(row, "issue_key"),
                Cells.word(row, "rule_id"),
                Cells.word(row, "severity"),
                Cells.word(row, "entity"),
                Cells.word(row, "school_year"),
                Cells.word(row, "record_key"),
                Cells.word(row, "field"),
                Cells.word(row, "raw_value"),
                Cells.word(row, "suggested_value"),
                Cells.word(row, "message"),
                Cells.word(row, "what_to_do"),
                Cells.word(row, "school_id"),
                Cells.word(row, "school_name"),
                Cells.word(row, "record_class"),
                Cells.word(row, "owner_role"),
                Cells.word(row, "source"),
                Cells.word(row, "file"),
                Cells.whole(row, "row_number"),
                Cells.word(row, "state"),
                Cells.word(row, "ended"),
                row.get("assignee", Long.class),
                Cells.day(row, "until"),
                Cells.day(row, "first_seen"),
                Cells.day(row, "last_seen"),
                Cells.day(row, "resolved_on"),
                Cells.day(row, "reopened_on"),
                row.get("one_cause", Boolean.class),
                Cells.word(row, "value_mark"));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
