package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.PacketTables.KEPT_ID;
import static org.yearbook.dashboard.state.PacketTables.OCCASION;
import static org.yearbook.dashboard.state.PacketTables.OUTBOX;
import static org.yearbook.dashboard.state.PacketTables.POST_ID;
import static org.yearbook.dashboard.state.Tables.ADDRESS;
import static org.yearbook.dashboard.state.Tables.ATTEMPTS;
import static org.yearbook.dashboard.state.Tables.CHANGED_AT;
import static org.yearbook.dashboard.state.Tables.KIND;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.Tables.PUBLICATION;
import static org.yearbook.dashboard.state.Tables.STATE;
import static org.yearbook.dashboard.state.Tables.TROUBLE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Mail of packets and alerts that is to leave once. Its occasion names reason and recipient, so the same is never put
 * in twice; each is claimed before it is sent. One that was claimed and never heard of again, because the server fell
 * in between, is not sent again: twice is worse than never, and the page shows the same.
 */
public final class Outbox {

    private static final String WAITING = "waiting";
    private static final String SENDING = "sending";
    private static final String FAILED = "failed";
    private static final String SENT = "sent";
    private static final Field<String> FACTOR = Tables.text("factor");
    private static final Field<String> LATE_SOURCE = Tables.text("late_source");
    private static final Field<OffsetDateTime> LATE_HEARD = Tables.time("late_heard");
    private static final Field<Boolean> LATE_OVER = DSL.field(DSL.name("late_over"), SQLDataType.BOOLEAN);
    private static final List<Duration> WAITS =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(3));

    private final DSLContext sql;
    private final Clock clock;

    public Outbox(StateDatabase database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /**
     * One mail.
     *
     * @param id 0 before it is put in
     * @param occasion its reason and recipient
     * @param kept the packet that it brings; null for an alert
     * @param publication the publication that it tells of; null for a packet and for a night that is missing
     * @param night the night that is missing; null for everything else
     * @param factor what happened to the recipient's second factor; null for everything else
     * @param late the source that is late, or is so no more; null for everything else
     * @param person id of the recipient; null for an address outside
     * @param address of somebody without an account; null for a person
     */
    public record Mail(
            long id,
            String occasion,
            @Nullable Long kept,
            @Nullable String publication,
            @Nullable LocalDate night,
            @Nullable FactorChange factor,
            @Nullable LateRefresh late,
            @Nullable Long person,
            @Nullable String address,
            int attempts) {

        /** {@return a packet for a person} */
        public static Mail packet(String occasion, long kept, long person) {
            return new Mail(0, occasion + "/person/" + person, kept, null, null, null, null, person, null, 0);
        }

        /** {@return a packet for an address} */
        public static Mail packet(String occasion, long kept, String address) {
            return new Mail(0, occasion + "/address/" + address, kept, null, null, null, null, null, address, 0);
        }

        /** {@return an alert about a publication, for a person} */
        public static Mail alert(String publication, long person) {
            return new Mail(
                    0, "alert/" + publication + "/" + person, null, publication, null, null, null, person, null, 0);
        }

        /** {@return an alert about a night that is missing, for a person} */
        public static Mail missing(LocalDate night, long person) {
            return new Mail(0, "missing/" + night + "/" + person, null, null, night, null, null, person, null, 0);
        }

        /** {@return a mail to somebody about their second factor, each time it changes} */
        public static Mail factor(FactorChange change, Instant when, long person) {
            String occasion = "factor/" + change.code() + "/" + when + "/" + person;
            return new Mail(0, occasion, null, null, null, change, null, person, null, 0);
        }

        /** {@return an alert about a source that is late, or is so no more, for a person} */
        public static Mail late(LateRefresh late, long person) {
            String occasion =
                    (late.over() ? "heard-again/" : "late/") + late.heard() + "/" + late.source() + "/" + person;
            return new Mail(0, occasion, null, null, null, null, late, person, null, 0);
        }
    }

    /** Puts a mail in; one of the same occasion that was there already stays as it is. */
    public void put(Mail mail) {
        put(sql, mail);
    }

    void put(DSLContext inside, Mail mail) {
        if (inside.fetchExists(OUTBOX, OCCASION.eq(mail.occasion()))) {
            return;
        }
        LateRefresh late = mail.late();
        try {
            inside.insertInto(OUTBOX)
                    .set(OCCASION, mail.occasion())
                    .set(KIND, mail.kept() == null ? "alert" : "packet")
                    .set(KEPT_ID, mail.kept())
                    .set(PUBLICATION, mail.publication())
                    .set(NightStarts.NIGHT, mail.night())
                    .set(FACTOR, mail.factor() == null ? null : mail.factor().code())
                    .set(LATE_SOURCE, late == null ? null : late.source())
                    .set(LATE_HEARD, late == null ? null : OffsetDateTime.ofInstant(late.heard(), ZoneOffset.UTC))
                    .set(LATE_OVER, late == null ? null : late.over())
                    .set(PERSON_ID, mail.person())
                    .set(ADDRESS, mail.address())
                    .set(STATE, WAITING)
                    .set(ATTEMPTS, 0)
                    .set(CHANGED_AT, now())
                    .execute();
        } catch (IntegrityConstraintViolationException e) {
            // Somebody else was a moment earlier.
        }
    }

    /** {@return what may be sent now, in the order in which it was put in} */
    public List<Mail> due() {
        return sql
                .select(
                        POST_ID,
                        OCCASION,
                        KEPT_ID,
                        PUBLICATION,
                        NightStarts.NIGHT,
                        FACTOR,
                        LATE_SOURCE,
                        LATE_HEARD,
                        LATE_OVER,
                        PERSON_ID,
                        ADDRESS,
                        ATTEMPTS,
                        STATE,
                        CHANGED_AT)
                .from(OUTBOX)
                .where(STATE.in(WAITING, FAILED))
                .orderBy(POST_ID)
                .fetch()
                .stream()
                .filter(this::ready)
                .map(row -> new Mail(
                        row.get(POST_ID),
                        row.get(OCCASION),
                        row.get(KEPT_ID),
                        row.get(PUBLICATION),
                        row.get(NightStarts.NIGHT),
                        FactorChange.of(row.get(FACTOR)),
                        late(row),
                        row.get(PERSON_ID),
                        row.get(ADDRESS),
                        row.get(ATTEMPTS)))
                .toList();
    }

    private static @Nullable LateRefresh late(Record row) {
        String source = row.get(LATE_SOURCE);
        return source == null
                ? null
                : new LateRefresh(source, row.get(LATE_HEARD).toInstant(), row.get(LATE_OVER));
    }

    /**
     * Somebody who is to hear that a source is late, and not yet that it has come again.
     *
     * @param sent whether the mail has left
     */
    public record ToldLate(LateRefresh late, long person, boolean sent) {}

    /** {@return whom the mail of the last days tells that a source is late, and none that it has come again} */
    public List<ToldLate> toldLate(Duration age) {
        List<ToldLate> told = sql.select(LATE_SOURCE, LATE_HEARD, LATE_OVER, PERSON_ID, STATE)
                .from(OUTBOX)
                .where(LATE_SOURCE.isNotNull())
                .and(CHANGED_AT.gt(OffsetDateTime.ofInstant(clock.instant().minus(age), ZoneOffset.UTC)))
                .and(LATE_OVER.isTrue().or(STATE.in(WAITING, SENDING, FAILED, SENT)))
                .fetch(row -> new ToldLate(
                        Objects.requireNonNull(late(row)), row.get(PERSON_ID), SENT.equals(row.get(STATE))));
        return told.stream()
                .filter(one -> !one.late().over())
                .filter(one -> told.stream()
                        .noneMatch(other -> other.late().equals(one.late().ended()) && other.person() == one.person()))
                .toList();
    }

    private boolean ready(Record row) {
        if (WAITING.equals(row.get(STATE))) {
            return true;
        }
        Duration wait = WAITS.get(Math.max(0, Math.min(row.get(ATTEMPTS), WAITS.size()) - 1));
        return !row.get(CHANGED_AT).toInstant().plus(wait).isAfter(clock.instant());
    }

    /** Gives up what has waited for so long that it is no news any more, as where mail is not set up. */
    public void expire(Duration age) {
        sql.update(OUTBOX)
                .set(STATE, "lost")
                .set(TROUBLE, "It waited for too long")
                .where(STATE.in(WAITING, FAILED))
                .and(CHANGED_AT.lt(OffsetDateTime.ofInstant(clock.instant().minus(age), ZoneOffset.UTC)))
                .execute();
    }

    /** {@return whether the mail may be sent now, by whoever asks}; nobody else gets the same answer */
    public boolean claim(Mail mail) {
        return sql.update(OUTBOX)
                        .set(STATE, SENDING)
                        .set(ATTEMPTS, mail.attempts() + 1)
                        .set(CHANGED_AT, now())
                        .where(POST_ID.eq(mail.id())
                                .and(STATE.in(WAITING, FAILED))
                                .and(ATTEMPTS.eq(mail.attempts())))
                        .execute()
                == 1;
    }

    /** Notes that a claimed mail left. */
    public void sent(Mail mail) {
        change(mail, SENT, "");
    }

    /** Notes that there was nothing to tell, or nobody any more to tell it to. */
    public void nothing(Mail mail, String why) {
        change(mail, "nothing", why);
    }

    /** Notes that a claimed mail did not leave; after five attempts it never will. */
    public void failed(Mail mail, String trouble) {
        change(mail, mail.attempts() + 1 > WAITS.size() ? "lost" : FAILED, trouble);
    }

    private void change(Mail mail, String state, String trouble) {
        sql.update(OUTBOX)
                .set(STATE, state)
                .set(TROUBLE, trouble)
                .set(CHANGED_AT, now())
                .where(POST_ID.eq(mail.id()).and(STATE.eq(SENDING)))
                .execute();
    }

    /**
     * How the mail of a kept packet went.
     *
     * @param waiting mail that is still to leave
     * @param lost mail that never will
     */
    public record Told(long sent, long waiting, long lost) {}

    /** {@return how the mail of a kept packet went} */
    public Told told(long kept) {
        List<String> states =
                sql.select(STATE).from(OUTBOX).where(KEPT_ID.eq(kept)).fetch(STATE);
        return new Told(
                states.stream().filter(SENT::equals).count(),
                states.stream()
                        .filter(state -> List.of(WAITING, SENDING, FAILED).contains(state))
                        .count(),
                states.stream().filter("lost"::equals).count());
    }

    private OffsetDateTime now() {
        Instant instant = clock.instant();
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
