package org.yearbook.warehouse.submission;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.yearbook.definitions.edfacts.CategorySet;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.Unit;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.engine.Duck;

/**
 * Every number of a file: for each organization and category set, how many there are of each combination of codes that
 * occurs. Whoever a category does not apply to is in no set with it; whoever it is unknown of is counted as
 * {@code MISSING}.
 */
final class Counts {

    private static final Table<?> COUNTED = DSL.table(DSL.name("counted"));
    private static final Field<String> ORGANIZATION = DSL.field(DSL.name("organization_id"), SQLDataType.VARCHAR);
    private static final Field<String> TYPE = DSL.field(DSL.name("organization_type"), SQLDataType.VARCHAR);
    private static final Field<BigDecimal> AMOUNT = DSL.field(DSL.name("amount"), SQLDataType.DECIMAL(18, 4));
    private static final Field<Long> KEY = DSL.field(DSL.name("unit_key"), SQLDataType.BIGINT);

    private final Duck duck;
    private final YearFile file;

    private Counts(Duck duck, YearFile file) {
        this.duck = duck;
        this.file = file;
    }

    /**
     * {@return all numbers of a file that are not zero, organization by organization in the order of the sets}
     *
     * @param population a query as {@link Populations} describes it, over the tables that {@code duck} sees
     */
    static List<Count> of(Duck duck, YearFile file, String population) {
        duck.run("create or replace temp table counted as " + population);
        try {
            var counts = new Counts(duck, file);
            List<Count> all = new ArrayList<>();
            file.sets().forEach(set -> all.addAll(counts.of(set)));
            return all;
        } finally {
            duck.run("drop table counted");
        }
    }

    private List<Count> of(CategorySet set) {
        List<Field<String>> categories = set.categories().stream()
                .map(list -> DSL.field(DSL.name(list), SQLDataType.VARCHAR))
                .toList();
        List<Field<?>> groups = new ArrayList<>(List.of(ORGANIZATION));
        groups.addAll(categories);
        Field<BigDecimal> amount = people()
                ? DSL.countDistinct(KEY).cast(SQLDataType.DECIMAL(18, 4)).as("number")
                : DSL.sum(AMOUNT).as("number");
        List<Field<?>> columns = new ArrayList<>(groups);
        columns.add(amount);
        return duck.sql()
                .select(columns)
                .from(COUNTED)
                .where(TYPE.eq(file.level() == Level.LEA ? "district" : "school"))
                .and(DSL.and(categories.stream().map(Field::isNotNull).toList()))
                .groupBy(groups)
                .orderBy(groups)
                .fetch(row -> count(set, row, amount));
    }

    private boolean people() {
        return file.specification().unit() == Unit.STUDENTS;
    }

    private static Count count(CategorySet set, Record row, Field<BigDecimal> amount) {
        Map<String, String> codes = new LinkedHashMap<>();
        set.categories().forEach(list -> codes.put(list, row.get(list, String.class)));
        return new Count(row.get(ORGANIZATION), set, codes, row.get(amount));
    }
}
