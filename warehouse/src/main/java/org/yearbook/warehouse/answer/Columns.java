package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The names that pages read in a publication. */
final class Columns {

    static final Table<?> METRIC_VALUE = DSL.table(DSL.name("metric_value"));
    static final Table<?> METRIC_DEFINITION = DSL.table(DSL.name("metric_definition"));
    static final Table<?> METRIC_GOAL = DSL.table(DSL.name("metric_goal"));
    static final Table<?> METRIC_MISSING_INPUT = DSL.table(DSL.name("metric_missing_input"));
    static final Table<?> METRIC_THRESHOLD = DSL.table(DSL.name("metric_threshold"));
    static final Table<?> DIM_ORGANIZATION = DSL.table(DSL.name("dim_organization"));
    static final Table<?> DIM_SCHOOL_YEAR = DSL.table(DSL.name("dim_school_year"));
    static final Table<?> QUALITY_ISSUE = DSL.table(DSL.name("quality_issue"));
    static final Table<?> QUALITY_NIGHT = DSL.table(DSL.name("quality_night"));
    static final Table<?> ROW_ACCOUNT = DSL.table(DSL.name("row_account"));
    static final Table<?> DELIVERY = DSL.table(DSL.name("delivery"));
    static final Table<?> RUN_STEP = DSL.table(DSL.name("run_step"));
    static final Table<?> FRESHNESS = DSL.table(DSL.name("freshness"));

    static final Field<String> METRIC = text("metric");
    static final Field<Integer> VERSION = DSL.field(DSL.name("version"), SQLDataType.INTEGER);
    static final Field<String> AUTHORITY = text("authority");
    static final Field<String> POLICY = text("policy");
    static final Field<String> SCHOOL_YEAR = text("school_year");
    static final Field<String> ORGANIZATION_ID = text("organization_id");
    static final Field<String> GROUP_DIMENSION = text("group_dimension");
    static final Field<String> GROUP_VALUE = text("group_value");
    static final Field<BigDecimal> NUMERATOR = number("numerator");
    static final Field<BigDecimal> DENOMINATOR = number("denominator");
    static final Field<BigDecimal> VALUE = number("value");
    static final Field<Long> N = DSL.field(DSL.name("n"), SQLDataType.BIGINT);
    static final Field<String> STATUS = text("status");
    static final Field<String> VALUE_RANGE = text("value_range");
    static final Field<LocalDate> AS_OF = date("as_of");

    private Columns() {}

    static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }

    static Field<BigDecimal> number(String name) {
        return DSL.field(DSL.name(name), SQLDataType.DECIMAL(18, 6));
    }

    static Field<LocalDate> date(String name) {
        return DSL.field(DSL.name(name), SQLDataType.LOCALDATE);
    }
}
