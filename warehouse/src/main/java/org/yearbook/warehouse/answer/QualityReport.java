package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.date;
import static org.yearbook.warehouse.answer.Columns.text;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What a report tells before it lists issues: what changed, what would help most, the score and its course. */
public final class QualityReport {

    private static final int WEEK = 7;
    private static final int LOOK_BACK = 90;
    private static final Field<LocalDate> NIGHT = date("as_of");
    private static final Field<LocalDate> RESOLVED = date("resolved_on");
    private static final Field<LocalDate> OPENED = opened();

    private final DSLContext sql;
    private final IssueTable.Issues issues;
    private final RecordScope scope;
    private final LocalDate asOf;
    private final boolean scored;
    private final IssueDecisions decisions;
    private final Known known;

    QualityReport(
            DSLContext sql,
            IssueTable.Issues issues,
            RecordScope scope,
            LocalDate asOf,
            IssueDecisions decisions,
            Known known) {
        this.sql = sql;
        this.issues = issues;
        this.scope = scope;
        this.asOf = asOf;
        this.decisions = decisions;
        this.known = known;
        this.scored = known.has("quality_night", sql);
    }

    /**
     * What happened to the issues of one rule in the last night.
     *
     * @param back that were fixed and came back, or whose exception ended
     */
    public record Change(String rule, String message, String severity, long fresh, long back, long fixed) {}

    /**
     * Issues that one way of mending would close.
     *
     * @param records how many records they speak of
     * @param gain what the score would rise by
     * @param oneCause whether at least half of all such records have it
     * @param examples values and what should stand there, for fields whose values many records share; most first
     */
    public record Cause(
            String rule,
            String entity,
            String field,
            String message,
            String whatToDo,
            String severity,
            String owner,
            long issues,
            long records,
            BigDecimal gain,
            boolean oneCause,
            List<Example> examples) {

        public Cause {
            examples = List.copyOf(examples);
        }
    }

    /** A value, what should stand there, and how many issues say so. */
    public record Example(String value, String suggestion, long issues) {}

    /**
     * How fast issues are mended.
     *
     * @param medianDaysOpen of all that is wrong tonight, excepted or not; nothing when all is right
     * @param appeared issues that came up between seven and 97 days ago
     * @param fixedWithinWeek those of them that were gone within seven days
     */
    public record Pace(Optional<BigDecimal> medianDaysOpen, long appeared, long fixedWithinWeek) {}

    /** {@return what changed in the last night, by rule; gravest first} */
    public List<Change> changes(IssueFilter filter) {
        var example = DSL.min(text("message")).as("example");
        Condition fresh = text("state").ne("fixed").and(date("first_seen").eq(DSL.inline(asOf)));
        Condition back = text("state")
                .ne("fixed")
                .and(date("reopened_on").eq(DSL.inline(asOf)).or(text("ended").isNotNull()));
        Condition fixed = RESOLVED.eq(DSL.inline(asOf));
        return sql.select(
                        QualityAnswers.RULE_ID,
                        example,
                        DSL.min(QualityAnswers.WEIGHT).as("gravest"),
                        IssueTable.issues(fresh).as("fresh"),
                        IssueTable.issues(back).as("back"),
                        IssueTable.issues(fixed).as("fixed"))
                .from(issues.counts())
                .where(filter.withStatus("").condition())
                .and(fresh.or(back).or(fixed))
                .groupBy(QualityAnswers.RULE_ID)
                .orderBy(DSL.min(QualityAnswers.WEIGHT), IssueTable.issues().desc(), QualityAnswers.RULE_ID)
                .fetch(row -> new Change(
                        Cells.word(row, "rule_id"),
                        Cells.word(row, "example"),
                        QualityAnswers.gravest(row),
                        Cells.whole(row, "fresh"),
                        Cells.whole(row, "back"),
                        Cells.whole(row, "fixed")));
    }

    /**
     * Issues of one rule at one school.
     *
     * @param title the rule's, which holds nothing of a record, as a message may; empty where the book has none
     * @param school organization id; empty for the district
     * @param fresh those that came up, or came back, after a night
     */
    public record Tally(String rule, String title, String severity, String school, long open, long fresh) {}

    /** {@return how many issues there are by rule and school, and how many since a night; gravest first} */
    public List<Tally> tallies(IssueFilter filter, LocalDate after) {
        Map<String, String> titles = titles();
        return counts(
                sql.select(
                                QualityAnswers.RULE_ID,
                                text("school_id"),
                                DSL.min(QualityAnswers.WEIGHT).as("gravest"),
                                IssueTable.issues().as("open"),
                                IssueTable.issues(OPENED.gt(DSL.inline(after))).as("fresh"))
                        .from(issues.counts())
                        .where(filter.condition())
                        .groupBy(QualityAnswers.RULE_ID, text("school_id"))
                        .orderBy(DSL.min(QualityAnswers.WEIGHT), QualityAnswers.RULE_ID, text("school_id")),
                row -> new Tally(
                        Cells.word(row, "rule_id"),
                        titles.getOrDefault(Cells.word(row, "rule_id"), ""),
                        QualityAnswers.gravest(row),
                        Cells.word(row, "school_id"),
                        Cells.whole(row, "open"),
                        Cells.whole(row, "fresh")));
    }

