package org.yearbook.ingest.check;

import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.check.Operator.Demand;
import org.yearbook.ingest.standardize.SqlText;

/** Rules that count first: when the number of a school year is not as demanded, its bad rows are told. */
record MetricQuery(String entity, EntityShape shape) {

    /**
     * {@return a query for the bad rows of the school years that have too many or too few of them, or for the year as a
     * whole when none is bad and some should be}
     *
     * @param bad a condition in SQL that every bad row fulfils
     * @param percent whether the share of all rows counts, not their number
     */
    String rows(@Nullable String field, String bad, Demand wanted, boolean percent) {
        String raw = field == null ? Rule.NOTHING : "cast(" + SqlText.name(field) + " as varchar)";
        String number = percent ? "(100.0 * bad_rows / all_rows)" : "bad_rows";
        return """
                with judged as (select *, %s as is_bad from %s),
                total as (select school_year, count(*) filter (where is_bad) as bad_rows, count(*) as all_rows,
                                 any_value(source) as source, max(source_file) as source_file
                          from judged group by school_year),
                broken as (from total where not (%s))
                select j.school_year, %s as record_key, %s as raw_value, cast(null as varchar) as suggested_value,
                       %s as school_id, j.source, j.source_file, j.source_row
                from judged j semi join broken b on b.school_year = j.school_year where j.is_bad
                union all
                select school_year, 'all rows', bad_rows || ' of ' || all_rows || ' rows', null, null, source,
                       source_file, cast(0 as bigint)
                from broken where bad_rows = 0""".formatted(
                        bad, SqlText.name(entity), wanted.condition(number), shape.recordKey(), raw, shape.school());
    }

    /** {@return a query for the school years whose number of rows is not as demanded} */
    String rowCount(Demand wanted) {
        return """
                select school_year, 'all rows' as record_key, count(*) || ' rows' as raw_value,
                       cast(null as varchar) as suggested_value, cast(null as varchar) as school_id,
                       any_value(source) as source, max(source_file) as source_file, cast(0 as bigint) as source_row
                from %s group by school_year having not (%s)""".formatted(SqlText.name(entity), wanted.condition("count(*)"));
    }
}
