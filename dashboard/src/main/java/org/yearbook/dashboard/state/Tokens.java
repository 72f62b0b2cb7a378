package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.API_TOKEN;
import static org.yearbook.dashboard.state.Tables.ASKS_STATEMENTS;
import static org.yearbook.dashboard.state.Tables.ENDED_AT;
import static org.yearbook.dashboard.state.Tables.ENDED_BY;
import static org.yearbook.dashboard.state.Tables.EXPIRES_AT;
import static org.yearbook.dashboard.state.Tables.LAST_USED_AT;
import static org.yearbook.dashboard.state.Tables.MADE_AT;
import static org.yearbook.dashboard.state.Tables.NAME;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.Tables.READS_NUMBERS;
import static org.yearbook.dashboard.state.Tables.READS_RECORDS;
import static org.yearbook.dashboard.state.Tables.SECRET_HASH;
import static org.yearbook.dashboard.state.Tables.TOKEN_ID;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The tokens of everybody. A secret leaves this class once, when it is made; its hash alone is kept. */
public final class Tokens {

    /** The longest that a token may live. */
    public static final int LONGEST_DAYS = 365;

    /** Most tokens of one person that are live at once. */
    public static final int MOST = 20;

    /** A program that asks each second need not be written down each second. */
    private static final Duration USE_IS_NOTED = Duration.ofMinutes(1);

    private final DSLContext sql;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Tokens(StateDatabase database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /** A token just made, and its secret. */
    public record Made(Token token, String secret) {

        @Override
        public String toString() {
            return "Made[token=" + token + ", secret hidden]";
        }
    }

    /** {@return what is wrong with a token that somebody asks for; empty when nothing is} */
    public String fault(Person person, String name, Set<TokenScope> scopes, int days) {
        if (name.isBlank()) {
            return "Give the token a name, such as the program that will use it.";
        }
        if (name.length() > 100) {
            return "Use at most 100 characters for the name.";
        }
        if (scopes.isEmpty()) {
            return "Choose at least one thing that the token may read.";
        }
        if (days < 1 || days > LONGEST_DAYS) {
            return "A token lives for a day at least and a year at most.";
        }
        long live = of(person.id()).stream()
                .filter(token -> token.live(clock.instant()))
                .count();
        return live >= MOST ? "You have " + MOST + " tokens. End one that no program uses any more." : "";
    }

    /** Makes a token of which {@link #fault} finds nothing wrong. */
    public Made make(Person person, String name, Set<TokenScope> scopes, int days) {
        if (!fault(person, name, scopes, days).isEmpty()) {
            throw new IllegalArgumentException("a token is made of what was asked before");
        }
        String secret = TokenSecret.fresh(random);
        OffsetDateTime now = now();
        Long id = sql.insertInto(API_TOKEN)
                .set(PERSON_ID, person.id())
                .set(NAME, name.strip())
                .set(SECRET_HASH, TokenSecret.hash(secret))
                .set(READS_NUMBERS, scopes.contains(TokenScope.NUMBERS))
                .set(READS_RECORDS, scopes.contains(TokenScope.RECORDS))
                .set(ASKS_STATEMENTS, scopes.contains(TokenScope.STATEMENTS))
                .set(MADE_AT, now)
                .set(EXPIRES_AT, now.plusDays(days))
                .returningResult(TOKEN_ID)
                .fetchSingle(TOKEN_ID);
        return new Made(byId(id).orElseThrow(), secret);
    }

    /** {@return the token of a secret, live or not} */
    public Optional<Token> bySecret(String secret) {
        return TokenSecret.possible(secret)
                ? tokens(SECRET_HASH.eq(TokenSecret.hash(secret))).stream().findFirst()
                : Optional.empty();
    }

    public Optional<Token> byId(long id) {
        return tokens(TOKEN_ID.eq(id)).stream().findFirst();
    }

    /** {@return the tokens of a person, latest first} */
    public List<Token> of(long person) {
        return tokens(PERSON_ID.eq(person));
    }

    /** {@return the tokens of everybody, latest first} */
    public List<Token> all() {
        return tokens(DSL.noCondition());
    }

    /** Notes that a token was used, to the minute. */
    public void used(Token token) {
        Instant last = token.lastUsed();
        if (last == null || last.plus(USE_IS_NOTED).isBefore(clock.instant())) {
            sql.update(API_TOKEN)
                    .set(LAST_USED_AT, now())
                    .where(TOKEN_ID.eq(token.id()))
                    .execute();
        }
    }

    /** Ends a token for good; one that has ended stays as it is. */
    public void end(Token token, Person by) {
        end(sql, TOKEN_ID.eq(token.id()), now(), by.signIn());
    }

    /**
     * Ends the tokens of people for good; nothing that happens to their accounts brings one back.
     *
     * @param why in the place of who ended them, such as "account closed"
     */
    static void endOf(DSLContext sql, Condition people, OffsetDateTime now, String why) {
        end(sql, PERSON_ID.in(DSL.select(PERSON_ID).from(Tables.PERSON).where(people)), now, why);
    }

    private static void end(DSLContext sql, Condition which, OffsetDateTime now, String by) {
        sql.update(API_TOKEN)
                .set(ENDED_AT, now)
                .set(ENDED_BY, by)
                .where(which)
                .and(ENDED_AT.isNull())
                .execute();
    }

    private List<Token> tokens(Condition condition) {
        return sql.select(
                        TOKEN_ID,
                        PERSON_ID,
                        NAME,
                        READS_NUMBERS,
                        READS_RECORDS,
                        ASKS_STATEMENTS,
                        MADE_AT,
                        EXPIRES_AT,
                        LAST_USED_AT,
                        ENDED_AT,
                        ENDED_BY)
                .from(API_TOKEN)
                .where(condition)
                .orderBy(TOKEN_ID.desc())
                .fetch(Tokens::token);
    }

    private static Token token(Record row) {
        Set<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
        if (row.get(READS_NUMBERS)) {
            scopes.add(TokenScope.NUMBERS);
        }
        if (row.get(READS_RECORDS)) {
            scopes.add(TokenScope.RECORDS);
        }
        if (row.get(ASKS_STATEMENTS)) {
            scopes.add(TokenScope.STATEMENTS);
        }
        return new Token(
                row.get(TOKEN_ID),
                row.get(PERSON_ID),
                row.get(NAME),
                scopes,
                row.get(MADE_AT).toInstant(),
                row.get(EXPIRES_AT).toInstant(),
                instant(row.get(LAST_USED_AT)),
                instant(row.get(ENDED_AT)),
                Optional.ofNullable(row.get(ENDED_BY)).orElse(""));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
