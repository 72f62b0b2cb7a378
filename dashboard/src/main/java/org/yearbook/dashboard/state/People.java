package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.ASKS_WHO_SAW;
import static org.yearbook.dashboard.state.Tables.CLAIMED;
import static org.yearbook.dashboard.state.Tables.CREATED_AT;
import static org.yearbook.dashboard.state.Tables.DEMO;
import static org.yearbook.dashboard.state.Tables.EMAIL;
import static org.yearbook.dashboard.state.Tables.ENABLED;
import static org.yearbook.dashboard.state.Tables.ENDS_ON;
import static org.yearbook.dashboard.state.Tables.MAILING;
import static org.yearbook.dashboard.state.Tables.MUST_CHANGE;
import static org.yearbook.dashboard.state.Tables.NAME;
import static org.yearbook.dashboard.state.Tables.PASSWORD_HASH;
import static org.yearbook.dashboard.state.Tables.PASSWORD_UNTIL;
import static org.yearbook.dashboard.state.Tables.PERSON;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.Tables.PERSON_SCHOOL;
import static org.yearbook.dashboard.state.Tables.ROLE;
import static org.yearbook.dashboard.state.Tables.SCHOOL_ID;
import static org.yearbook.dashboard.state.Tables.SIGN_IN;
import static org.yearbook.dashboard.state.Tables.STAMP;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Everybody who may sign in. Passwords are kept as hashes; this class never sees one. */
public final class People {

