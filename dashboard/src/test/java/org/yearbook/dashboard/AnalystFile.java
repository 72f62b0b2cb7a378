package org.yearbook.dashboard;

import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Publications;

/** Gives the sample publication a file for analysts: few tables, one of them with a million rows. */
final class AnalystFile {

    private AnalystFile() {}

    static final int ROWS = 1_000_000;

    static void write(DistrictHome home) {
        var file = Publications.current(home).orElseThrow().folder().resolve("analyst.duckdb");
        try (Duck duck = Duck.write(file, new Limits(1, 512, null))) {
            duck.run("create table dim_school_year as select * from (values ('2024-25', false), ('2025-26', true))"
                    + " t(school_year, is_current)");
            duck.run("create table dim_student as select '2025-26' as school_year, range as student_key,"
                    + " case range % 3 when 0 then '09' when 1 then '10' else null end as grade_level,"
                    + " range % 2 = 0 as el from range(3000)");
            duck.run("create table fact_student_attendance as select '2025-26' as school_year,"
                    + " range % 3000 as student_key, date '2025-09-01' + (range % 180)::integer as attendance_date,"
                    + " (range % 2521)::integer as absent_units, (range % 100 / 100.0)::decimal(18, 4) as share,"
                    + " timestamp '2025-09-01 08:00:00' + interval (range) second as seen_at,"
                    + " 'Ä day of ' || (range % 7) as words from range(" + ROWS + ")");
            duck.run("create view metric_chronic_absence_rate as select school_year, count(*) as students"
                    + " from dim_student group by school_year");
            duck.run("comment on table dim_student is 'One row for each student and school year.'");
            duck.run("comment on column dim_student.grade_level is 'Grade; empty when not stated.'");
        }
    }
}
