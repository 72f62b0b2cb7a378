package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.text;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Which values the fields hold whose values many records share, as delivered and as kept. Names of people are never
 * among them. Every answer is restricted to a scope.
 */
public final class ValueAnswers {

    private static final Table<?> IN_USE = DSL.table(DSL.name("value_in_use"));
    private static final Table<?> FIELD = DSL.table(DSL.name("value_field"));
    private static final Table<?> SEEN = DSL.table(DSL.name("value_seen"));
    private static final Table<?> FACT = DSL.table(DSL.name("standardization_fact"));
    private static final Field<BigDecimal> ROWS = DSL.sum(DSL.field(DSL.name("rows"), SQLDataType.BIGINT));

    private static final Field<Long> COUNT = DSL.field(DSL.name("f", "rows"), SQLDataType.BIGINT);
    private static final Field<String> STANDARD = DSL.field(DSL.name("f", "standard_value"), SQLDataType.VARCHAR);
    private static final Field<String> SCHOOL_NAME = DSL.field(DSL.name("o", "name"), SQLDataType.VARCHAR);
    private static final Field<LocalDate> SINCE = DSL.field(DSL.name("s", "first_seen"), SQLDataType.LOCALDATE);

    private final DSLContext sql;
    private final RecordScope scope;
    private final Known known;
    private final boolean published;
    private final boolean remembered;

    ValueAnswers(DSLContext sql, RecordScope scope, Known known) {
        this.sql = sql;
        this.scope = scope;
        this.known = known;
        this.published = known.has("value_in_use", sql);
        this.remembered = published && known.has("value_seen", sql);
    }

    /**
     * A field and its values.
     *
     * @param kind of record, as {@link RecordClass} has it
     * @param codeSet the standard codes it takes; empty when there are none
     * @param values as written in the source, most rows first
     */
    public record FieldUse(String entity, String field, String kind, String codeSet, List<Written> values) {

        public FieldUse {
            values = List.copyOf(values);
        }

        /** {@return rows that hold anything} */
        public long rows() {
            return values.stream().mapToLong(Written::rows).sum();
        }

        /** {@return rows whose value is written as it is kept} */
        public long standardRows() {
            return values.stream()
                    .filter(value -> value.text().equals(value.standard()))
                    .mapToLong(Written::rows)
                    .sum();
        }
    }

    /**
     * A value as a source writes it.
     *
     * @param standard as it is kept; null when it is not known
     * @param how what made it standard: code set, contract or rule; empty when it was standard already
     * @param schools at how many schools it is used; 0 where nobody counted
     */
    public record Written(String text, @Nullable String standard, String how, long rows, long schools) {}

    /** How often a kept value stands in the records of one school; an empty name is the district office. */
    public record AtSchool(String value, String school, long rows) {}

    /**
     * What is still wrong at the source in the records of one school: what the warehouse maps until then, and what it
     * cannot map.
     *
     * @param school its name; empty is the district office
     * @param mapped rows whose value is kept as its standard
     * @param unknown rows whose value means nothing that is known, and is left empty
     * @param since the first night on which the oldest of them was seen
     */
    public record Debt(String school, long mapped, long unknown, LocalDate since) {

        /** {@return rows to be mended at the source} */
        public long wrong() {
            return mapped + unknown;
        }
    }

    /**
     * One value that is still wrong at the source of one school.
     *
     * @param standard as it is kept; null when it is not known
     * @param school its name; empty is the district office
     * @param since the first night of those on which it stood there without a gap
     */
    public record Owed(String value, @Nullable String standard, String school, long rows, LocalDate since) {}

    /** A value that nobody wrote the night before, and how many rows have it. */
    public record Fresh(String entity, String field, String value, long rows) {}

    /** {@return what is still wrong at the source, by school, most rows first} */
    public List<Debt> debts() {
        return remembered ? known.answer(List.of("debts", scope), this::readDebts) : List.of();
    }

    private List<Debt> readDebts() {
        Field<BigDecimal> mapped = DSL.sum(DSL.when(STANDARD.isNotNull(), COUNT).otherwise(0L));
        Field<BigDecimal> unknown = DSL.sum(DSL.when(STANDARD.isNull(), COUNT).otherwise(0L));
        return owing(
                        DSL.noCondition(),
                        List.of(
                                SCHOOL_NAME.as("school"),
                                mapped.as("mapped"),
                                unknown.as("unknown"),
                                DSL.min(SINCE).as("since")))
                .groupBy(SCHOOL_NAME)
                .orderBy(DSL.sum(COUNT).desc(), SCHOOL_NAME)
                .fetch(row -> new Debt(
                        Cells.word(row, "school"),
                        Cells.whole(row, "mapped"),
                        Cells.whole(row, "unknown"),
                        row.get("since", LocalDate.class)));
    }

