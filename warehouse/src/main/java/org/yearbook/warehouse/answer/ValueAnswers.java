package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
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
    private static final Table<?> FACT = DSL.table(DSL.name("standardization_fact"));
    private static final Field<BigDecimal> ROWS = DSL.sum(DSL.field(DSL.name("rows"), SQLDataType.BIGINT));

    private final DSLContext sql;
    private final RecordScope scope;
    private final boolean published;

    ValueAnswers(DSLContext sql, RecordScope scope) {
        this.sql = sql;
        this.scope = scope;
        this.published = sql.fetchExists(DSL.selectOne()
                .from("duckdb_tables()")
                .where("table_name = 'value_in_use' and database_name = current_database()"));
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

    /** {@return every field within the scope that holds anything} */
    public List<FieldUse> fields() {
        return published ? fields(DSL.noCondition()) : List.of();
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
