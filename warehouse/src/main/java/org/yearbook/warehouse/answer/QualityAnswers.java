package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.DIM_ORGANIZATION;
import static org.yearbook.warehouse.answer.Columns.ORGANIZATION_ID;
import static org.yearbook.warehouse.answer.Columns.QUALITY_ISSUE;
import static org.yearbook.warehouse.answer.Columns.STATUS;
import static org.yearbook.warehouse.answer.Columns.date;
import static org.yearbook.warehouse.answer.Columns.text;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Questions about what is wrong with the records of a scope. Every answer is restricted to it. */
public final class QualityAnswers {

    private static final Field<String> SCHOOL_ID = text("school_id");
    private static final Field<String> RULE_ID = text("rule_id");
    private static final Field<String> SEVERITY = text("severity");
    private static final Field<LocalDate> FIRST_SEEN = date("first_seen");
    private static final Field<Integer> WEIGHT = DSL.case_(SEVERITY)
            .when("block", 0)
            .when("major", 1)
            .when("minor", 2)
            .otherwise(3);

    private final DSLContext sql;
    private final Scope scope;

    QualityAnswers(DSLContext sql, Scope scope) {
        this.sql = sql;
        this.scope = scope;
    }

    /**
     * Which issues; null or blank leaves a filter out.
     *
     * @param school organization id; {@code none} for issues that belong to no school
     * @param status open (new, open or reopened), resolved, or one status
     */
    public record Filter(
            @Nullable String school,
            @Nullable String rule,
            @Nullable String severity,
            @Nullable String status) {}

    /** How many issues by severity. */
    public record Counts(long block, long major, long minor, long warning) {

        public long total() {
            return block + major + minor + warning;
        }
    }

    /**
     * Issues of one school or one rule.
     *
     * @param id school or rule; empty for issues that belong to no school
     * @param name the school's name, or an example of the rule's sentence
     * @param severity the gravest among them
     */
    public record Group(String id, String name, String severity, Counts counts) {}

    /**
     * One issue, with everything that it takes to find and mend the record.
     *
     * @param whatToDo a sentence for whoever mends it; empty when the rule has none
     * @param row line in the file; 0 for the file as a whole
     */
    public record Issue(
            String key,
            String rule,
            String severity,
            String entity,
            String record,
            String field,
            String value,
            String suggestion,
            String message,
            String whatToDo,
            String schoolId,
            String schoolName,
            String owner,
            String source,
            String file,
            long row,
            String status,
            @Nullable LocalDate firstSeen,
            @Nullable LocalDate lastSeen) {}

    /** {@return the number of issues that a filter finds} */
    public long count(Filter filter) {
        return sql.fetchCount(sql.selectOne().from(QUALITY_ISSUE).where(within(filter)));
    }

    /** {@return the issues by severity} */
    public Counts counts(Filter filter) {
        return sql.select(severities())
                .from(QUALITY_ISSUE)
                .where(within(filter))
                .fetchSingle(QualityAnswers::countsOf);
    }

    /** {@return issues by school, most first} */
    public List<Group> bySchool(Filter filter) {
        var name = DSL.field(DSL.name("o", "name"), String.class);
        var school = DSL.field(DSL.name("q", "school_id"), String.class);
        return sql.select(school, name, DSL.min(WEIGHT).as("gravest"))
                .select(severities())
                .from(QUALITY_ISSUE.as("q"))
                .leftJoin(DIM_ORGANIZATION.as("o"))
                .on(school.eq(DSL.field(DSL.name("o", "organization_id"), String.class)))
                .where(within(filter))
                .groupBy(school, name)
                .orderBy(DSL.count().desc(), name)
                .fetch(row -> group(row, school, name));
    }

    /** {@return issues by rule, gravest and most first} */
    public List<Group> byRule(Filter filter) {
        var example = DSL.min(message()).as("example");
        return sql.select(RULE_ID, example, DSL.min(WEIGHT).as("gravest"))
                .select(severities())
                .from(QUALITY_ISSUE)
                .where(within(filter))
                .groupBy(RULE_ID)
                .orderBy(DSL.min(WEIGHT), DSL.count().desc(), RULE_ID)
                .fetch(row -> group(row, RULE_ID, example));
    }

