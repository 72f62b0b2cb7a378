package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.date;
import static org.yearbook.warehouse.answer.Columns.text;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Questions about the night behind a publication: what came, what was kept, how long it took. */
public final class NightAnswers {

    private final DSLContext sql;
    private final Known known;
    private final boolean tellsEntities;

    NightAnswers(DSLContext sql, Known known) {
        this.sql = sql;
        this.known = known;
        this.tellsEntities = known.has("entity_source", sql);
    }

    /** Where every row of one delivered file went. */
    public record RowAccount(
            String delivery,
            String source,
            String file,
            long delivered,
            long loaded,
            long quarantined,
            long duplicate) {

        /** {@return whether every delivered row is accounted for} */
        public boolean balances() {
            return delivered == loaded + quarantined + duplicate;
        }
    }

    /**
     * One file that was taken in or refused whole.
     *
     * @param status loaded, unchanged or held
     * @param reason a sentence, when held
     * @param whatToDo a sentence, when held and known
     */
    public record Delivery(
            String id,
            String source,
            String file,
            @Nullable LocalDate arrived,
            String status,
            String reason,
            String whatToDo,
            long delivered,
            @Nullable LocalDate dataThrough) {}

    /**
     * How recent a source is.
     *
     * @param arrived the last night on which it delivered, something new or the same again
     * @param promisedDays how old its data may be, by the strictest of its contracts; null where none promises anything
     * @param expected the day that data about days may be expected to reach, see {@link NightAnswers#expected}
     */
    public record Freshness(
            String source,
            @Nullable LocalDate arrived,
            @Nullable LocalDate dataThrough,
            long files,
            @Nullable Integer promisedDays,
            LocalDate expected) {

        /** Whoever promises less has weekends and holidays all the same. */
        private static final int WEEK = 7;

        /** {@return the day that the data reaches to; where no row has a date, the day on which it arrived} */
        public @Nullable LocalDate reaches() {
            return dataThrough == null ? arrived : dataThrough;
        }

        /**
         * {@return whether it delivered longer before the night than it promises, or delivers days that lack so many,
         * and by more than a week} There is nothing to say of days without school. A test that is taken once a year, or
         * a directory of the government's, promises nothing and is never behind.
         */
        public boolean isBehind(LocalDate night) {
            if (promisedDays == null || arrived == null) {
                return false;
            }
            int allowed = Math.max(WEEK, promisedDays);
            return arrived.plusDays(allowed).isBefore(night)
                    || (dataThrough != null && dataThrough.plusDays(allowed).isBefore(expected));
        }
    }

    /** One step of the night. */
    public record Step(String run, String step, String source, long rows, double seconds) {}

    /** {@return every file's account, by source and file} */
    public List<RowAccount> rowAccounts() {
        return known.rows(
                sql,
                sql.selectFrom(Columns.ROW_ACCOUNT).orderBy(text("source"), text("file"), text("delivery_id")),
                row -> new RowAccount(
                        Cells.word(row, "delivery_id"),
                        Cells.word(row, "source"),
                        Cells.word(row, "file"),
                        Cells.whole(row, "delivered"),
                        Cells.whole(row, "loaded"),
                        Cells.whole(row, "quarantined"),
                        Cells.whole(row, "duplicate")));
    }

    /** {@return every file now in force and every file held back, latest first} */
    public List<Delivery> deliveries() {
        return deliveries(DSL.noCondition());
    }

    /** {@return what was refused whole, latest first} */
    public List<Delivery> heldBack() {
        return deliveries(text("status").eq("held"));
    }

    private List<Delivery> deliveries(Condition which) {
        return known.rows(
                sql,
                sql.selectFrom(Columns.DELIVERY)
                        .where(which)
                        .orderBy(date("arrived").desc(), text("source"), text("file")),
                row -> new Delivery(
                        Cells.word(row, "delivery_id"),
                        Cells.word(row, "source"),
                        Cells.word(row, "file"),
                        Cells.day(row, "arrived"),
                        Cells.word(row, "status"),
                        Cells.word(row, "reason"),
                        Cells.wordIfThere(row, "what_to_do"),
                        Cells.whole(row, "delivered"),
                        Cells.day(row, "data_through")));
    }

    /** {@return how recent each source is, by name} */
    public List<Freshness> freshness() {
        return freshness(DSL.noCondition());
    }

