package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.ENDED_AT;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Which nights the server started, and how their processes ended. Kept for about as long as the records of runs. */
public final class NightStarts {

    static final Field<LocalDate> NIGHT = Tables.day("night");

    private static final Table<?> NIGHT_START = DSL.table(DSL.name("night_start"));
    private static final Field<OffsetDateTime> STARTED_AT = Tables.time("started_at");
    private static final Field<Integer> STATUS = DSL.field(DSL.name("status"), SQLDataType.INTEGER);
    private static final int KEPT_DAYS = 400;

    private final DSLContext sql;
    private final Clock clock;

    public NightStarts(StateDatabase database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param ended null while it runs, or when nobody was there to hear
     * @param status the exit status; null as long as {@code ended} is
     */
    public record Start(
            LocalDate night,
            Instant began,
            @Nullable Instant ended,
            @Nullable Integer status) {}

    /** Notes that a night is started now, and {@return the note} */
    public Start begin(LocalDate night) {
        OffsetDateTime now = now();
        sql.deleteFrom(NIGHT_START).where(NIGHT.lt(night.minusDays(KEPT_DAYS))).execute();
        sql.insertInto(NIGHT_START).set(NIGHT, night).set(STARTED_AT, now).execute();
        return new Start(night, now.toInstant(), null, null);
    }

    /** Notes how it ended. */
    public void end(Start start, int status) {
        sql.update(NIGHT_START)
                .set(ENDED_AT, now())
                .set(STATUS, status)
                .where(NIGHT.eq(start.night()).and(STARTED_AT.eq(at(start.began()))))
                .execute();
    }

    /** Takes a start back that came to nothing because somebody else was at work. */
    public void takeBack(Start start) {
        sql.deleteFrom(NIGHT_START)
                .where(NIGHT.eq(start.night()).and(STARTED_AT.eq(at(start.began()))))
                .execute();
    }

    /** {@return the starts of a night, in their order} */
    public List<Start> of(LocalDate night) {
        return sql
                .select(STARTED_AT, ENDED_AT, STATUS)
                .from(NIGHT_START)
                .where(NIGHT.eq(night))
                .orderBy(STARTED_AT)
                .fetch()
                .stream()
                .map(row -> new Start(
                        night,
                        row.get(STARTED_AT).toInstant(),
                        Optional.ofNullable(row.get(ENDED_AT))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null),
                        row.get(STATUS)))
                .toList();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    /** As fine as the database keeps it, so that a start is found again. */
    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }
}
