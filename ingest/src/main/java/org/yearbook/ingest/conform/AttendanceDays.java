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

    /**
     * Leaves behind: {@code absent_of_day}, code to units; {@code calendar_of}, a number for each school that has a
     * calendar; {@code school_day}, the units of each day under one whole number for school and day, so that 18 million
     * rows find theirs without comparing texts.
     */
    List<String> prepare() {
        List<String> statements = new ArrayList<>();
        boolean calendar = !sides.getOrDefault("calendar_day", List.of()).isEmpty();
        statements.add("create temp table calendar as "
                + (calendar
                        ? "select school_number, calendar_date, max(case when in_session then coalesce(member_units, "
                                + DAY + ") else 0 end) as units from " + SchoolOf.parquet(sides, "calendar_day")
                                + " where school_number is not null and calendar_date is not null group by all"
                        : "select cast(null as varchar) as school_number, cast(null as date) as calendar_date, 0 as units"
                                + " where false"));
        statements.add(
                "set variable calendar_of = (select map_from_entries(list(struct_pack(k := school_number, v := n)))"
                        + " from (select school_number, cast(row_number() over (order by school_number) as integer) as n from"
                        + " (select distinct school_number from calendar)))");
        statements.add("create temp table school_day as select " + calendarOf("school_number")
                + " * 2000 + (calendar_date - date '" + firstDay() + "') as day, units from calendar");
        statements.add("set variable absent_of_day = " + portions());
        return statements;
    }

    private String firstDay() {
        return Character.isDigit(item.schoolYear().charAt(0))
                ? item.schoolYear().substring(0, 4) + "-01-01"
                : "2000-01-01";
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

    /** The last two columns of a conformed row, over {@code t} from {@link #rows} and its day {@code s}. */
    static String values() {
        String units = "coalesce(s.units, case when t._calendar is null then " + DAY + " else 0 end)";
        return "cast(case when t._portion is null then 0 else " + units + " end as integer) as member_units,"
                + " cast(case when t._portion is null then 0 else (2 * t._portion * " + units + " + " + DAY + ") // "
                + 2 * DAY + " end as integer) as absent_units";
    }

    /** The rows with their days. */
    String rows(String from) {
        return from + " t left join school_day s on s.day = t._calendar * 2000 + (t.attendance_date - date '"
                + firstDay() + "')";
    }

    /**
     * {@return what codes and schools stand for, as columns of {@code held}} They are looked up in {@code typed}, where
     * each value still stands once; row by row it would take many times as long.
     */
    static String lookups() {
        return portion("attendance_code") + " as _portion, " + calendarOf("school_number") + " as _calendar";
    }

    private static String calendarOf(String school) {
        return "map_extract_value(cast(getvariable('calendar_of') as map(varchar, integer)), " + school + ")";
    }

    private static String portion(String code) {
        return "case when " + code + " is null then 0 else map_extract_value(cast(getvariable('absent_of_day') as"
                + " map(varchar, integer)), " + code + ") end";
    }

    /** {@return the rule about codes, judged row by row} */
    static Rule unknownCode(String ownerRole) {
        return new Rule(
                "ATT-03",
                "attendance_code",
                "major",
                portion("attendance_code") + " is null",
                "raw_attendance_code",
                Rule.NOTHING,
                "No list says what part of the day this code stands for; the day is not counted.",
                "Choose a code from the list, or add this one to the list of codes.",
                ownerRole);
    }

    /** {@return the rule about days without school; its rows are found by {@link #daysWithoutSchool}} */
    static Rule noSchool(String ownerRole) {
        return new Rule(
                "ATT-01",
                "attendance_date",
                "major",
                "false",
                "raw_attendance_date",
                Rule.NOTHING,
                "Attendance on a day without school; it is not counted.",
                "Correct the date, or the calendar if there was school that day.",
                ownerRole);
    }

    /** {@return the days on which a school with a calendar had none, but attendance all the same} */
    static String daysWithoutSchool() {
        return "select t.school_number, t.attendance_date from (select distinct school_number, attendance_date from held"
                + " where attendance_date is not null and _calendar is not null) t"
                + " anti join (select * from calendar where units > 0) c on c.school_number = t.school_number and"
                + " c.calendar_date = t.attendance_date";
    }
}
