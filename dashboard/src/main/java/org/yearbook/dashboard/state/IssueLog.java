package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.ASSIGNEE_ID;
import static org.yearbook.dashboard.state.Tables.AS_OF;
import static org.yearbook.dashboard.state.Tables.DECIDED_AT;
import static org.yearbook.dashboard.state.Tables.DECISION_ID;
import static org.yearbook.dashboard.state.Tables.ISSUE_DECISION;
import static org.yearbook.dashboard.state.Tables.ISSUE_KEY;
import static org.yearbook.dashboard.state.Tables.KIND;
import static org.yearbook.dashboard.state.Tables.PERSON;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.Tables.UNTIL_DAY;
import static org.yearbook.dashboard.state.Tables.VALUE_MARK;
import static org.yearbook.dashboard.state.Tables.WORDS;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.IssueDecisions.Decision;
import org.yearbook.warehouse.answer.IssueDecisions.Kind;
import org.yearbook.warehouse.answer.QualityAnswers.Mark;

/**
 * What people decided about issues. The nights find and close issues; who works on one, what it waits for, and why one
 * is to be left as it is, is told here and joined to it by its key. Entries are added, never changed.
 */
public final class IssueLog {

    /** Longest note or reason. */
    public static final int LONGEST = 2000;

    private static final String OPEN = "open";
    private static final String NOTE = "note";
    private static final int AT_ONCE = 500;

    private final DSLContext sql;
    private final Clock clock;
    private final ZoneId zone;

    /** @param zone of the district, in which an exception has its last day */
    public IssueLog(StateDatabase database, Clock clock, ZoneId zone) {
        this.sql = database.sql();
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Something decided.
     *
     * @param kind null takes an earlier decision back
     * @param assignee whom the issue is assigned to; null for nobody
     * @param until last day of an exception, or when to look again at what waits
     * @param words what it waits for, why it is excepted, or a note
     */
    public record Verdict(
            @Nullable Kind kind,
            @Nullable Long assignee,
            @Nullable LocalDate until,
            String words) {

        /** {@return the same, with somebody, or with nobody} */
        public Verdict with(@Nullable Long person) {
            return new Verdict(kind, person, until, words);
        }
    }

    /**
     * One entry of an issue's history.
     *
     * @param kind assigned, waiting, excepted, open or note
     * @param assignee the person's name; empty for nobody
     */
    public record Entry(
            Instant at,
            String who,
            String kind,
            String assignee,
            @Nullable LocalDate until,
            String words) {}

    /** {@return what holds now, for whoever asks the publication} */
    public IssueDecisions standing() {
        var latest = DSL.select(ISSUE_KEY, DSL.max(DECISION_ID).as(DECISION_ID))
                .from(ISSUE_DECISION)
                .where(KIND.ne(NOTE))
                .groupBy(ISSUE_KEY);
        List<Decision> all = sql.select(ISSUE_KEY, KIND, ASSIGNEE_ID, UNTIL_DAY, AS_OF, VALUE_MARK)
                .from(ISSUE_DECISION)
                .where(DSL.row(ISSUE_KEY, DECISION_ID).in(latest))
                .and(KIND.ne(OPEN))
                .fetch(row -> new Decision(
                        row.get(ISSUE_KEY),
                        Kind.valueOf(row.get(KIND).toUpperCase(Locale.ROOT)),
                        row.get(ASSIGNEE_ID),
                        row.get(UNTIL_DAY),
                        row.get(AS_OF),
                        row.get(VALUE_MARK)));
        return new IssueDecisions(today(), all);
    }

    /** {@return today where the district is} */
    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /**
     * Decides about issues, all of them or none.
     *
     * @param asOf the night that the person looked at
     */
    public void decide(Person person, LocalDate asOf, List<Mark> issues, Verdict verdict) {
        Kind kind = verdict.kind();
        add(person, asOf, issues, kind == null ? OPEN : kind.code(), verdict);
    }

    /** Adds a note, which decides nothing. */
    public void note(Person person, LocalDate asOf, Mark issue, String words) {
        add(person, asOf, List.of(issue), NOTE, new Verdict(null, null, null, words));
    }

    private void add(Person person, LocalDate asOf, List<Mark> issues, String kind, Verdict verdict) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        sql.transaction(inside -> {
            for (int from = 0; from < issues.size(); from += AT_ONCE) {
                var insert = issues.subList(from, Math.min(from + AT_ONCE, issues.size())).stream()
                        .map(mark -> inside.dsl()
                                .insertInto(ISSUE_DECISION)
                                .set(ISSUE_KEY, mark.issueKey())
                                .set(DECIDED_AT, now)
                                .set(AS_OF, asOf)
                                .set(PERSON_ID, person.id())
                                .set(KIND, kind)
                                .set(ASSIGNEE_ID, verdict.assignee())
                                .set(UNTIL_DAY, verdict.until())
                                .set(VALUE_MARK, mark.value())
                                .set(WORDS, cut(verdict.words())))
                        .toList();
                inside.dsl().batch(insert).execute();
            }
        });
    }

    private static String cut(String words) {
        String bare = words.strip();
        return bare.length() <= LONGEST ? bare : bare.substring(0, LONGEST);
    }

    /** {@return what was decided and noted about an issue, latest first} */
    public List<Entry> history(String issueKey) {
        var who = PERSON.as("who");
        var to = PERSON.as("to_whom");
        var whoName = DSL.field(DSL.name("who", "name"), String.class);
        var toName = DSL.field(DSL.name("to_whom", "name"), String.class);
        return sql.select(DECIDED_AT, whoName, KIND, toName, UNTIL_DAY, WORDS)
                .from(ISSUE_DECISION.as("d"))
                .join(who)
                .on(DSL.field(DSL.name("who", "person_id"), Long.class)
                        .eq(DSL.field(DSL.name("d", "person_id"), Long.class)))
                .leftJoin(to)
                .on(DSL.field(DSL.name("to_whom", "person_id"), Long.class).eq(ASSIGNEE_ID))
                .where(ISSUE_KEY.eq(issueKey))
                .orderBy(DECISION_ID.desc())
                .fetch(row -> new Entry(
                        row.get(DECIDED_AT).toInstant(),
                        row.get(whoName),
                        row.get(KIND),
                        row.get(toName) == null ? "" : row.get(toName),
                        row.get(UNTIL_DAY),
                        row.get(WORDS)));
    }
}
