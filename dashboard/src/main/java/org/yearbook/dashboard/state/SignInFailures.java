package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.ADDRESS;
import static org.yearbook.dashboard.state.Tables.FAILED_AT;
import static org.yearbook.dashboard.state.Tables.SIGN_IN;
import static org.yearbook.dashboard.state.Tables.SIGN_IN_FAILURE;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * Wrong passwords of the last fifteen minutes. Five for one name from one address close that pair; thirty from one
 * address close the address; fifty for one name close the name, which is a high bar so that nobody can lock a colleague
 * out by typing their name.
 */
public final class SignInFailures {

    public static final int PAIR = 5;
    private static final int FROM_ADDRESS = 30;
    private static final int FOR_NAME = 50;
    private static final Duration MEMORY = Duration.ofMinutes(15);

    private final DSLContext sql;
    private final Clock clock;

    public SignInFailures(StateDatabase database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /** {@return whether a further try has to wait} */
    public boolean tooMany(String signIn, String address) {
        return count(SIGN_IN.eq(kept(signIn)).and(ADDRESS.eq(address))) >= PAIR
                || count(ADDRESS.eq(address)) >= FROM_ADDRESS
                || count(SIGN_IN.eq(kept(signIn))) >= FOR_NAME;
    }

    /** Remembers a wrong password, and forgets old ones. */
    public void add(String signIn, String address) {
        sql.deleteFrom(SIGN_IN_FAILURE).where(FAILED_AT.lt(since())).execute();
        sql.insertInto(SIGN_IN_FAILURE)
                .set(SIGN_IN, kept(signIn))
                .set(ADDRESS, address)
                .set(FAILED_AT, now())
                .execute();
    }

    /** Forgets what went wrong for a name from an address, after the right password. */
    public void forget(String signIn, String address) {
        sql.deleteFrom(SIGN_IN_FAILURE)
                .where(SIGN_IN.eq(kept(signIn)).and(ADDRESS.eq(address)))
                .execute();
    }

    private int count(Condition condition) {
        return sql.fetchCount(SIGN_IN_FAILURE, condition.and(FAILED_AT.ge(since())));
    }

    private static String kept(String signIn) {
        String normal = People.normal(signIn);
        return normal.length() > 100 ? normal.substring(0, 100) : normal;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private OffsetDateTime since() {
        return now().minus(MEMORY);
    }
}
