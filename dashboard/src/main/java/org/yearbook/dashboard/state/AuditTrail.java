package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.ACTION;
import static org.yearbook.dashboard.state.Tables.AUDIT;
import static org.yearbook.dashboard.state.Tables.AUDIT_ID;
import static org.yearbook.dashboard.state.Tables.AUDIT_RECORD;
import static org.yearbook.dashboard.state.Tables.ENTITY;
import static org.yearbook.dashboard.state.Tables.HAPPENED_AT;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.Tables.RECORD_KEY;
import static org.yearbook.dashboard.state.Tables.ROWS_SEEN;
import static org.yearbook.dashboard.state.Tables.SIGN_IN;
import static org.yearbook.dashboard.state.Tables.SUBJECT;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What people did and saw. Entries are added, never changed; there is no way to remove one here. */
public final class AuditTrail {

    private final DSLContext sql;
    private final Clock clock;

    public AuditTrail(StateDatabase database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /** One record that was shown. */
    public record Seen(String entity, String recordKey) {}

    /** One entry, latest first in lists. */
    public record Entry(Instant at, String signIn, String action, String subject, long rowsSeen) {}

    /** Notes what a person did. */
    public void did(Person person, String action, String subject) {
        note(person.id(), person.signIn(), action, subject, 0);
    }

    /** Notes what happened at the door under a name, known or not. */
    public void atTheDoor(String signIn, String action) {
        note(null, People.normal(signIn), action, "", 0);
    }

    /** Notes that a person saw identified records, each by its key. */
    public void saw(Person person, String action, String subject, List<Seen> records) {
        long id = note(person.id(), person.signIn(), action, subject, records.size());
        var insert = records.stream()
                .distinct()
                .map(record -> sql.insertInto(AUDIT_RECORD)
                        .set(AUDIT_ID, id)
                        .set(ENTITY, cut(record.entity(), 100))
                        .set(RECORD_KEY, cut(record.recordKey(), 300)))
                .toList();
        sql.batch(insert).execute();
    }

    /** Notes that a person took away so many identified records that the question stands for them. */
    public void tookAway(Person person, String action, String subject, long rows) {
        note(person.id(), person.signIn(), action, subject, rows);
    }

    /** {@return the latest entries} */
    public List<Entry> latest(int size) {
        return sql.select(HAPPENED_AT, SIGN_IN, ACTION, SUBJECT, ROWS_SEEN)
                .from(AUDIT)
                .orderBy(AUDIT_ID.desc())
                .limit(size)
                .fetch(row -> new Entry(
                        row.get(HAPPENED_AT).toInstant(),
                        row.get(SIGN_IN),
                        row.get(ACTION),
                        row.get(SUBJECT),
                        row.get(ROWS_SEEN)));
    }

    /** {@return who saw a record, latest first} */
    public List<Entry> whoSaw(String recordKey) {
        return sql.select(HAPPENED_AT, SIGN_IN, ACTION, SUBJECT, ROWS_SEEN)
                .from(AUDIT)
                .where(AUDIT_ID.in(sql.select(AUDIT_ID).from(AUDIT_RECORD).where(RECORD_KEY.eq(recordKey))))
                .orderBy(AUDIT_ID.desc())
                .fetch(row -> new Entry(
                        row.get(HAPPENED_AT).toInstant(),
                        row.get(SIGN_IN),
                        row.get(ACTION),
                        row.get(SUBJECT),
                        row.get(ROWS_SEEN)));
    }

    private long note(@Nullable Long personId, String signIn, String action, String subject, long rows) {
        return sql.insertInto(AUDIT)
                .set(HAPPENED_AT, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .set(PERSON_ID, personId)
                .set(SIGN_IN, cut(signIn, 100))
                .set(ACTION, action)
                .set(SUBJECT, cut(subject, 1000))
                .set(ROWS_SEEN, rows)
                .returningResult(AUDIT_ID)
                .fetchSingle(AUDIT_ID);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
