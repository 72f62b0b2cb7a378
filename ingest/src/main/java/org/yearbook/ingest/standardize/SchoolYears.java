package org.yearbook.ingest.standardize;

import java.time.MonthDay;
import java.util.Locale;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** School years in SQL. */
public final class SchoolYears {

    private SchoolYears() {}

    /** {@return the school year that a date lies in, {@code unknown} when there is none} */
    public static Field<String> ofDate(Field<?> date, MonthDay firstDay) {
        String first = String.format(Locale.ROOT, "%02d-%02d", firstDay.getMonthValue(), firstDay.getDayOfMonth());
        Field<Integer> starts = DSL.field(
                "(year({0}) - case when strftime({0}, '%m-%d') < {1} then 1 else 0 end)",
                SQLDataType.INTEGER, date, DSL.inline(first));
        return DSL.field("case when {0} is null then 'unknown' else {1} end", SQLDataType.VARCHAR, date, named(starts));
    }

    /**
     * {@return the school year that a text names ({@code 2025-26}, {@code 2025-2026} or one year), {@code unknown} when
     * it names none}
     */
    public static Field<String> ofText(Field<String> text, boolean ending) {
        Field<Integer> year = DSL.field("try_cast(left(trim({0}), 4) as integer)", SQLDataType.INTEGER, text);
        Field<Integer> starts = DSL.field(
                "case when regexp_full_match(trim({0}), '\\d{4}[-/ ]+(\\d{4}|\\d{2})') then {1}"
                        + " when regexp_full_match(trim({0}), '\\d{4}') then {1} - {2} end",
                SQLDataType.INTEGER, text, year, DSL.inline(ending ? 1 : 0));
        return DSL.field(
                "case when {0} is null then 'unknown' else {1} end", SQLDataType.VARCHAR, starts, named(starts));
    }

    private static Field<String> named(Field<Integer> starts) {
        return DSL.field("({0} || '-' || lpad(cast(({0} + 1) % 100 as varchar), 2, '0'))", SQLDataType.VARCHAR, starts);
    }
}
