package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.PERSON_ID;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Which account of an identity provider belongs to whom, since they first signed in by it. */
public final class ProviderTies {

    private static final Table<?> TIE = DSL.table(DSL.name("provider_tie"));
    private static final Field<String> ISSUER = DSL.field(DSL.name("issuer"), SQLDataType.VARCHAR);
    private static final Field<String> SUBJECT = DSL.field(DSL.name("subject"), SQLDataType.VARCHAR);
    private static final Field<OffsetDateTime> TIED_AT =
            DSL.field(DSL.name("tied_at"), SQLDataType.TIMESTAMPWITHTIMEZONE);

    private final DSLContext sql;
    private final Clock clock;

    public ProviderTies(StateDatabase database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /** {@return whose account it is} */
    public Optional<Long> person(String issuer, String subject) {
        return sql.select(PERSON_ID)
                .from(TIE)
                .where(ISSUER.eq(issuer).and(SUBJECT.eq(subject)))
                .fetchOptional(PERSON_ID);
    }

    /** {@return whether the account is the person's now}; not when another one is theirs, or this one another's */
    public boolean tie(long personId, String issuer, String subject) {
        try {
            sql.insertInto(TIE)
                    .set(PERSON_ID, personId)
                    .set(ISSUER, issuer)
                    .set(SUBJECT, subject)
                    .set(TIED_AT, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .execute();
            return true;
        } catch (IntegrityConstraintViolationException e) {
            return false;
        }
    }

    /** {@return whether some account of a provider is the person's} */
    public boolean tied(long personId) {
        return sql.fetchExists(TIE, PERSON_ID.eq(personId));
    }

    static void forget(DSLContext inside, long personId) {
        inside.deleteFrom(TIE).where(PERSON_ID.eq(personId)).execute();
    }
}
