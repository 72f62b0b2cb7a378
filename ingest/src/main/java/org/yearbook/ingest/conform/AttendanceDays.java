package org.yearbook.ingest.conform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yearbook.ingest.check.Rule;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.standardize.SqlText;

/**
 * How much of a day each attendance row stands for, in units of 1/2520 day: the calendar says how much the day counts,
 * the code what part of that was missed. A code that nobody explains leaves the day out of both, so that it moves no
 * rate; a day without school counts nothing.
 */
final class AttendanceDays {

    static final String ENTITY = "student_attendance";
    private static final int DAY = 2520;

    private final Item item;
    private final Map<String, List<Path>> sides;

    AttendanceDays(Item item, Map<String, List<Path>> sides) {
        this.item = item;
        this.sides = sides;
    }

    List<String> prepare() {
        List<String> statements = new ArrayList<>();
        boolean calendar = !sides.getOrDefault("calendar_day", List.of()).isEmpty();
        statements.add("create temp table school_day as "
                + (calendar
                        ? "select school_number, calendar_date, max(case when in_session then coalesce(member_units, "
                                + DAY + ") else 0 end) as units from " + SchoolOf.parquet(sides, "calendar_day")
                                + " group by all"
                        : "select cast(null as varchar) as school_number, cast(null as date) as calendar_date, 0 as units"
                                + " where false"));
        statements.add("create temp table school_with_calendar as select distinct school_number from school_day");
        statements.add("set variable absent_of_day = " + portions());
        return statements;
    }

    /** What the contract says of codes comes first, then the code file of the same year. */
    private String portions() {
        Map<String, Integer> own = new LinkedHashMap<>();
        item.parts()
                .forEach(part -> part.contract()
                        .column("attendance_code")
                        .map(Column::codes)
                        .ifPresent(codes -> codes.forEach((code, portion) -> own.put(code, units(portion)))));
        if (!own.isEmpty()) {
            return own.entrySet().stream()
                    .map(code -> SqlText.literal(code.getKey()) + ": " + code.getValue())
                    .collect(Collectors.joining(", ", "map {", "}"));
        }
        if (sides.getOrDefault("attendance_code", List.of()).isEmpty()) {
            return "cast(null as map(varchar, integer))";
        }
        return "(select map_from_entries(list(struct_pack(k := attendance_code, v := absent_units))) from "
                + SchoolOf.parquet(sides, "attendance_code") + " where absent_units is not null)";
    }

    static int units(String portion) {
        String[] parts = portion.strip().split("/", -1);
        var above = new BigDecimal(parts[0].strip());
        var below = parts.length == 2 ? new BigDecimal(parts[1].strip()) : BigDecimal.ONE;
        int units = above.multiply(BigDecimal.valueOf(DAY))
                .divide(below, 0, RoundingMode.HALF_UP)
                .intValueExact();
        if (units < 0 || units > DAY) {
            throw new IllegalArgumentException("'" + portion + "' is not a part of a day; write 0, 1, 0.5 or 1/6");
        }
        return units;
    }

    static String over(String typed) {
        String portion = "case when attendance_code is null then 0 else map_extract_value(cast(getvariable("
                + "'absent_of_day') as map(varchar, integer)), attendance_code) end";
        return "select * exclude (_portion, _units), case when _portion is null then 0 else _units end as member_units,"
                + " case when _portion is null then 0 else cast(round(_portion * _units / 2520.0) as integer) end"
                + " as absent_units, _portion is null as _unknown_code, _units = 0 as _no_school from (select t.*, "
                + portion + " as _portion, cast(case when c.school_number is null then " + DAY
                + " else coalesce(s.units, 0) end as integer) as _units from (" + typed
                + ") t left join school_with_calendar c on c.school_number = t.school_number left join school_day s on"
                + " s.school_number = t.school_number and s.calendar_date = t.attendance_date)";
    }

    static List<Rule> rules(String ownerRole) {
        return List.of(
                new Rule(
                        "ATT-01",
                        "attendance_date",
                        "major",
                        "_no_school and attendance_date is not null",
                        "raw_attendance_date",
                        Rule.NOTHING,
                        "Attendance on a day without school; it is not counted.",
                        "Correct the date, or the calendar if there was school that day.",
                        ownerRole),
                new Rule(
                        "ATT-03",
                        "attendance_code",
                        "major",
                        "_unknown_code",
                        "raw_attendance_code",
                        Rule.NOTHING,
                        "No list says what part of the day this code stands for; the day is not counted.",
                        "Choose a code from the list, or add this one to the list of codes.",
                        ownerRole));
    }
}
