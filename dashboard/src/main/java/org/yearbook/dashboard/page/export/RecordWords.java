package org.yearbook.dashboard.page.export;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.export.Delivered;

/** How pages call a record about a person, and say where it was delivered. */
final class RecordWords {

    private RecordWords() {}

    /** {@return Enrollment at 0101 from Aug 18, 2025: SIS, enrollments.csv, line 12} */
    static String told(Delivered record) {
        return what(record) + ": " + line(record);
    }

    /** {@return SIS, enrollments.csv, line 12} */
    static String line(Delivered record) {
        String place = StudentsPage.place(record.source(), record.file(), record.row());
        LocalDate counted = record.counted();
        return counted == null
                ? place
                : place + " as it came on " + Dates.brief(counted) + "; the record is the same since";
    }

    private static String what(Delivered record) {
        String named = record.name().isEmpty() ? "" : " " + record.name();
        return switch (record.entity()) {
            case "student" -> "Student";
            case "demographic" -> "Demographics";
            case "school_enrollment" -> "Enrollment" + at(record) + from(record.date());
            case "student_program" -> "Program" + named + from(record.date());
            case "discipline_incident" -> "Incident" + at(record) + on(record.date()) + named(record);
            case "assessment_result" -> "Test" + named + at(record) + on(record.date());
            case "staff" -> "Employee";
            case "staff_assignment" -> "Job" + named + at(record) + from(record.date());
            default -> ExportWords.capital(record.entity().replace('_', ' '));
        };
    }

    private static String named(Delivered record) {
        return record.name().isEmpty() ? "" : ", " + record.name();
    }

    private static String at(Delivered record) {
        return record.school().isEmpty() ? "" : " at " + record.school();
    }

    private static String from(@Nullable LocalDate date) {
        return date == null ? "" : " from " + Dates.brief(date);
    }

    private static String on(@Nullable LocalDate date) {
        return date == null ? "" : " on " + Dates.brief(date);
    }
}
