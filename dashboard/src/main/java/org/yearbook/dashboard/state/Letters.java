package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.AS_OF;
import static org.yearbook.dashboard.state.Tables.ATTEMPTS;
import static org.yearbook.dashboard.state.Tables.CHANGED_AT;
import static org.yearbook.dashboard.state.Tables.LETTER;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.Tables.PUBLICATION;
import static org.yearbook.dashboard.state.Tables.SLOT;
import static org.yearbook.dashboard.state.Tables.STATE;
import static org.yearbook.dashboard.state.Tables.TROUBLE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.yearbook.warehouse.answer.Edition;

/**
 * Which mail about issues was sent to whom. Each is claimed before it is sent, so that it leaves once however many
 * would send it. One that was claimed and never heard of again, because the server fell in between, is not sent again:
 * the next one speaks of all that it would have.
 */
public final class Letters {

    private static final String SENDING = "sending";
    private static final String FAILED = "failed";
    private static final String LOST = "lost";
    private static final List<Duration> WAITS =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(3));

    private final DSLContext sql;
    private final Clock clock;

    public Letters(StateDatabase database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /** How a letter ended. */
    public enum End {
        SENT,
        /** There was nothing to tell. */
        NOTHING
    }

    /**
     * One letter.
     *
     * @param slot when it was due
     * @param asOf the night that it speaks of
     */
    public record Letter(long person, Instant slot, String publication, LocalDate asOf) {

        /** {@return the same letter, telling of another night} */
        public Letter of(Edition edition) {
            return new Letter(person, slot, edition.publication(), edition.asOf());
        }
    }

    /**
     * Mail that did not leave.
     *
     * @param waiting letters that will be tried again
     * @param lost letters that will not
     * @param words what the last of them met, without an address
     */
    public record Trouble(long waiting, long lost, String words, Instant since) {}

    /** {@return when the last letter left} */
    public Optional<Instant> lastSent() {
        return Optional.ofNullable(sql.select(DSL.max(CHANGED_AT))
                        .from(LETTER)
                        .where(STATE.eq("sent"))
                        .fetchOne(0, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    /** {@return the latest night that a person was told of} */
    public Optional<LocalDate> told(long person) {
        return Optional.ofNullable(sql.select(DSL.max(AS_OF))
                .from(LETTER)
                .where(PERSON_ID.eq(person).and(STATE.in("sent", "nothing")))
                .fetchOne(DSL.max(AS_OF)));
    }

    /** {@return whether the letter may be sent now, by whoever asks}; nobody else gets the same answer */
    public boolean claim(Letter letter) {
        var known = sql.select(STATE, ATTEMPTS, CHANGED_AT)
                .from(LETTER)
                .where(PERSON_ID.eq(letter.person()).and(SLOT.eq(time(letter.slot()))))
                .fetchOne();
        if (known == null) {
            return insert(letter);
        }
        int attempts = known.get(ATTEMPTS);
        boolean again = FAILED.equals(known.get(STATE))
                && !known.get(CHANGED_AT)
                        .toInstant()
                        .plus(WAITS.get(Math.min(attempts, WAITS.size()) - 1))
                        .isAfter(clock.instant());
        return again
                && sql.update(LETTER)
                                .set(STATE, SENDING)
                                .set(ATTEMPTS, attempts + 1)
                                .set(PUBLICATION, letter.publication())
                                .set(AS_OF, letter.asOf())
                                .set(CHANGED_AT, time(clock.instant()))
                                .where(PERSON_ID
                                        .eq(letter.person())
                                        .and(SLOT.eq(time(letter.slot())))
                                        .and(STATE.eq(FAILED))
                                        .and(ATTEMPTS.eq(attempts)))
                                .execute()
                        == 1;
    }

    private boolean insert(Letter letter) {
        try {
            sql.insertInto(LETTER)
                    .set(PERSON_ID, letter.person())
                    .set(SLOT, time(letter.slot()))
                    .set(PUBLICATION, letter.publication())
                    .set(AS_OF, letter.asOf())
                    .set(STATE, SENDING)
                    .set(ATTEMPTS, 1)
                    .set(CHANGED_AT, time(clock.instant()))
                    .execute();
            return true;
        } catch (IntegrityConstraintViolationException e) {
            // Somebody else was a moment earlier.
            return false;
        }
    }

    /** Notes that a claimed letter left, or that there was nothing to tell. */
    public void ended(Letter letter, End end) {
        change(letter, end == End.SENT ? "sent" : "nothing", "");
    }

    /** Notes that a claimed letter did not leave; after five attempts it never will. One that ended stays so. */
    public void failed(Letter letter, String trouble) {
        Integer attempts = sql.select(ATTEMPTS)
                .from(LETTER)
                .where(PERSON_ID.eq(letter.person()).and(SLOT.eq(time(letter.slot()))))
                .fetchOne(ATTEMPTS);
        change(letter, attempts != null && attempts > WAITS.size() ? LOST : FAILED, trouble);
    }

    private void change(Letter letter, String state, String trouble) {
        sql.update(LETTER)
                .set(STATE, state)
                .set(PUBLICATION, letter.publication())
                .set(AS_OF, letter.asOf())
                .set(TROUBLE, trouble)
                .set(CHANGED_AT, time(clock.instant()))
                .where(PERSON_ID
                        .eq(letter.person())
                        .and(SLOT.eq(time(letter.slot())))
                        .and(STATE.eq(SENDING)))
                .execute();
    }

    /** {@return what did not leave since mail last left; nothing when all is well} */
    public Optional<Trouble> trouble() {
        OffsetDateTime well = Optional.ofNullable(sql.select(DSL.max(CHANGED_AT))
                        .from(LETTER)
                        .where(STATE.eq("sent"))
                        .fetchOne(DSL.max(CHANGED_AT)))
                .orElse(time(Instant.EPOCH));
        var bad = sql.select(STATE, TROUBLE, CHANGED_AT)
                .from(LETTER)
                .where(STATE.in(FAILED, LOST).and(CHANGED_AT.gt(well)))
                .orderBy(CHANGED_AT.desc())
                .fetch();
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        long lost = bad.stream().filter(row -> LOST.equals(row.get(STATE))).count();
        return Optional.of(new Trouble(
                bad.size() - lost,
                lost,
                bad.get(0).get(TROUBLE),
                bad.get(bad.size() - 1).get(CHANGED_AT).toInstant()));
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
