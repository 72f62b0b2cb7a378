package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Daily attendance: by far the largest file, so bytes are copied and nothing is made per row. */
final class AttendanceFile {

    static final String[] COLUMNS = {"student_number", "school_number", "attendance_date", "attendance_code"};

    private static final int CODE = 3;

    private final YearView view;
    private final Delivery delivery;
    private final String file;
    private final Dirt.Chances chances;
    private final byte[][] schools;
    private final byte[][] codes;
    private final double anyFault;

    AttendanceFile(YearView view, Delivery delivery) {
        this.view = view;
        this.delivery = delivery;
        file = "sis-attendance-" + view.year() + ".csv";
        chances = delivery.chances("sis-attendance", view.year(), file);
        schools = view.schools().all().stream()
                .map(school -> bytes(school.number()))
                .toArray(byte[][]::new);
        codes = Arrays.stream(Mark.values()).map(mark -> bytes(mark.code)).toArray(byte[][]::new);
        anyFault = chances.all().stream().mapToDouble(Dirt.Chance::rate).sum();
    }

    void write() throws IOException {
        YearRoster roster = view.roster();
        try (Csv csv = delivery.plain(file, COLUMNS)) {
            for (int day = 0; day <= view.lastDay(); day++) {
                byte[] date = bytes(view.calendar().day(day).toString());
                List<long[]> holiday = new ArrayList<>();
                for (int row = 0; row < roster.size(); row++) {
                    int mark = roster.mark(row, day);
                    if (mark != 0) {
                        int school = roster.schoolOn(row, day);
                        Dirt.Chance fault = fault(roster.code(row), day);
                        if (fault == null) {
                            csv.number(Person.number(roster.code(row)))
                                    .ascii(schools[school])
                                    .ascii(date)
                                    .ascii(codes[mark])
                                    .end();
                        } else if (fault.is(RowFault.NO_SCHOOL_THAT_DAY)) {
                            clean(csv, row, school, day, mark);
                            holiday.add(new long[] {row, school});
                        } else {
                            spoiled(csv, fault, row, day, mark);
                        }
                    }
                }
                holiday(csv, day, holiday);
            }
            delivery.wrote(file, csv.rows());
        }
    }

    /** {@return the fault that a row has tonight, at most one; null for nearly every row} */
    private Dirt.@Nullable Chance fault(int code, int day) {
        if (anyFault == 0) {
            return null;
        }
        long key = code * 256L + day;
        // One throw for all kinds: eighteen million rows cannot afford one each.
        double thrown = Dice.unit(Dice.mix(
                Dice.mix(key * 4096 + view.year().startYear()) ^ view.world().seed()));
        if (thrown >= anyFault) {
            return null;
        }
        for (Dirt.Chance chance : chances.all()) {
            thrown -= chance.rate();
            if (thrown < 0) {
                return chances.tonight(key) ? chance : null;
            }
        }
        return null;
    }

    private void clean(Csv csv, int row, int school, int day, int mark) throws IOException {
        write(csv, values(row, school, view.calendar().day(day), mark));
    }

    private void spoiled(Csv csv, Dirt.Chance fault, int row, int day, int mark) throws IOException {
        int school = view.roster().schoolOn(row, day);
        @Nullable String[] values = values(row, school, view.calendar().day(day), mark);
        var dice =
                Dice.of(view.world().seed(), Dice.Purpose.FAULT, view.roster().code(row), day);
        for (FieldFault kind : FieldFault.values()) {
            int at = Arrays.asList(COLUMNS).indexOf(fault.column());
            String dirty = fault.is(kind) ? kind.spoil(values[at], dice) : null;
            if (dirty != null) {
                chances.note(fault, csv.line(), COLUMNS[at], values[at], dirty);
                values[at] = dirty;
            }
        }
        write(csv, values);
        if (fault.is(RowFault.NOT_ENROLLED_THERE)) {
            int other = (school + 1) % schools.length;
            extra(csv, fault, 1, values, view.schools().get(other).number());
        } else if (fault.is(RowFault.STUDENT_NUMBER_MISSING)) {
            extra(csv, fault, 0, values, "");
        } else if (fault.is(RowFault.DUPLICATE_ROW)) {
            extra(csv, fault, CODE, values, values[CODE]);
        }
    }

    private void extra(Csv csv, Dirt.Chance fault, int column, @Nullable String[] values, @Nullable String value)
            throws IOException {
        chances.note(fault, csv.line(), COLUMNS[column], values[column], value);
        values[column] = value;
        write(csv, values);
    }

    /** Attendance that somebody took on the first weekday after this one that has no school. */
    private void holiday(Csv csv, int day, List<long[]> rows) throws IOException {
        Dirt.Chance fault = chances.of(RowFault.NO_SCHOOL_THAT_DAY);
        if (fault == null || day >= view.lastDay()) {
            return;
        }
        LocalDate next = view.calendar().day(day).plusDays(1);
        while (!SchoolCalendar.weekday(next)) {
            next = next.plusDays(1);
        }
        if (next.isBefore(view.calendar().day(day + 1))) {
            for (long[] row : rows) {
                @Nullable String[] values = values((int) row[0], (int) row[1], next, Mark.PRESENT.index());
                chances.note(fault, csv.line(), "attendance_date", "", values[2]);
                write(csv, values);
            }
        }
    }

    private @Nullable String[] values(int row, int school, LocalDate date, int mark) {
        return new @Nullable String[] {
            Integer.toString(Person.number(view.roster().code(row))),
            view.schools().get(school).number(),
            date.toString(),
            Mark.at(mark).code
        };
    }

    private static void write(Csv csv, @Nullable String[] values) throws IOException {
        for (String value : values) {
            csv.text(value);
        }
        csv.end();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
