package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.ACTION;
import static org.yearbook.dashboard.state.Tables.AUDIT;
import static org.yearbook.dashboard.state.Tables.AUDIT_ID;
import static org.yearbook.dashboard.state.Tables.HAPPENED_AT;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.Tables.ROLE;
import static org.yearbook.dashboard.state.Tables.ROWS_SEEN;
import static org.yearbook.dashboard.state.Tables.SEEN_AS;
import static org.yearbook.dashboard.state.Tables.SIGN_IN;
import static org.yearbook.dashboard.state.Tables.SUBJECT;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What people did and saw. Entries are added, never changed; there is no way to remove one here. What somebody sees as
 * another person is noted as their own, with the other's name beside it.
 */
public final class AuditTrail {

    /** What is longer is cut. */
    public static final int LONGEST_SUBJECT = 1000;

    private static final int AT_ONCE = 2000;

    private final DSLContext sql;
    private final Clock clock;
    private final SeenBy seenBy = new SeenBy();

    public AuditTrail(StateDatabase database, Clock clock) {
        this(database.sql(), clock);
    }

    /** A trail to be read, beside a server or without one; nothing can be noted in it. */
    public static AuditTrail stored(StoredState stored) {
        return new AuditTrail(stored.sql(), Clock.systemUTC());
    }

    private AuditTrail(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** One record that was shown. */
    public record Seen(String entity, String recordKey) {

        Subject subject() {
            return Subject.of(entity, recordKey);
        }
    }

    /**
     * One entry, latest first in lists.
     *
     * @param role code of the role under which it happened; empty where nobody is known, and before it was noted
     * @param seenAs whose view an administrator had; empty for their own
     */
    public record Entry(
            long id,
            Instant at,
            String signIn,
            String role,
            String seenAs,
            String action,
            String subject,
            long rowsSeen) {}

    /**
     * Which entries.
     *
     * @param signIn of one person; empty for everybody
     * @param actions any of these; empty for all
     * @param from the first moment; null for the beginning
     * @param until the first moment after; null for now
     */
    public record Filter(
            String signIn,
            Set<String> actions,
            @Nullable Instant from,
            @Nullable Instant until) {

        public Filter {
            actions = Set.copyOf(actions);
        }

        /** {@return whether an entry is one of these} */
        public boolean holds(Entry entry) {
            return (signIn.isEmpty() || entry.signIn().equals(People.normal(signIn)))
                    && (actions.isEmpty() || actions.contains(entry.action()))
                    && (from == null || !entry.at().isBefore(from))
                    && (until == null || entry.at().isBefore(until));
        }

        Condition condition() {
            Condition condition = DSL.noCondition();
            if (!signIn.isEmpty()) {
                condition = condition.and(SIGN_IN.eq(People.normal(signIn)));
            }
            if (!actions.isEmpty()) {
                condition = condition.and(ACTION.in(actions));
            }
            if (from != null) {
                condition = condition.and(HAPPENED_AT.ge(utc(from)));
            }
            return until == null ? condition : condition.and(HAPPENED_AT.lt(utc(until)));
        }
    }

    /** Who saw somebody: how often in all, and the latest times. */
    public record Sightings(int count, List<Entry> latest) {

        public Sightings {
            latest = List.copyOf(latest);
        }
    }

    /** Notes what a person did. */
    public void did(Person person, String action, String subject) {
        note(sql, person, action, subject, 0);
    }

    /** Notes what happened at the door under a name, known or not. */
    public void atTheDoor(String signIn, String action) {
        note(sql, new Who(null, People.normal(signIn), null, null), action, "", 0);
    }

    /** Notes that a person saw identified records, each by its key. */
    public void saw(Person person, String action, String subject, Collection<Seen> records) {
        saw(person, action, subject, records.size(), records);
    }

    /**
     * Notes that a person saw or took away records, and whom they are about.
     *
     * @param rows how many there were; a record may be told of more than once
     */
    public void saw(Person person, String action, String subject, long rows, Collection<Seen> records) {
        Set<Subject> subjects = records.stream().map(Seen::subject).collect(Collectors.toSet());
        List<Integer> numbers = seenBy.numbers(sql, subjects);
        sql.transaction(inside -> {
            long id = note(inside.dsl(), person, action, subject, rows);
            SeenBy.add(inside.dsl(), id, numbers);
        });
    }

    /** Notes that a person took away rows of which none is about a person. */
    public void tookAway(Person person, String action, String subject, long rows) {
        note(sql, person, action, subject, rows);
    }

    /** {@return the latest entries} */
    public List<Entry> latest(int size) {
        return page(new Filter("", Set.of(), null, null), 0, size);
    }

    /**
     * {@return entries, latest first}
     *
     * @param before number of the entry after which the list goes on; 0 for its beginning
     */
    public List<Entry> page(Filter filter, long before, int size) {
        Condition where = filter.condition().and(before(before));
        if (!filter.signIn().isEmpty()) {
            return page(where, List.of(SIGN_IN.desc(), HAPPENED_AT.desc(), AUDIT_ID.desc()), size);
        }
        if (filter.actions().isEmpty()) {
            return page(where, List.of(HAPPENED_AT.desc(), AUDIT_ID.desc()), size);
        }
        // Of each action the latest, which the index has in order; all of them together it has not.
        return filter.actions().stream()
                .flatMap(action -> page(
                        where.and(ACTION.eq(action)), List.of(ACTION.desc(), HAPPENED_AT.desc(), AUDIT_ID.desc()), size)
                        .stream())
                .sorted(Comparator.comparing(Entry::at).thenComparing(Entry::id).reversed())
                .limit(size)
                .toList();
    }

    private List<Entry> page(Condition where, List<SortField<?>> order, int size) {
        return sql.select(AUDIT_ID, HAPPENED_AT, SIGN_IN, ROLE, SEEN_AS, ACTION, SUBJECT, ROWS_SEEN)
                .from(AUDIT)
                .where(where)
                .orderBy(order)
                .limit(size)
                .fetch(AuditTrail::entry);
    }

    /** Hands over every entry of a filter, latest first, without ever holding all of them. */
    public void each(Filter filter, Consumer<Entry> entries) {
        long before = 0;
        List<Entry> some;
        do {
            some = page(filter, before, AT_ONCE);
            some.forEach(entries);
            before = some.isEmpty() ? 0 : some.get(some.size() - 1).id();
        } while (some.size() == AT_ONCE);
    }

    private Condition before(long id) {
        if (id == 0) {
            return DSL.noCondition();
        }
        Optional<OffsetDateTime> at =
                sql.select(HAPPENED_AT).from(AUDIT).where(AUDIT_ID.eq(id)).fetchOptional(HAPPENED_AT);
        // The first part is what the index answers; the second settles entries of one moment.
        return at.map(moment ->
                        HAPPENED_AT.le(moment).and(HAPPENED_AT.lt(moment).or(AUDIT_ID.lt(id))))
                .orElse(DSL.falseCondition());
    }

    /** {@return who saw the record of a number, whatever it is of, latest first} */
    public List<Entry> whoSaw(String number) {
        return entries(seenBy.events(sql, number));
    }

    /** {@return who saw records about any of some subjects} */
    public Sightings whoSaw(Collection<Subject> subjects, int size) {
        List<Long> events = seenBy.events(sql, subjects);
        return new Sightings(events.size(), entries(events.subList(0, Math.min(size, events.size()))));
    }

    private List<Entry> entries(List<Long> ids) {
        var entries = new java.util.ArrayList<Entry>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            entries.addAll(sql.select(AUDIT_ID, HAPPENED_AT, SIGN_IN, ROLE, SEEN_AS, ACTION, SUBJECT, ROWS_SEEN)
                    .from(AUDIT)
                    .where(AUDIT_ID.in(ids.subList(from, Math.min(from + AT_ONCE, ids.size()))))
                    .orderBy(AUDIT_ID.desc())
                    .fetch(AuditTrail::entry));
        }
        return entries;
    }