    /** {@return what is still wrong at the source in one field, most rows first} */
    public List<Owed> owed(String entity, String field) {
        if (!remembered) {
            return List.of();
        }
        Field<String> value = DSL.field(DSL.name("f", "raw_value"), SQLDataType.VARCHAR);
        Condition which = DSL.field(DSL.name("f", "entity"), SQLDataType.VARCHAR)
                .eq(entity)
                .and(DSL.field(DSL.name("f", "field"), SQLDataType.VARCHAR).eq(field));
        return owing(
                        which,
                        List.of(
                                value.as("value"),
                                STANDARD.as("standard"),
                                SCHOOL_NAME.as("school"),
                                DSL.sum(COUNT).as("found"),
                                DSL.min(SINCE).as("since")))
                .groupBy(value, STANDARD, SCHOOL_NAME)
                .orderBy(DSL.sum(COUNT).desc(), value, SCHOOL_NAME)
                .fetch(row -> new Owed(
                        Cells.word(row, "value"),
                        Cells.wordOrNull(row, "standard"),
                        Cells.word(row, "school"),
                        Cells.whole(row, "found"),
                        row.get("since", LocalDate.class)));
    }

    private SelectConditionStep<Record> owing(Condition which, List<Field<?>> what) {
        return sql.select(what)
                .from(FACT.as("f"))
                .join(SEEN.as("s"))
                .on("s.entity = f.entity and s.field = f.field and s.value = f.raw_value"
                        + " and s.school_id is not distinct from f.school_id")
                .leftJoin(Columns.DIM_ORGANIZATION.as("o"))
                .on("o.organization_id = f.school_id")
                .where(which)
                .and(scope.restrict(
                        DSL.field(DSL.name("f", "school_id"), SQLDataType.VARCHAR),
                        DSL.field(DSL.name("s", "record_class"), SQLDataType.VARCHAR)));
    }

    /** {@return values that nobody wrote the night before, most rows first; none after the first night of all} */
    public List<Fresh> fresh() {
        return remembered ? known.answer(List.of("fresh", scope), this::readFresh) : List.of();
    }

    private List<Fresh> readFresh() {
        Map<List<String>, Long> rows = new LinkedHashMap<>();
        fields().forEach(use -> use.values()
                .forEach(value -> rows.put(List.of(use.entity(), use.field(), value.text()), value.rows())));
        return sql
                .select(text("entity"), text("field"), text("value"))
                .from(SEEN)
                .where(scope.restrict(text("school_id"), text("record_class")))
                .groupBy(text("entity"), text("field"), text("value"))
                .having(DSL.boolAnd(DSL.condition(DSL.field(DSL.name("is_new"), SQLDataType.BOOLEAN))))
                .orderBy(text("entity"), text("field"), text("value"))
                .fetch()
                .stream()
                .map(row -> List.of(Cells.word(row, "entity"), Cells.word(row, "field"), Cells.word(row, "value")))
                // A standard that only another spelling was brought to is not written anywhere.
                .filter(rows::containsKey)
                .map(key -> new Fresh(key.get(0), key.get(1), key.get(2), rows.getOrDefault(key, 0L)))
                .sorted(Comparator.comparingLong(Fresh::rows).reversed())
                .toList();
    }

    /** {@return every field within the scope that holds anything} */
    public List<FieldUse> fields() {
        return published ? known.answer(List.of("fields", scope), () -> fields(DSL.noCondition())) : List.of();
    }

    /** {@return one field, when the scope has it} */
    public Optional<FieldUse> field(String entity, String field) {
        return published
                ? fields(text("entity").eq(entity).and(text("field").eq(field))).stream()
                        .findFirst()
                : Optional.empty();
    }

    private record Key(String entity, String field) {}