    /**
     * {@return how recent each source is that delivers records of some kinds, by name} Every source where the
     * publication is of a release that did not tell what each delivers.
     */
    public List<Freshness> freshness(Set<RecordClass> kinds) {
        if (kinds.containsAll(RecordClass.all()) || !tellsEntities || !known.has("quality_night", sql)) {
            return freshness();
        }
        return freshness(text("source")
                .in(sql.selectDistinct(text("source"))
                        .from(DSL.table(DSL.name("entity_source")))
                        .where(text("entity")
                                .in(sql.selectDistinct(text("entity"))
                                        .from(Columns.QUALITY_NIGHT)
                                        .where(text("record_class")
                                                .in(kinds.stream()
                                                        .map(RecordClass::code)
                                                        .toList()))))));
    }

    private List<Freshness> freshness(Condition which) {
        LocalDate expected = expected();
        return known.rows(
                sql,
                sql.select(
                                text("source"),
                                DSL.max(date("arrived")).as("arrived"),
                                DSL.max(date("data_through")).as("data_through"),
                                DSL.count().as("files"),
                                promised("freshness"))
                        .from(Columns.FRESHNESS)
                        .where(which)
                        .groupBy(text("source"))
                        .orderBy(text("source")),
                row -> freshness(row, expected));
    }

    /**
     * {@return the systems that deliver some kinds of records, by name} Each is as recent as the oldest of these kinds.
     * Nothing where the publication is of a release that did not tell.
     */
    public List<Freshness> sourcesOf(Set<String> entities) {
        if (!tellsEntities) {
            return List.of();
        }
        LocalDate expected = expected();
        return known.rows(
                sql,
                sql.select(
                                text("source"),
                                DSL.min(date("arrived")).as("arrived"),
                                DSL.min(date("data_through")).as("data_through"),
                                DSL.sum(DSL.field(DSL.name("files"), SQLDataType.BIGINT))
                                        .as("files"),
                                promised("entity_source"))
                        .from(DSL.table(DSL.name("entity_source")))
                        .where(text("entity").in(entities))
                        .groupBy(text("source"))
                        .orderBy(text("source")),
                row -> freshness(row, expected));
    }

    private static Freshness freshness(Record row, LocalDate expected) {
        return new Freshness(
                Cells.word(row, "source"),
                Cells.day(row, "arrived"),
                Cells.day(row, "data_through"),
                Cells.whole(row, "files"),
                row.get("promised_days", Integer.class),
                expected);
    }

    /** {@return the days on which some school is in session; nothing where no calendar was delivered} */
    public Optional<Set<LocalDate>> schoolDays() {
        if (!known.has("dim_calendar_day", sql)) {
            return Optional.empty();
        }
        Set<LocalDate> days = new HashSet<>();
        boolean[] any = {false};
        sql.select(date("calendar_date"), DSL.boolOr(DSL.field(DSL.name("in_session"), SQLDataType.BOOLEAN)))
                .from(DSL.table(DSL.name("dim_calendar_day")))
                .where(date("calendar_date").isNotNull())
                .groupBy(date("calendar_date"))
                .forEach(row -> {
                    any[0] = true;
                    if (Boolean.TRUE.equals(row.value2())) {
                        days.add(row.value1());
                    }
                });
        return any[0] ? Optional.of(days) : Optional.empty();
    }

    /** {@return the steps of the night in the order in which they ran} */
    public List<Step> steps() {
        return sql.selectFrom(Columns.RUN_STEP)
                .fetch(row -> new Step(
                        Cells.word(row, "run_id"),
                        Cells.word(row, "step"),
                        Cells.word(row, "source"),
                        Cells.whole(row, "rows"),
                        Cells.real(row, "seconds")));
    }

    /** Publications of earlier releases do not tell what was promised; there, a week is long for everybody. */
    private Field<Integer> promised(String table) {
        Field<Integer> told = known.columns(table, sql).contains("promised_days")
                ? DSL.min(DSL.field(DSL.name("promised_days"), SQLDataType.INTEGER))
                : DSL.inline(Freshness.WEEK);
        return told.as("promised_days");
    }

    /**
     * {@return the day that data about days may be expected to reach} That of the night, or the one after the last day
     * with school before it: of days without school there may be nothing to say.
     */
    public LocalDate expected() {
        return known.answer(List.of("expected"), () -> {
            LocalDate night = sql.select(date("as_of"))
                    .from(DSL.table(DSL.name("publication")))
                    .fetchSingle()
                    .value1();
            LocalDate school = known.has("dim_calendar_day", sql)
                    ? sql.select(DSL.max(date("calendar_date")))
                            .from(DSL.table(DSL.name("dim_calendar_day")))
                            .where(DSL.field(DSL.name("in_session"), SQLDataType.BOOLEAN))
                            .and(date("calendar_date").lt(night))
                            .fetchSingle()
                            .value1()
                    : null;
            return school == null ? night : school.plusDays(1);
        });
    }
}
