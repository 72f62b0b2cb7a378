package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.text;

import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Questions of those who look after the warehouse: what each contract brought, and what each school has numbers of. */
public final class AdministrationAnswers {

    private static final Table<?> DELIVERY = Columns.DELIVERY;
    private static final String CONTRACT = "contract_id";

    private final DSLContext sql;
    private final Known known;

    AdministrationAnswers(DSLContext sql, Known known) {
        this.sql = sql;
        this.known = known;
    }

    /**
     * What came under a contract. Grain: one a source and contract.
     *
     * @param contract empty where the publication is of a release that did not tell
     * @param files in force
     * @param held files that were refused whole in the last night
     */
    public record Contracted(
            String source,
            String contract,
            @Nullable LocalDate arrived,
            @Nullable LocalDate through,
            long files,
            long held) {}

    /**
     * The numbers of a school in a year. Grain: one a school.
     *
     * @param measures that have a number of the whole school
     * @param numbers of the school and its groups, each metric and group once
     * @param few of these, how many speak of fewer people than a shared number may
     */
    public record Reported(String school, long measures, long numbers, long few) {}

    /** {@return what came under each contract, by source and contract} */
    public List<Contracted> contracts() {
        Field<String> contract = known.columns(DELIVERY.getName(), sql).contains(CONTRACT)
                ? text(CONTRACT)
                : DSL.castNull(text(CONTRACT));
        var held = text("status").eq("held");
        return known.rows(
                sql,
                sql.select(
                                text("source"),
                                contract.as("contract"),
                                DSL.max(Columns.date(lastDelivered()))
                                        .filterWhere(held.not())
                                        .as("arrived"),
                                DSL.max(Columns.date("data_through"))
                                        .filterWhere(held.not())
                                        .as("through"),
                                DSL.count().filterWhere(held.not()).as("files"),
                                DSL.count().filterWhere(held).as("held"))
                        .from(DELIVERY)
                        .groupBy(text("source"), contract)
                        .orderBy(text("source"), contract),
                row -> new Contracted(
                        Cells.word(row, "source"),
                        Cells.word(row, "contract"),
                        Cells.day(row, "arrived"),
                        Cells.day(row, "through"),
                        Cells.whole(row, "files"),
                        Cells.whole(row, "held")));
    }

    /** Earlier releases told only when the rows of a file came first. */
    private String lastDelivered() {
        return known.columns(DELIVERY.getName(), sql).contains("last_delivered") ? "last_delivered" : "arrived";
    }

    /** {@return the kinds of records that a source brings, by name; nothing where the publication does not tell} */
    public List<String> entities(String source) {
        return known.has("entity_source", sql)
                ? known.rows(
                        sql,
                        sql.selectDistinct(text("entity"))
                                .from(DSL.table(DSL.name("entity_source")))
                                .where(text("source").eq(source))
                                .orderBy(text("entity")),
                        row -> row.value1())
                : List.of();
    }

    /**
     * {@return what each school has numbers of in a year, under the definitions in force}
     *
     * @param smallest the smallest group that a shared number may speak of
     */
    public List<Reported> reported(String year, int smallest) {
        var whole = text("group_dimension").eq("all");
        return known.rows(
                sql,
                sql.select(
                                Columns.ORGANIZATION_ID,
                                DSL.countDistinct(Columns.METRIC)
                                        .filterWhere(whole)
                                        .as("measures"),
                                DSL.count().as("numbers"),
                                DSL.count()
                                        .filterWhere(Columns.N.between(1L, smallest - 1L))
                                        .as("few"))
                        .from(Columns.METRIC_VALUE)
                        .where(Columns.SCHOOL_YEAR.eq(year))
                        .and(text("organization_type").eq("school"))
                        .and(Columns.POLICY.eq("in_force"))
                        .and(Columns.VALUE.isNotNull())
                        .groupBy(Columns.ORGANIZATION_ID),
                row -> new Reported(
                        Cells.word(row, "organization_id"),
                        Cells.whole(row, "measures"),
                        Cells.whole(row, "numbers"),
                        Cells.whole(row, "few")));
    }
}
