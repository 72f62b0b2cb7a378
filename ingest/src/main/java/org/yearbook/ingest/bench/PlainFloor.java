package org.yearbook.ingest.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/**
 * The floor under a night: DuckDB alone reads the attendance file, standardizes it, writes sorted Parquet, and loads a
 * table and an aggregate from that. No row is accounted for, no rule is checked, no history is kept.
 */
public final class PlainFloor {

    private PlainFloor() {}

    /** Arguments: the attendance CSV, the code table, and an empty folder to work in. */
    public static void main(String[] arguments) throws Exception {
        Path attendance = Path.of(arguments[0]);
        Path codes = Path.of(arguments[1]);
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        run(attendance, codes, folder);
    }

    static void run(Path attendance, Path codes, Path folder) {
        Path parquet = folder.resolve("floor.parquet");
        int cores = Runtime.getRuntime().availableProcessors();
        try (var duck = Duck.write(folder.resolve("floor.duckdb"), new Limits(cores, 8_000, folder))) {
            duck.run("""
                    create temp table code as
                    select attendance_code,
                           case when absent_portion = '0' then 0 when absent_portion = '1' then 2520
                                when contains(absent_portion, '/')
                                then 2520 * cast(split_part(absent_portion, '/', 1) as integer)
                                     // cast(split_part(absent_portion, '/', 2) as integer) end as absent_units
                    from read_csv(%s, all_varchar = true, header = true)""".formatted(Duck.literal(codes)));
            duck.run("""
                    copy (
                      select d.student_number, lpad(d.school_number, 4, '0') as school_number,
                             cast(coalesce(try_strptime(d.attendance_date, '%%Y-%%m-%%d'),
                                           try_strptime(d.attendance_date, '%%m/%%d/%%Y')) as date) as attendance_date,
                             upper(trim(d.attendance_code)) as attendance_code, 2520 as member_units,
                             coalesce(code.absent_units, 0) as absent_units
                      from read_csv(%s, all_varchar = true, header = true) d
                      left join code on code.attendance_code = upper(trim(d.attendance_code))
                      order by school_number, student_number, attendance_date
                    ) to %s (format parquet)""".formatted(Duck.literal(attendance), Duck.literal(parquet)));
            duck.run("create table attendance as select * from read_parquet(" + Duck.literal(parquet) + ")");
            duck.run("""
                    create table student_year as
                    select student_number, sum(member_units) as enrolled_units, sum(absent_units) as absent_units
                    from attendance group by student_number""");
        }
    }
}
