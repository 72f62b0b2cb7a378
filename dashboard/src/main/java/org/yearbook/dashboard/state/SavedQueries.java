package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.CHANGED_AT;
import static org.yearbook.dashboard.state.Tables.NAME;
import static org.yearbook.dashboard.state.Tables.PERSON;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.WorkbenchTables.ABOUT;
import static org.yearbook.dashboard.state.WorkbenchTables.AUDIENCE;
import static org.yearbook.dashboard.state.WorkbenchTables.OWNER_ID;
import static org.yearbook.dashboard.state.WorkbenchTables.QUERY_ID;
import static org.yearbook.dashboard.state.WorkbenchTables.SAVED_QUERY;
import static org.yearbook.dashboard.state.WorkbenchTables.SHARED;
import static org.yearbook.dashboard.state.WorkbenchTables.STATEMENT;
import static org.yearbook.dashboard.state.WorkbenchTables.TITLE;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.yearbook.dashboard.state.SavedQuery.Draft;
import org.yearbook.warehouse.publish.Audience;

/** The statements that people keep: each their own, and what others share of the files that they may ask too. */
public final class SavedQueries {

    private final DSLContext sql;
    private final Clock clock;

    public SavedQueries(StateDatabase database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /** {@return what a person may open, their own first, then by name} */
    public List<SavedQuery> of(Person person) {
        return sql.select(QUERY_ID, OWNER_ID, NAME, TITLE, ABOUT, AUDIENCE, STATEMENT, SHARED, CHANGED_AT)
                .from(SAVED_QUERY)
                .join(PERSON)
                .using(PERSON_ID)
                .where(open(person))
                .orderBy(OWNER_ID.ne(person.id()), TITLE, QUERY_ID)
                .fetch(SavedQueries::query);
    }

    /** {@return one that a person may open} */
    public Optional<SavedQuery> find(Person person, long id) {
        return of(person).stream().filter(query -> query.id() == id).findFirst();
    }

    /** Keeps another one. {@return its id} */
    public long add(Person person, Draft draft) {
        return sql.insertInto(SAVED_QUERY)
                .set(row(draft))
                .set(PERSON_ID, person.id())
                .returningResult(QUERY_ID)
                .fetchSingle(QUERY_ID);
    }

    /** Changes one of the person's own. {@return whether it is theirs} */
    public boolean change(Person person, long id, Draft draft) {
        return sql.update(SAVED_QUERY)
                        .set(row(draft))
                        .where(QUERY_ID.eq(id).and(PERSON_ID.eq(person.id())))
                        .execute()
                > 0;
    }

    /** Takes one of the person's own out. {@return whether it was theirs} */
    public boolean remove(Person person, long id) {
        return sql.deleteFrom(SAVED_QUERY)
                        .where(QUERY_ID.eq(id).and(PERSON_ID.eq(person.id())))
                        .execute()
                > 0;
    }

    private static Condition open(Person person) {
        List<String> files = person.role().asks().stream().map(Audience::label).toList();
        return AUDIENCE.in(files).and(SHARED.isTrue().or(OWNER_ID.eq(person.id())));
    }

    private Map<Field<?>, Object> row(Draft draft) {
        var row = new LinkedHashMap<Field<?>, Object>();
        row.put(TITLE, draft.title());
        row.put(ABOUT, draft.about());
        row.put(AUDIENCE, draft.audience().label());
        row.put(STATEMENT, draft.statement());
        row.put(SHARED, draft.shared());
        row.put(CHANGED_AT, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        return row;
    }

    private static SavedQuery query(Record row) {
        return new SavedQuery(
                row.get(QUERY_ID),
                row.get(OWNER_ID),
                row.get(NAME),
                row.get(TITLE),
                row.get(ABOUT),
                Audience.labelled(row.get(AUDIENCE)).orElseThrow(),
                row.get(STATEMENT),
                row.get(SHARED),
                row.get(CHANGED_AT).toInstant());
    }
}
