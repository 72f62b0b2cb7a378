package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Daily attendance: by far the largest file, so bytes are copied and nothing is made per row. */
final class AttendanceFile {

    static final String[] COLUMNS = {"student_number", "school_number", "attendance_date", "attendance_code"};

    private final YearView view;
    private final Delivery delivery;

    AttendanceFile(YearView view, Delivery delivery) {
        this.view = view;
        this.delivery = delivery;
    }

    void write() throws IOException {
        String file = "sis-attendance-" + view.year() + ".csv";
        YearRoster roster = view.roster();
        byte[][] schools = view.schools().all().stream()
                .map(school -> school.number().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        byte[][] codes = Arrays.stream(Mark.values())
                .map(mark -> mark.code.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        try (Csv csv = delivery.plain(file, COLUMNS)) {
            for (int day = 0; day <= view.lastDay(); day++) {
                byte[] date = view.calendar().day(day).toString().getBytes(StandardCharsets.US_ASCII);
                for (int row = 0; row < roster.size(); row++) {
                    int mark = roster.mark(row, day);
                    if (mark != 0) {
                        csv.number(Person.number(roster.code(row)))
                                .ascii(schools[roster.schoolOn(row, day)])
                                .ascii(date)
                                .ascii(codes[mark])
                                .end();
                    }
                }
            }
            delivery.wrote(file, csv.rows());
        }
    }
}