    private List<FieldUse> fields(Condition which) {
        Map<Key, Map<String, Written>> written = new LinkedHashMap<>();
        changed(which).forEach((key, values) -> written.put(key, new LinkedHashMap<>(values)));
        Map<Key, Map<String, Long>> changedTo = new LinkedHashMap<>();
        written.forEach((key, values) -> values.values()
                .forEach(value -> changedTo
                        .computeIfAbsent(key, ignored -> new LinkedHashMap<>())
                        .merge(value.standard() == null ? "" : value.standard(), value.rows(), Long::sum)));
        for (Record row : kept(which)) {
            var key = new Key(Cells.word(row, "entity"), Cells.word(row, "field"));
            String value = Cells.word(row, "value");
            long changed = changedTo.getOrDefault(key, Map.of()).getOrDefault(value, 0L);
            long own = Math.max(0, Cells.whole(row, "found") - changed);
            if (own > 0) {
                written.computeIfAbsent(key, ignored -> new LinkedHashMap<>())
                        .put(value, new Written(value, value, "", own, Cells.whole(row, "schools")));
            }
        }
        List<FieldUse> fields = new ArrayList<>();
        for (Record row : sql.select(text("entity"), text("field"), text("record_class"), text("code_set"))
                .from(FIELD)
                .where(which)
                .orderBy(text("entity"), text("field"))) {
            var key = new Key(Cells.word(row, "entity"), Cells.word(row, "field"));
            List<Written> values = written.getOrDefault(key, Map.of()).values().stream()
                    .sorted(java.util.Comparator.comparingLong(Written::rows)
                            .reversed()
                            .thenComparing(Written::text))
                    .toList();
            if (!values.isEmpty()) {
                fields.add(new FieldUse(
                        key.entity(),
                        key.field(),
                        Cells.word(row, "record_class"),
                        Cells.word(row, "code_set"),
                        values));
            }
        }
        return fields;
    }

    private Iterable<? extends Record> kept(Condition which) {
        return sql.select(text("entity"), text("field"), text("value"))
                .select(ROWS.as("found"), DSL.countDistinct(text("school_id")).as("schools"))
                .from(IN_USE)
                .where(which)
                .and(scope.restrict(text("school_id"), text("record_class")))
                .groupBy(text("entity"), text("field"), text("value"))
                .orderBy(text("entity"), text("field"), text("value"))
                .fetch();
    }

    private Map<Key, Map<String, Written>> changed(Condition which) {
        Map<Key, Map<String, Written>> changed = new LinkedHashMap<>();
        Field<String> entity = DSL.field(DSL.name("f", "entity"), SQLDataType.VARCHAR);
        Field<String> field = DSL.field(DSL.name("f", "field"), SQLDataType.VARCHAR);
        sql.select(entity.as("entity"), field.as("field"), text("raw_value"), text("standard_value"))
                .select(DSL.min(text("how")).as("how"), ROWS.as("found"))
                .select(DSL.countDistinct(text("school_id")).as("schools"))
                .from(FACT.as("f"))
                .join(DSL.select(text("entity"), text("field"), text("record_class"))
                        .from(FIELD)
                        .where(which)
                        .asTable("v"))
                .on(entity.eq(DSL.field(DSL.name("v", "entity"), SQLDataType.VARCHAR)))
                .and(field.eq(DSL.field(DSL.name("v", "field"), SQLDataType.VARCHAR)))
                .where(scope.restrict(text("school_id"), text("record_class")))
                .groupBy(entity, field, text("raw_value"), text("standard_value"))
                .orderBy(entity, field, text("raw_value"))
                .forEach(row -> changed.computeIfAbsent(
                                new Key(Cells.word(row, "entity"), Cells.word(row, "field")),
                                ignored -> new LinkedHashMap<>())
                        .put(
                                Cells.word(row, "raw_value"),
                                new Written(
                                        Cells.word(row, "raw_value"),
                                        Cells.wordOrNull(row, "standard_value"),
                                        Cells.word(row, "how"),
                                        Cells.whole(row, "found"),
                                        Cells.whole(row, "schools"))));
        return changed;
    }

    /** {@return where the kept values of a field are used, most rows first} */
    public List<AtSchool> schools(String entity, String field) {
        if (!published) {
            return List.of();
        }
        Field<String> name = DSL.field(DSL.name("o", "name"), SQLDataType.VARCHAR);
        return sql.select(text("value"), name.as("school"), ROWS.as("found"))
                .from(IN_USE)
                .leftJoin(Columns.DIM_ORGANIZATION.as("o"))
                .on(text("school_id").eq(DSL.field(DSL.name("o", "organization_id"), SQLDataType.VARCHAR)))
                .where(text("entity").eq(entity).and(text("field").eq(field)))
                .and(scope.restrict(text("school_id"), text("record_class")))
                .groupBy(text("value"), name)
                .orderBy(text("value"), ROWS.desc(), name)
                .fetch(row ->
                        new AtSchool(Cells.word(row, "value"), Cells.word(row, "school"), Cells.whole(row, "found")));
    }
}