    private static final Pattern SIGN_IN_NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,99}");
    private static final int LONGEST_NAME = 200;

    /** How long a first password waits for its owner. */
    private static final Duration FIRST_PASSWORD = Duration.ofDays(7);

    /** Why tokens ended, as the list of them tells it. */
    private static final String CLOSED = "account closed";

    private static final String RESET = "password reset";

    private final DSLContext sql;
    private final Clock clock;
    private final ZoneId zone;

    /** @param zone of the district, in which an account has its last day */
    public People(StateDatabase database, Clock clock, ZoneId zone) {
        this.sql = database.sql();
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Somebody to add.
     *
     * @param signIn what they will sign in with, in any case
     * @param schools organization ids
     */
    public record Newcomer(String signIn, String name, Role role, Set<String> schools) {

        public Newcomer {
            signIn = normal(signIn);
            schools = Set.copyOf(schools);
        }

        /**
         * {@return what is wrong with the two names of somebody, for whoever gave them; empty for nothing}
         *
         * @param signIn as it is kept
         * @param own whether they are the names of whoever gave them
         */
        public static String fault(String name, String signIn, boolean own) {
            String fault = nameFault(name, own);
            if (fault.isEmpty() && !SIGN_IN_NAME.matcher(signIn).matches()) {
                return "A sign-in name has letters, digits and . _ @ + - and no spaces; "
                        + (own ? "your" : "an")
                        + " e-mail address is good.";
            }
            return fault;
        }

        /** {@return what is wrong with a name as people say it; empty for nothing} */
        public static String nameFault(String name, boolean own) {
            boolean good = !name.isBlank() && name.length() <= LONGEST_NAME;
            return good ? "" : "Give " + (own ? "your" : "the person's") + " name.";
        }
    }

    /** {@return a sign-in name as it is kept: without spaces around it, in lower case} */
    public static String normal(String signIn) {
        return signIn.strip().toLowerCase(Locale.ROOT);
    }

    public Optional<Person> bySignIn(String signIn) {
        return persons(SIGN_IN.eq(normal(signIn))).stream().findFirst();
    }

    public Optional<Person> byId(long id) {
        return persons(PERSON_ID.eq(id)).stream().findFirst();
    }

    /** {@return everybody, by name} */
    public List<Person> all() {
        return persons(DSL.noCondition());
    }

    /** {@return the administrators who can be written to, by name} */
    public List<Person> administratorsWithMail() {
        return all().stream()
                .filter(Person::administrator)
                .filter(person -> person.enabled() && !person.email().isEmpty())
                .toList();
    }

    /** {@return whether an account of an administrator is open today} That of a demo does not count. */
    public boolean administered() {
        return sql.fetchExists(
                PERSON, DEMO.isFalse().and(ROLE.eq(Role.ADMINISTRATOR.code())).and(open()));
    }

    /** {@return the hash of a person's password} */
    public Optional<String> passwordHash(long id) {
        return sql.select(PASSWORD_HASH).from(PERSON).where(PERSON_ID.eq(id)).fetchOptional(PASSWORD_HASH);
    }

    /** Adds somebody who must choose a password of their own at the first sign-in. */
    public void add(Newcomer newcomer, String passwordHash) {
        insert(newcomer, passwordHash, false, true);
    }

    /** {@return whether somebody was added, with a password of their own}; only where there is no administrator */
    public boolean addFirst(Newcomer newcomer, String passwordHash) {
        synchronized (this) {
            if (administered() || bySignIn(newcomer.signIn()).isPresent()) {
                return false;
            }
            insert(newcomer, passwordHash, false, false);
            return true;
        }
    }

    /** Adds a demo person, or opens the one that is there, with another password. */
    public void demo(Newcomer newcomer, String passwordHash) {
        Optional<Person> known = bySignIn(newcomer.signIn());
        if (known.isEmpty()) {
            insert(newcomer, passwordHash, true, false);
        } else if (known.get().demo()) {
            long id = known.get().id();
            place(id, newcomer.role(), newcomer.schools());
            setPassword(id, passwordHash, false);
            enable(id, true);
        }
    }

    /** Closes every demo account, so that passwords of an earlier demo open nothing. */
    public void closeDemo() {
        close(DEMO.isTrue().and(ENABLED.isTrue()));
    }

    /** Closing ends sessions and tokens. */
    private void close(Condition which) {
        sql.transaction(configuration -> {
            DSLContext inside = configuration.dsl();
            Tokens.endOf(inside, which, now(), CLOSED);
            inside.update(PERSON)
                    .set(ENABLED, false)
                    .setNull(CLAIMED)
                    .set(STAMP, STAMP.plus(1))
                    .where(which)
                    .execute();
        });
    }

    /**
     * Gives a person another password; their sessions end. One that they must change is a new beginning: it opens the
     * account for a while, and whatever else opened it is forgotten: tokens end for good, for whoever got hold of the
     * account may have made one.
     */
    public void setPassword(long id, String passwordHash, boolean mustChange) {
        sql.transaction(configuration -> {
            DSLContext inside = configuration.dsl();
            inside.update(PERSON)
                    .set(PASSWORD_HASH, passwordHash)
                    .set(MUST_CHANGE, mustChange)
                    .set(PASSWORD_UNTIL, mustChange ? now().plus(FIRST_PASSWORD) : null)
                    .set(STAMP, STAMP.plus(1))
                    .where(PERSON_ID.eq(id))
                    .execute();
            if (mustChange) {
                Tokens.endOf(inside, PERSON_ID.eq(id), now(), RESET);
                Passkeys.forget(inside, id);
                ProviderTies.forget(inside, id);
            }
        });
    }

    /** {@return whether a person's password is a first one that nobody used in time} */
    public boolean passwordOver(long id) {
        return sql.fetchExists(PERSON, PERSON_ID.eq(id).and(PASSWORD_UNTIL.lt(now())));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Gives a person another role and other schools, from the next request on; for it they sign in again. */
    public void place(long id, Role role, Set<String> schools) {
        sql.transaction(configuration -> {
            DSLContext inside = configuration.dsl();
            inside.update(PERSON)
                    .set(ROLE, role.code())
                    .setNull(CLAIMED)
                    .set(STAMP, STAMP.plus(1))
                    .where(PERSON_ID.eq(id))
                    .execute();
            inside.deleteFrom(PERSON_SCHOOL).where(PERSON_ID.eq(id)).execute();
            schools(inside, id, schools);
        });
    }

    /** Keeps where mail reaches a person; empty for nowhere. */
    public void setEmail(long id, String address) {
        sql.update(PERSON)
                .set(EMAIL, address.isEmpty() ? null : address)
                .where(PERSON_ID.eq(id))
                .execute();
    }

    /** Keeps how often a person wants mail. */
    public void setMailing(long id, Mailing mailing) {
        sql.update(PERSON).set(MAILING, mailing.code()).where(PERSON_ID.eq(id)).execute();
    }

    /** Gives a person another name, as after a marriage. */
    public void rename(long id, String name) {
        sql.update(PERSON).set(NAME, name).where(PERSON_ID.eq(id)).execute();
    }

    /**
     * Keeps the last day on which a person may sign in; null for none. Where the day before it was over, the account
     * was closed, so its tokens end for good.
     */
    public void setLastDay(long id, @Nullable LocalDate day) {
        sql.transaction(configuration -> {
            DSLContext inside = configuration.dsl();
            endTokensOfClosed(inside, id);
            inside.update(PERSON).set(ENDS_ON, day).where(PERSON_ID.eq(id)).execute();
        });
    }

    /** Keeps whether a person may ask who saw a student. */
    public void setAsksWhoSaw(long id, boolean asks) {
        sql.update(PERSON).set(ASKS_WHO_SAW, asks).where(PERSON_ID.eq(id)).execute();
    }

    /** {@return today where the district is} */
    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /**
     * Opens or closes an account; closing ends its sessions, and its tokens for good, whether somebody closed it or its
     * last day did. One that is opened again has no last day.
     */
    public void enable(long id, boolean enabled) {
        if (!enabled) {
            close(PERSON_ID.eq(id));
            return;
        }
        sql.transaction(configuration -> {
            DSLContext inside = configuration.dsl();
            endTokensOfClosed(inside, id);
            inside.update(PERSON)
                    .set(ENABLED, true)
                    .setNull(ENDS_ON)
                    .setNull(CLAIMED)
                    .set(STAMP, STAMP.plus(1))
                    .where(PERSON_ID.eq(id))
                    .execute();
        });
    }

    /** Nothing happens at the end of a last day, so its tokens end when the account might open again. */
    private void endTokensOfClosed(DSLContext inside, long id) {
        Tokens.endOf(inside, PERSON_ID.eq(id).and(DSL.not(open())), now(), CLOSED);
    }

    /** Accounts that are open today. */
    private Condition open() {
        return ENABLED.isTrue().and(ENDS_ON.isNull().or(ENDS_ON.ge(today())));
    }

    private void insert(Newcomer newcomer, String passwordHash, boolean demo, boolean first) {
        sql.transaction(configuration -> {
            DSLContext inside = configuration.dsl();
            Long id = inside.insertInto(PERSON)
                    .set(SIGN_IN, newcomer.signIn())
                    .set(NAME, newcomer.name())
                    .set(ROLE, newcomer.role().code())
                    .set(PASSWORD_HASH, passwordHash)
                    .set(MUST_CHANGE, first)
                    .set(PASSWORD_UNTIL, first ? now().plus(FIRST_PASSWORD) : null)
                    .set(ENABLED, true)
                    .set(DEMO, demo)
                    .set(STAMP, 1)
                    .set(CREATED_AT, now())
                    .returningResult(PERSON_ID)
                    .fetchSingle(PERSON_ID);
            schools(inside, id, newcomer.schools());
        });
    }

    private static void schools(DSLContext inside, long id, Set<String> schools) {
        for (String school : schools) {
            inside.insertInto(PERSON_SCHOOL)
                    .set(PERSON_ID, id)
                    .set(SCHOOL_ID, school)
                    .execute();
        }
    }

    private List<Person> persons(Condition condition) {
        Map<Long, List<String>> schools =
                sql.select(PERSON_ID, SCHOOL_ID).from(PERSON_SCHOOL).fetchGroups(PERSON_ID, SCHOOL_ID);
        LocalDate today = today();
        return sql.select(
                        PERSON_ID,
                        SIGN_IN,
                        NAME,
                        ROLE,
                        MUST_CHANGE,
                        ENABLED,
                        DEMO,
                        STAMP,
                        EMAIL,
                        MAILING,
                        ENDS_ON,
                        ASKS_WHO_SAW)
                .from(PERSON)
                .where(condition)
                .orderBy(NAME, PERSON_ID)
                .fetch(row -> person(row, schools, today));
    }

    private static Person person(Record row, Map<Long, List<String>> schools, LocalDate today) {
        long id = row.get(PERSON_ID);
        Role role = Role.of(row.get(ROLE)).orElseThrow();
        LocalDate lastDay = row.get(ENDS_ON);
        return new Person(
                id,
                row.get(SIGN_IN),
                row.get(NAME),
                role,
                Set.copyOf(schools.getOrDefault(id, List.of())),
                row.get(MUST_CHANGE),
                row.get(ENABLED) && (lastDay == null || !lastDay.isBefore(today)),
                row.get(DEMO),
                row.get(STAMP),
                Optional.ofNullable(row.get(EMAIL)).orElse(""),
                Optional.ofNullable(row.get(MAILING)).flatMap(Mailing::of).orElse(role.mailing()),
                lastDay,
                row.get(ASKS_WHO_SAW),
                Optional.empty());
    }
}
