package org.yearbook.warehouse.submission;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.yearbook.definitions.edfacts.CategorySet;
import org.yearbook.definitions.edfacts.Level;
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
    private static final Field<String> TABLE = DSL.field(DSL.name("table_name"), SQLDataType.VARCHAR);
    private static final Field<BigDecimal> AMOUNT = DSL.field(DSL.name("amount"), SQLDataType.DECIMAL(18, 4));
    private static final Field<Long> KEY = DSL.field(DSL.name("unit_key"), SQLDataType.BIGINT);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Duck duck;
    private final YearFile file;

    /** @param duck into which a population was {@linkplain #lay laid} */
    Counts(Duck duck, YearFile file) {
        this.duck = duck;
        this.file = file;
    }

    /**
     * Finds who is counted, once for all that is asked of them, in place of who was before.
     *
     * @param population a query as {@link Populations} describes it, over the tables that {@code duck} sees
     */
    static void lay(Duck duck, String population) {
        duck.run("create or replace temp table counted as " + population);
    }

    /**
     * {@return all numbers of a file that are not zero, organization by organization in the order of the sets; those of
     * a rate in percent may be zero}
     */
    List<Count> all() {
        List<Count> all = new ArrayList<>();
        file.sets().forEach(set -> all.addAll(of(set)));
        return all;
    }

    /**
     * {@return what stands in the way of counting: codes that the file does not permit in its year, each a sentence;
     * values are not repeated, since somebody typed them}
     */
    List<String> notPermitted() {
        List<String> told = new ArrayList<>();
        var lists = new ArrayList<>(file.sets().stream()
                .flatMap(set -> set.categories().stream())
                .distinct()
                .toList());
        for (String list : lists) {
            Field<String> code = DSL.field(DSL.name(list), SQLDataType.VARCHAR);
            var permitted = file.codes().getOrDefault(list, Map.of()).keySet();
            int others = duck.sql()
                    .fetchCount(DSL.selectDistinct(KEY)
                            .from(COUNTED)
                            .where(ofLevel())
                            .and(code.notIn(permitted)));
            if (others > 0) {
                told.add(others + " of those who are counted have a code of " + list
                        + " that the specification does not" + " permit in " + file.year() + ".");
            }
        }
        return told;
    }

    private List<Count> of(CategorySet set) {
        List<Field<String>> categories = set.categories().stream()
                .map(list -> DSL.field(DSL.name(list), SQLDataType.VARCHAR))
                .toList();
        List<Field<?>> groups = new ArrayList<>(List.of(ORGANIZATION));
        groups.addAll(categories);
        Field<BigDecimal> amount = amount().as("number");
        List<Field<?>> columns = new ArrayList<>(groups);
        columns.add(amount);
        return duck.sql()
                .select(columns)
                .from(COUNTED)
                .where(ofLevel())
                .and(TABLE.isNull().or(TABLE.eq(set.table())))
                .and(DSL.and(categories.stream().map(Field::isNotNull).toList()))
                .groupBy(groups)
                .orderBy(groups)
                .fetch(row -> count(set, row, amount));
    }

    private Condition ofLevel() {
        return TYPE.eq(file.level() == Level.LEA ? "district" : "school");
    }

    private Field<BigDecimal> amount() {
        return switch (file.specification().unit()) {
            case STUDENTS -> DSL.countDistinct(KEY).cast(SQLDataType.DECIMAL(18, 4));
            // Many places, so that rounding once more to those of the file changes nothing.
            case PERCENT -> DSL.sum(AMOUNT).mul(HUNDRED).div(DSL.count()).cast(SQLDataType.DECIMAL(18, 12));
            case REMOVALS, FULL_TIME_EQUIVALENTS, NOTHING -> DSL.sum(AMOUNT);
        };
    }

    private static Count count(CategorySet set, Record row, Field<BigDecimal> amount) {
        Map<String, String> codes = new LinkedHashMap<>();
        set.categories().forEach(list -> codes.put(list, row.get(list, String.class)));
        return new Count(row.get(ORGANIZATION), set, codes, row.get(amount));
    }
}