    /**
     * How many issues there are, and how many of them since a night.
     *
     * @param fresh those that came up, or came back, after the night
     */
    public record Counted(QualityAnswers.Counts all, QualityAnswers.Counts fresh) {}

    /** {@return how many issues there are by severity, and how many since a night} */
    public Counted counted(IssueFilter filter, LocalDate after) {
        Condition fresh = OPENED.gt(DSL.inline(after));
        return counts(
                        sql.select(QualityAnswers.severities())
                                .select(QualityAnswers.severities(fresh, "fresh_"))
                                .from(issues.counts())
                                .where(filter.condition()),
                        row -> new Counted(QualityAnswers.countsOf(row, ""), QualityAnswers.countsOf(row, "fresh_")))
                .get(0);
    }

    private <R extends Record, T> List<T> counts(ResultQuery<R> query, RecordMapper<? super R, T> mapper) {
        return known.counts(sql, query, decisions, mapper);
    }

    private Map<String, String> titles() {
        var titles = new HashMap<String, String>();
        if (known.has("quality_rule", sql)) {
            sql.selectDistinct(QualityAnswers.RULE_ID, text("title"))
                    .from(DSL.table(DSL.name("quality_rule")))
                    .forEach(row -> titles.put(Cells.word(row, "rule_id"), Cells.word(row, "title")));
        }
        return titles;
    }

    /**
     * What is due.
     *
     * @param assigned open issues that are assigned to the person
     * @param again issues with the person that waited until today or longer
     * @param expiring exceptions whose last day is near
     */
    public record Due(long assigned, long again, long expiring) {}

    /** {@return what is due for a person; exceptions of the whole scope that end by {@code soon}} */
    public Due due(long person, LocalDate today, LocalDate soon) {
        Condition own = IssueTable.ASSIGNEE.eq(person);
        return sql.select(
                        IssueTable.issues(IssueTable.STATE
                                        .notIn("fixed", "excepted", "waiting")
                                        .and(own))
                                .as("assigned"),
                        IssueTable.issues(IssueTable.STATE
                                        .eq("waiting")
                                        .and(own)
                                        .and(date("until").le(DSL.inline(today))))
                                .as("again"),
                        IssueTable.issues(IssueTable.STATE
                                        .eq("excepted")
                                        .and(date("until").le(DSL.inline(soon))))
                                .as("expiring"))
                .from(issues.counts())
                .fetchSingle(row ->
                        new Due(Cells.whole(row, "assigned"), Cells.whole(row, "again"), Cells.whole(row, "expiring")));
    }

    /** {@return what would put most rows right; a row weighs what its severity weighs in the score} */
    public List<Cause> causes(IssueFilter filter, int size) {
        List<Cause> causes = found(filter);
        Optional<Score> score = score(filter);
        Map<String, List<Example>> examples = examples(filter);
        return causes.stream()
                .map(cause -> complete(cause, score, examples))
                .sorted(Comparator.comparing(QualityReport::weighed)
                        .reversed()
                        .thenComparing(Cause::rule)
                        .thenComparing(Cause::entity)
                        .thenComparing(Cause::field))
                .limit(size)
                .toList();
    }

    private static BigDecimal weighed(Cause cause) {
        return Score.weight(cause.severity()).multiply(BigDecimal.valueOf(cause.records()));
    }

    private static Cause complete(Cause cause, Optional<Score> score, Map<String, List<Example>> examples) {
        return new Cause(
                cause.rule(),
                cause.entity(),
                cause.field(),
                cause.message(),
                cause.whatToDo(),
                cause.severity(),
                cause.owner(),
                cause.issues(),
                cause.records(),
                score.map(tonight -> tonight.gain(cause.entity(), cause.severity(), cause.records()))
                        .orElse(BigDecimal.ZERO),
                cause.oneCause(),
                examples.getOrDefault(key(cause.rule(), cause.entity(), cause.field()), List.of()));
    }