    /** {@return one page of issues, gravest first, newest first within} */
    public List<Issue> page(Filter filter, int size, int from) {
        return issues(filter).limit(size).offset(from).fetch(QualityAnswers::issue);
    }

    /** Hands over every issue that a filter finds, one by one. */
    public void each(Filter filter, Consumer<Issue> reader) {
        try (var cursor = issues(filter).fetchLazy()) {
            cursor.forEach(row -> reader.accept(issue(row)));
        }
    }

    private org.jooq.SelectSeekStepN<?> issues(Filter filter) {
        return sql.select(DSL.asterisk())
                .select(message().as("sentence"))
                .select(DSL.field(sql.select(DSL.max(text("name")))
                                .from(DIM_ORGANIZATION)
                                .where(ORGANIZATION_ID.eq(
                                        DSL.field(DSL.name("quality_issue", "school_id"), String.class))))
                        .as("school_name"))
                .from(QUALITY_ISSUE)
                .where(within(filter))
                .orderBy(List.of(WEIGHT, FIRST_SEEN.desc(), RULE_ID, text("issue_key")));
    }

    private Condition within(Filter filter) {
        Condition condition = scope.restrict(SCHOOL_ID);
        if (given(filter.school())) {
            condition =
                    condition.and("none".equals(filter.school()) ? SCHOOL_ID.isNull() : SCHOOL_ID.eq(filter.school()));
        }
        if (given(filter.rule())) {
            condition = condition.and(RULE_ID.eq(filter.rule()));
        }
        if (given(filter.severity())) {
            condition = condition.and(SEVERITY.eq(filter.severity()));
        }
        if (given(filter.status())) {
            condition =
                    condition.and("open".equals(filter.status()) ? STATUS.ne("resolved") : STATUS.eq(filter.status()));
        }
        return condition;
    }

    private static boolean given(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    private static Field<String> message() {
        return text("message");
    }

    private static List<Field<?>> severities() {
        return List.of(
                DSL.count().filterWhere(SEVERITY.eq("block")).as("blocks"),
                DSL.count().filterWhere(SEVERITY.eq("major")).as("majors"),
                DSL.count().filterWhere(SEVERITY.eq("minor")).as("minors"),
                DSL.count()
                        .filterWhere(SEVERITY.notIn("block", "major", "minor"))
                        .as("warnings"));
    }

    private static Counts countsOf(Record row) {
        return new Counts(
                Cells.whole(row, "blocks"),
                Cells.whole(row, "majors"),
                Cells.whole(row, "minors"),
                Cells.whole(row, "warnings"));
    }

    private static Group group(Record row, Field<String> id, Field<String> name) {
        int weight = row.get("gravest", Integer.class);
        String gravest = List.of("block", "major", "minor", "warning").get(weight);
        return new Group(orEmpty(row.get(id)), orEmpty(row.get(name)), gravest, countsOf(row));
    }

    private static Issue issue(Record row) {
        return new Issue(
                Cells.word(row, "issue_key"),
                Cells.word(row, "rule_id"),
                Cells.word(row, "severity"),
                Cells.word(row, "entity"),
                Cells.word(row, "record_key"),
                Cells.word(row, "field"),
                Cells.word(row, "raw_value"),
                Cells.word(row, "suggested_value"),
                Cells.word(row, "sentence"),
                Cells.wordIfThere(row, "what_to_do"),
                Cells.word(row, "school_id"),
                Cells.word(row, "school_name"),
                Cells.word(row, "owner_role"),
                Cells.word(row, "source"),
                Cells.word(row, "file"),
                Cells.whole(row, "row_number"),
                Cells.word(row, "status"),
                Cells.day(row, "first_seen"),
                Cells.day(row, "last_seen"));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
