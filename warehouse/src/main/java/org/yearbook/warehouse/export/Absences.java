package org.yearbook.warehouse.export;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Record;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publications;

/** The days that a student missed at a school, as the publication in force has them: identified records. */
final class Absences {

    private static final String ENTITY = "student_attendance";

    /** Of a student's day at a school there is one row, of which the absence may have come on several lines. */
    private static final String DAYS = """
            with missed as (
                select a.student_key, a.school_year, a.school_number, a.attendance_date,
                       coalesce(a.attendance_code, '') as code, coalesce(c.description, '') as meaning,
                       a.member_units, a.absent_units
                from fact_student_attendance a
                left join dim_attendance_code c
                    on c.school_year = a.school_year and c.attendance_code = a.attendance_code
                where a.school_year = ? and a.school_number = ? and a.absent_units > 0
                  and a.student_key in (select student_key from dim_student where school_year = ? and student_number = ?))
            select m.*, %1$s
            from missed m %2$s
            order by m.attendance_date%3$s""";

    private static final String LINES = "coalesce(l.source, '') as source, coalesce(l.source_file, '') as file,"
            + " coalesce(l.source_row, 0)::bigint as row_number, case when d.delivery_id is null then"
            + " try_strptime(left(l.source_delivery, 8), '%Y%m%d')::date end as counted";

    private static final String WHERE = """

            left join absence_line l
                on l.school_year = m.school_year and l.student_key = m.student_key
               and l.school_number = m.school_number and l.attendance_date = m.attendance_date
            left join delivery d on d.delivery_id = l.source_delivery and d.file = l.source_file""";

    private Absences() {}

    /**
     * {@return in the order of days; where nothing is published, or by a release that kept no lines, as far as known}
     */
    static List<AbsentDay> of(DistrictHome home, Limits limits, SchoolYear year, String school, String number) {
        Optional<Path> file = Publications.fileOf(home, Audience.INTERNAL);
        if (file.isEmpty()) {
            return List.of();
        }
        try (Duck duck = Rows.open(file.get(), limits)) {
            boolean lines = Rows.has(duck, "absence_line");
            String days = lines
                    ? DAYS.formatted(LINES, WHERE, ", l.source_file, l.source_row")
                    : DAYS.formatted("'' as file", "", "");
            Map<LocalDate, List<Record>> byDay = new LinkedHashMap<>();
            duck.sql()
                    .fetch(days, year.toString(), school, year.toString(), number)
                    .forEach(row -> byDay.computeIfAbsent(date(row), day -> new ArrayList<>())
                            .add(row));
            return byDay.values().stream().map(Absences::day).toList();
        }
    }

    private static LocalDate date(Record row) {
        return Objects.requireNonNull(row.get("attendance_date", LocalDate.class));
    }

    private static AbsentDay day(List<Record> rows) {
        Record one = rows.get(0);
        return new AbsentDay(
                date(one),
                one.get("code", String.class),
                one.get("meaning", String.class),
                one.get("member_units", Integer.class),
                one.get("absent_units", Integer.class),
                rows.stream()
                        .filter(row -> !row.get("file", String.class).isEmpty())
                        .map(Absences::line)
                        .toList());
    }

    private static Delivered line(Record row) {
        return new Delivered(
                ENTITY,
                row.get("school_number", String.class),
                date(row),
                row.get("code", String.class),
                row.get("source", String.class),
                row.get("file", String.class),
                row.get("row_number", Long.class),
                row.get("counted", LocalDate.class));
    }
}
