package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.ABOUT_CODE;
import static org.yearbook.dashboard.state.Tables.ABOUT_KIND;
import static org.yearbook.dashboard.state.Tables.ANNOTATION;
import static org.yearbook.dashboard.state.Tables.ANNOTATION_ID;
import static org.yearbook.dashboard.state.Tables.CREATED_AT;
import static org.yearbook.dashboard.state.Tables.HAPPENED_ON;
import static org.yearbook.dashboard.state.Tables.NAME;
import static org.yearbook.dashboard.state.Tables.PERSON;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.Tables.REMOVED_AT;
import static org.yearbook.dashboard.state.Tables.REMOVED_BY;
import static org.yearbook.dashboard.state.Tables.SCHOOL_ID;
import static org.yearbook.dashboard.state.Tables.WORDS;
import static org.yearbook.dashboard.state.Tables.WRITTEN_AT;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Annotations that are in force. Each that comes or goes is noted in the audit by whoever calls. */
public final class Annotations {

    private final DSLContext sql;
    private final Clock clock;

    public Annotations(StateDatabase database, Clock clock) {
        this(database.sql(), clock);
    }

    private Annotations(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Those of a database that is only read. */
    public static Annotations stored(StoredState stored) {
        return new Annotations(stored.sql(), Clock.systemUTC());
    }

    /** {@return those in force, oldest day first} */
    public List<Annotation> all() {
        return sql.select(ANNOTATION_ID, HAPPENED_ON, WORDS, ABOUT_KIND, ABOUT_CODE, SCHOOL_ID, NAME, WRITTEN_AT)
                .from(ANNOTATION)
                .join(PERSON)
                .using(PERSON_ID)
                .where(REMOVED_AT.isNull())
                .orderBy(HAPPENED_ON, ANNOTATION_ID)
                .fetch(Annotations::annotation);
    }

    /** {@return those on the charts of a metric at a place, oldest day first} */
    public List<Annotation> touching(String metric, String area, String place) {
        return all().stream()
                .filter(annotation -> annotation.touches(metric, area, place))
                .toList();
    }

    /**
     * Keeps another one.
     *
     * @param school organization id; empty for all
     * @return its id
     */
    public long add(Person person, LocalDate on, String words, Annotation.About about, String school) {
        return sql.insertInto(ANNOTATION)
                .set(HAPPENED_ON, on)
                .set(WORDS, words)
                .set(ABOUT_KIND, about.kind().name().toLowerCase(Locale.ROOT))
                .set(ABOUT_CODE, about.code())
                .set(SCHOOL_ID, school.isEmpty() ? null : school)
                .set(PERSON_ID, person.id())
                .set(CREATED_AT, now())
                .returningResult(ANNOTATION_ID)
                .fetchSingle(ANNOTATION_ID);
    }

    /** Takes one back. {@return whether there was one} */
    public boolean remove(Person person, long id) {
        return sql.update(ANNOTATION)
                        .set(REMOVED_BY, person.id())
                        .set(REMOVED_AT, now())
                        .where(ANNOTATION_ID.eq(id).and(REMOVED_AT.isNull()))
                        .execute()
                > 0;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Annotation annotation(Record row) {
        return new Annotation(
                row.get(ANNOTATION_ID),
                row.get(HAPPENED_ON),
                row.get(WORDS),
                new Annotation.About(
                        Annotation.Kind.valueOf(row.get(ABOUT_KIND).toUpperCase(Locale.ROOT)), row.get(ABOUT_CODE)),
                Optional.ofNullable(row.get(SCHOOL_ID)).orElse(""),
                row.get(NAME),
                row.get(WRITTEN_AT).toInstant());
    }
}
