package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.MADE_AT;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The second factors that go with passwords, and the codes for whoever is without theirs. Secrets come here encrypted
 * and recovery codes as hashes; this class never sees either.
 */
public final class SecondFactors {

    /** So many wrong codes in a row, over however long, and no code opens any more. */
    public static final int MOST_WRONG = 100;

    private static final Table<?> FACTOR = DSL.table(DSL.name("second_factor"));
    private static final Table<?> RECOVERY = DSL.table(DSL.name("recovery_code"));
    private static final Field<String> SECRET = Tables.text("secret");
    private static final Field<OffsetDateTime> CONFIRMED_AT = Tables.time("confirmed_at");
    private static final Field<Long> LAST_STEP = DSL.field(DSL.name("last_step"), SQLDataType.BIGINT);
    private static final Field<Integer> WRONG = DSL.field(DSL.name("wrong"), SQLDataType.INTEGER);
    private static final Field<Long> CODE_ID = DSL.field(DSL.name("recovery_code_id"), SQLDataType.BIGINT);
    private static final Field<String> CODE_HASH = Tables.text("code_hash");
    private static final Field<OffsetDateTime> USED_AT = Tables.time("used_at");

    private final DSLContext sql;
    private final Clock clock;

    public SecondFactors(StateDatabase database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /**
     * The factor of one person.
     *
     * @param secret encrypted
     * @param confirmed since when it is asked for; null while its owner has not shown a first code
     * @param wrong codes in a row that were wrong
     */
    public record Factor(
            long personId, String secret, @Nullable Instant confirmed, int wrong) {

        /** {@return whether no code opens any more, until an administrator takes the factor away} */
        public boolean spent() {
            return wrong >= MOST_WRONG;
        }

        @Override
        public String toString() {
            return "Factor[personId=" + personId + ", confirmed=" + confirmed + ", secret hidden]";
        }
    }

    /** A recovery code that nobody used yet. */
    public record RecoveryCode(long id, String hash) {}

    /** {@return the factor of a person, asked for already or not} */
    public Optional<Factor> of(long personId) {
        return sql.select(PERSON_ID, SECRET, CONFIRMED_AT, WRONG)
                .from(FACTOR)
                .where(PERSON_ID.eq(personId))
                .fetchOptional(SecondFactors::factor);
    }

    /** {@return whether a password alone is not enough for a person} */
    public boolean on(long personId) {
        return sql.fetchExists(FACTOR, PERSON_ID.eq(personId).and(CONFIRMED_AT.isNotNull()));
    }

    /** {@return everybody who has one that is asked for} */
    public Set<Long> all() {
        return sql.select(PERSON_ID)
                .from(FACTOR)
                .where(CONFIRMED_AT.isNotNull())
                .fetchSet(PERSON_ID);
    }

    /** {@return whether a secret was kept for somebody}; one that is asked for already is never replaced */
    public boolean begin(long personId, String secret) {
        return sql.transactionResult(configuration -> {
            DSLContext inside = configuration.dsl();
            int replaced = inside.update(FACTOR)
                    .set(SECRET, secret)
                    .set(MADE_AT, now())
                    .set(WRONG, 0)
                    .where(PERSON_ID.eq(personId).and(CONFIRMED_AT.isNull()))
                    .execute();
            if (replaced == 1) {
                return true;
            }
            if (inside.fetchExists(FACTOR, PERSON_ID.eq(personId))) {
                return false;
            }
            inside.insertInto(FACTOR)
                    .set(PERSON_ID, personId)
                    .set(SECRET, secret)
                    .set(MADE_AT, now())
                    .execute();
            return true;
        });
    }

    /**
     * {@return whether a factor is asked for from now on} Not where it was already, so that two answers at once do not
     * give two sets of recovery codes.
     *
     * @param step of the code that showed it
     */
    public boolean confirm(long personId, long step, List<String> recoveryHashes) {
        return sql.transactionResult(configuration -> {
            DSLContext inside = configuration.dsl();
            boolean confirmed = inside.update(FACTOR)
                            .set(CONFIRMED_AT, now())
                            .set(LAST_STEP, step)
                            .set(WRONG, 0)
                            .where(PERSON_ID.eq(personId).and(CONFIRMED_AT.isNull()))
                            .execute()
                    == 1;
            if (confirmed) {
                putRecovery(inside, personId, recoveryHashes);
            }
            return confirmed;
        });
    }

    /**
     * {@return whether a code of this half minute opens}; it does once, and none of an earlier half minute does then
     */
    public boolean open(long personId, long step) {
        return sql.update(FACTOR)
                        .set(LAST_STEP, step)
                        .set(WRONG, 0)
                        .where(PERSON_ID.eq(personId).and(LAST_STEP.lt(step)).and(WRONG.lt(MOST_WRONG)))
                        .execute()
                == 1;
    }

    /** Counts a wrong code. */
    public void wrong(long personId) {
        sql.update(FACTOR)
                .set(WRONG, WRONG.plus(1))
                .where(PERSON_ID.eq(personId))
                .execute();
    }

    /** {@return the recovery codes of a person that are left} */
    public List<RecoveryCode> recovery(long personId) {
        return sql.select(CODE_ID, CODE_HASH)
                .from(RECOVERY)
                .where(PERSON_ID.eq(personId).and(USED_AT.isNull()))
                .orderBy(CODE_ID)
                .fetch(row -> new RecoveryCode(row.get(CODE_ID), row.get(CODE_HASH)));
    }

    /** {@return whether a recovery code opens}; it does once */
    public boolean use(long personId, RecoveryCode code) {
        return sql.transactionResult(configuration -> {
            DSLContext inside = configuration.dsl();
            boolean opens = inside.update(RECOVERY)
                            .set(USED_AT, now())
                            .where(CODE_ID.eq(code.id()).and(USED_AT.isNull()))
                            .execute()
                    == 1;
            if (opens) {
                inside.update(FACTOR)
                        .set(WRONG, 0)
                        .where(PERSON_ID.eq(personId))
                        .execute();
            }
            return opens;
        });
    }

    /** Gives a person other recovery codes; those of before open nothing. */
    public void renewRecovery(long personId, List<String> hashes) {
        sql.transaction(configuration -> putRecovery(configuration.dsl(), personId, hashes));
    }

    private static void putRecovery(DSLContext inside, long personId, List<String> hashes) {
        inside.deleteFrom(RECOVERY).where(PERSON_ID.eq(personId)).execute();
        for (String hash : hashes) {
            inside.insertInto(RECOVERY)
                    .set(PERSON_ID, personId)
                    .set(CODE_HASH, hash)
                    .execute();
        }
    }

    /** {@return whether a person had a factor}; they have none from now on, and no recovery code */
    public boolean remove(long personId) {
        return sql.transactionResult(configuration -> {
            DSLContext inside = configuration.dsl();
            inside.deleteFrom(RECOVERY).where(PERSON_ID.eq(personId)).execute();
            return inside.deleteFrom(FACTOR).where(PERSON_ID.eq(personId)).execute() == 1;
        });
    }

    private static Factor factor(Record row) {
        OffsetDateTime confirmed = row.get(CONFIRMED_AT);
        return new Factor(
                row.get(PERSON_ID), row.get(SECRET), confirmed == null ? null : confirmed.toInstant(), row.get(WRONG));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