    private List<Cause> found(IssueFilter filter) {
        Map<IssueTable.Cause, Long> records = records(filter);
        return sql.select(
                        text("rule_id"),
                        text("entity"),
                        text("field"),
                        DSL.min(text("message")).as("message"),
                        DSL.min(text("what_to_do")).as("what_to_do"),
                        DSL.min(text("owner_role")).as("owner_role"),
                        DSL.min(QualityAnswers.WEIGHT).as("gravest"),
                        IssueTable.issues().as("issues"),
                        DSL.boolOr(DSL.condition(DSL.field(DSL.name("one_cause"), SQLDataType.BOOLEAN)))
                                .as("one_cause"))
                .from(issues.counts())
                .where(filter.condition())
                .groupBy(text("rule_id"), text("entity"), text("field"))
                .fetch(row -> cause(row, records));
    }

    /** Of how many records the causes speak that can have several issues of one record; others have one each. */
    private Map<IssueTable.Cause, Long> records(IssueFilter filter) {
        Set<IssueTable.Cause> several = issues.several();
        if (several != null && several.isEmpty()) {
            return Map.of();
        }
        Condition which = several == null
                ? DSL.noCondition()
                : DSL.or(several.stream()
                        .map(cause -> same("rule_id", cause.rule())
                                .and(same("entity", cause.entity()))
                                .and(same("field", cause.field())))
                        .toList());
        return counts(
                        sql.select(text("rule_id"), text("entity"), text("field"))
                                .select(DSL.countDistinct(
                                                DSL.concat(text("school_year"), DSL.inline("|"), text("record_key")))
                                        .as("records"))
                                .from(issues.rows())
                                .where(filter.condition())
                                .and(which)
                                .groupBy(text("rule_id"), text("entity"), text("field")),
                        row -> Map.entry(named(row), Cells.whole(row, "records")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Condition same(String column, String value) {
        return value.isEmpty()
                ? text(column).isNull().or(text(column).eq(""))
                : text(column).eq(value);
    }

    private static IssueTable.Cause named(Record row) {
        return new IssueTable.Cause(Cells.word(row, "rule_id"), Cells.word(row, "entity"), Cells.word(row, "field"));
    }

    private static Cause cause(Record row, Map<IssueTable.Cause, Long> records) {
        long found = Cells.whole(row, "issues");
        return new Cause(
                Cells.word(row, "rule_id"),
                Cells.word(row, "entity"),
                Cells.word(row, "field"),
                Cells.word(row, "message"),
                Cells.word(row, "what_to_do"),
                QualityAnswers.gravest(row),
                Cells.word(row, "owner_role"),
                found,
                records.getOrDefault(named(row), found),
                BigDecimal.ZERO,
                row.get("one_cause", Boolean.class),
                List.of());
    }

    /** A value that only a few records hold may speak of a person, so only those of word fields are told. */
    private Map<String, List<Example>> examples(IssueFilter filter) {
        if (!scored) {
            return Map.of();
        }
        var found = new LinkedHashMap<String, List<Example>>();
        sql.select(text("rule_id"), text("entity"), text("field"), text("raw_value"), text("suggested_value"))
                .select(IssueTable.issues().as("issues"))
                .from(issues.counts())
                .where(filter.condition())
                .and("(entity, field) in (select (entity, field) from value_field)")
                .groupBy(text("rule_id"), text("entity"), text("field"), text("raw_value"), text("suggested_value"))
                .orderBy(IssueTable.issues().desc(), text("raw_value"))
                .forEach(row -> {
                    List<Example> list = found.computeIfAbsent(
                            key(Cells.word(row, "rule_id"), Cells.word(row, "entity"), Cells.word(row, "field")),
                            key -> new ArrayList<>());
                    if (list.size() < 3) {
                        list.add(new Example(
                                Cells.word(row, "raw_value"),
                                Cells.word(row, "suggested_value"),
                                Cells.whole(row, "issues")));
                    }
                });
        return found;
    }

    private static String key(String rule, String entity, String field) {
        return rule + "/" + entity + "/" + field;
    }

    /** {@return how fast issues are mended} */
    public Pace pace(IssueFilter filter) {
        Condition appeared = OPENED.gt(DSL.inline(asOf.minusDays(WEEK + LOOK_BACK)))
                .and(OPENED.le(DSL.inline(asOf.minusDays(WEEK))));
        Condition soon =
                appeared.and(RESOLVED.isNotNull()).and(days(OPENED, RESOLVED).le(WEEK));
        var openFor = days(OPENED, DSL.inline(asOf));
        var ages = new TreeMap<Integer, Long>();
        counts(
                        sql.select(openFor.as("days"), IssueTable.issues().as("found"))
                                .from(issues.counts())
                                .where(filter.withStatus("").condition())
                                .and(RESOLVED.isNull())
                                .and(OPENED.isNotNull())
                                .groupBy(openFor),
                        row -> Map.entry(row.value1(), row.value2()))
                .forEach(age -> ages.merge(age.getKey(), age.getValue(), Long::sum));
        var opened = counts(
                        sql.select(
                                        IssueTable.issues(appeared).as("appeared"),
                                        IssueTable.issues(soon).as("soon"))
                                .from(issues.counts())
                                .where(filter.withStatus("").condition()),
                        row -> Map.entry(Cells.whole(row, "appeared"), Cells.whole(row, "soon")))
                .get(0);
        return new Pace(median(ages), opened.getKey(), opened.getValue());
    }

    /** @param ages how many there are of each number of days */
    private static Optional<BigDecimal> median(SortedMap<Integer, Long> ages) {
        long all = ages.values().stream().mapToLong(Long::longValue).sum();
        return all == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(at(ages, (all - 1) / 2) + at(ages, all / 2))
                        .divide(BigDecimal.valueOf(2)));
    }

    private static long at(SortedMap<Integer, Long> ages, long place) {
        long passed = 0;
        for (Map.Entry<Integer, Long> age : ages.entrySet()) {
            passed += age.getValue();
            if (place < passed) {
                return age.getKey();
            }
        }
        throw new IllegalArgumentException("no place " + place);
    }

    /** An issue that came back began anew. */
    private static Field<LocalDate> opened() {
        return DSL.coalesce(date("reopened_on"), date("first_seen"));
    }

    private static Field<Integer> days(Field<LocalDate> from, Field<LocalDate> to) {
        return DSL.field("date_diff('day', {0}, {1})", SQLDataType.INTEGER, from, to);
    }

    /** {@return the score of every night, oldest first; of a place and an owner, or of everybody} */
    public List<Score> scores(IssueFilter filter) {
        return grouped(NIGHT, night(filter).and(NIGHT.le(DSL.inline(asOf)))).values().stream()
                .toList();
    }

    /** {@return tonight's score} */
    public Optional<Score> score(IssueFilter filter) {
        List<Score> scores = scores(filter);
        return scores.isEmpty()
                ? Optional.empty()
                : Optional.of(scores.get(scores.size() - 1))
                        .filter(score -> score.night().equals(asOf));
    }

    /** {@return tonight's score of each school, by organization id; that of the district office under an empty one} */
    public Map<String, Score> schoolScores(IssueFilter filter) {
        return grouped(text("school_id"), night(filter.withSchool("")).and(NIGHT.eq(DSL.inline(asOf))));
    }

    /** {@return tonight's score of each owner} */
    public Map<String, Score> ownerScores(IssueFilter filter) {
        Condition place = filter.withOwner("").place();
        return grouped(
                text("owner_role"),
                restricted().and(place).and(text("owner_role").ne("")).and(NIGHT.eq(DSL.inline(asOf))));
    }

    private Condition night(IssueFilter filter) {
        return restricted().and(filter.place()).and(text("owner_role").eq(filter.owner()));
    }

    private Condition restricted() {
        return scope.restrict(text("school_id"), text("record_class"));
    }

    private Map<String, Score> grouped(Field<?> by, Condition condition) {
        if (!scored) {
            return Map.of();
        }
        return known.answer(
                List.of("scores", String.valueOf(by), sql.renderInlined(condition)), () -> read(by, condition));
    }

    private Map<String, Score> read(Field<?> by, Condition condition) {
        var nights = new LinkedHashMap<String, LocalDate>();
        var kinds = new LinkedHashMap<String, List<Score.Kind>>();
        sql.select(by.as("name"), NIGHT, text("entity"))
                .select(sum("checked"), sum("wrong_block"), sum("wrong_major"), sum("wrong_minor"))
                .select(sum("wrong_warning"), sum("open_issues"))
                .from(Columns.QUALITY_NIGHT)
                .where(condition)
                .groupBy(by, NIGHT, text("entity"))
                .orderBy(by, NIGHT, text("entity"))
                .forEach(row -> {
                    String name = Cells.word(row, "name");
                    nights.put(name, Objects.requireNonNull(Cells.day(row, "as_of")));
                    kinds.computeIfAbsent(name, key -> new ArrayList<>()).add(kind(row));
                });
        var found = new LinkedHashMap<String, Score>();
        nights.forEach((name, night) -> found.put(name, new Score(night, kinds.getOrDefault(name, List.of()))));
        return found;
    }

    private static Score.Kind kind(Record row) {
        return new Score.Kind(
                Cells.word(row, "entity"),
                Cells.whole(row, "checked"),
                Cells.whole(row, "wrong_block"),
                Cells.whole(row, "wrong_major"),
                Cells.whole(row, "wrong_minor"),
                Cells.whole(row, "wrong_warning"),
                Cells.whole(row, "open_issues"));
    }

    private static Field<BigDecimal> sum(String column) {
        return DSL.sum(DSL.field(DSL.name(column), SQLDataType.BIGINT)).as(column);
    }
}