    private static Entry entry(Record row) {
        return new Entry(
                row.get(AUDIT_ID),
                row.get(HAPPENED_AT).toInstant(),
                row.get(SIGN_IN),
                Optional.ofNullable(row.get(ROLE)).orElse(""),
                Optional.ofNullable(row.get(SEEN_AS)).orElse(""),
                row.get(ACTION),
                row.get(SUBJECT),
                row.get(ROWS_SEEN));
    }

    /** Who is written down for an event. */
    private record Who(
            @Nullable Long id,
            String signIn,
            @Nullable String role,
            @Nullable String seenAs) {

        static Who of(Person person) {
            return person.viewer()
                    .map(viewer ->
                            new Who(viewer.id(), viewer.signIn(), viewer.role().code(), person.signIn()))
                    .orElseGet(() ->
                            new Who(person.id(), person.signIn(), person.role().code(), null));
        }
    }

    private long note(DSLContext inside, Person person, String action, String subject, long rows) {
        return note(inside, Who.of(person), action, subject, rows);
    }

    private long note(DSLContext inside, Who who, String action, String subject, long rows) {
        return inside.insertInto(AUDIT)
                .set(HAPPENED_AT, utc(clock.instant()))
                .set(PERSON_ID, who.id())
                .set(SIGN_IN, cut(who.signIn(), 100))
                .set(ROLE, who.role())
                .set(SEEN_AS, who.seenAs())
                .set(ACTION, action)
                .set(SUBJECT, cut(subject, LONGEST_SUBJECT))
                .set(ROWS_SEEN, rows)
                .returningResult(AUDIT_ID)
                .fetchSingle(AUDIT_ID);
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
