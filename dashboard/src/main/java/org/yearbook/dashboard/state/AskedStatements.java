package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.WorkbenchTables.ASKED_AT;
import static org.yearbook.dashboard.state.WorkbenchTables.ASKED_ID;
import static org.yearbook.dashboard.state.WorkbenchTables.ASKED_STATEMENT;
import static org.yearbook.dashboard.state.WorkbenchTables.AUDIENCE;
import static org.yearbook.dashboard.state.WorkbenchTables.OUTCOME;
import static org.yearbook.dashboard.state.WorkbenchTables.ROWS_READ;
import static org.yearbook.dashboard.state.WorkbenchTables.STATEMENT;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.yearbook.warehouse.publish.Audience;

/** What each person asked lately, to ask it again. */
public final class AskedStatements {

    /** How many of a person are kept. */
    public static final int KEPT = 200;

    private final DSLContext sql;

    public AskedStatements(StateDatabase database) {
        this.sql = database.sql();
    }

    /**
     * One of them.
     *
     * @param id 0 for one that is not kept yet
     * @param outcome answered, cut, stopped, failed or refused
     */
    public record Asked(long id, Instant at, Audience audience, String statement, String outcome, long rows) {}

    /** {@return what a person asked, latest first} */
    public List<Asked> of(Person person) {
        return sql.select(ASKED_ID, ASKED_AT, AUDIENCE, STATEMENT, OUTCOME, ROWS_READ)
                .from(ASKED_STATEMENT)
                .where(PERSON_ID.eq(person.id()))
                .orderBy(ASKED_ID.desc())
                .fetch(row -> new Asked(
                        row.get(ASKED_ID),
                        row.get(ASKED_AT).toInstant(),
                        Audience.labelled(row.get(AUDIENCE)).orElseThrow(),
                        row.get(STATEMENT),
                        row.get(OUTCOME),
                        row.get(ROWS_READ)));
    }

    /** {@return one of a person's own} */
    public Optional<Asked> find(Person person, long id) {
        return of(person).stream().filter(asked -> asked.id() == id).findFirst();
    }

    /** Keeps one more of a person, and lets go of the oldest. */
    public void add(Person person, Asked asked) {
        String statement = asked.statement();
        sql.insertInto(ASKED_STATEMENT)
                .set(PERSON_ID, person.id())
                .set(ASKED_AT, OffsetDateTime.ofInstant(asked.at(), ZoneOffset.UTC))
                .set(AUDIENCE, asked.audience().label())
                .set(STATEMENT, statement.substring(0, Math.min(statement.length(), SavedQuery.LONGEST_STATEMENT)))
                .set(OUTCOME, asked.outcome())
                .set(ROWS_READ, asked.rows())
                .execute();
        sql.deleteFrom(ASKED_STATEMENT)
                .where(PERSON_ID.eq(person.id()))
                .and(ASKED_ID.notIn(sql.select(ASKED_ID)
                        .from(ASKED_STATEMENT)
                        .where(PERSON_ID.eq(person.id()))
                        .orderBy(ASKED_ID.desc())
                        .limit(KEPT)))
                .execute();
    }
}
