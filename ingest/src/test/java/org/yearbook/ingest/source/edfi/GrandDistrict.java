package org.yearbook.ingest.source.edfi;

import java.util.ArrayList;
import java.util.List;

/** A small district in an {@link Ods}: two schools, some students, one school year, 2026-27. */
public final class GrandDistrict {

    public static final int HIGH = 255901001;
    public static final int ELEMENTARY = 255901107;
    private static final String URI = "uri://ed-fi.org/";

    private final Ods ods;
    public final List<String> students = new ArrayList<>();
    public final List<String> enrollments = new ArrayList<>();

    public GrandDistrict(Ods ods, int count) {
        this.ods = ods;
        ods.add("localEducationAgencies", """
                {"localEducationAgencyId": 255901, "nameOfInstitution": "Grand ISD", "addresses": [{"city": "Dallas"}]}
                """);
        school(HIGH, "Grand High School");
        school(ELEMENTARY, "Grand Elementary");
        for (int school : List.of(HIGH, ELEMENTARY)) {
            ods.add("sessions", session(school, "Fall Semester", "2026-08-24", "2026-12-18"));
            ods.add("sessions", session(school, "Spring Semester", "2027-01-05", "2027-05-28"));
            ods.add("calendars", calendar(school, "MAIN", "School"));
            ods.add("calendars", calendar(school, "IEP-7", "Student Specific"));
            ods.add("calendarDates", day(school, "MAIN", "2026-09-07", "Holiday"));
            ods.add("calendarDates", day(school, "MAIN", "2026-09-08", "Instructional day"));
            ods.add("calendarDates", day(school, "MAIN", "2026-09-09", "Instructional day"));
            ods.add("calendarDates", day(school, "IEP-7", "2026-09-12", "Instructional day"));
        }
        for (int n = 1; n <= count; n++) {
            student(n);
        }
    }

    public static String descriptor(String name, String word) {
        return URI + name + "Descriptor#" + word;
    }

    private void school(int id, String name) {
        ods.add("schools", """
                {"schoolId": %d, "nameOfInstitution": "%s",
                 "localEducationAgencyReference": {"localEducationAgencyId": 255901, "link": {"rel": "x", "href": "/y"}},
                 "identificationCodes": [{"educationOrganizationIdentificationSystemDescriptor": "%s", "identificationCode": "%d"}]}
                """.formatted(
                        id, name, descriptor("EducationOrganizationIdentificationSystem", "School"), id % 1000));
    }

    private static String session(int school, String term, String begin, String end) {
        return """
               {"sessionName": "2026-2027 %s", "schoolReference": {"schoolId": %d},
                "schoolYearTypeReference": {"schoolYear": 2027}, "termDescriptor": "%s",
                "beginDate": "%s", "endDate": "%s", "totalInstructionalDays": 81}
               """.formatted(term, school, descriptor("Term", term), begin, end);
    }

    private static String calendar(int school, String code, String type) {
        return """
               {"calendarCode": "%s", "schoolReference": {"schoolId": %d},
                "schoolYearTypeReference": {"schoolYear": 2027}, "calendarTypeDescriptor": "%s"}
               """.formatted(code, school, descriptor("CalendarType", type));
    }

    private static String day(int school, String calendar, String date, String event) {
        return """
               {"date": "%s", "calendarReference": {"calendarCode": "%s", "schoolId": %d, "schoolYear": 2027},
                "calendarEvents": [{"calendarEventDescriptor": "%s"}]}
               """.formatted(date, calendar, school, descriptor("CalendarEvent", event));
    }

    static int schoolOf(int student) {
        return student % 2 == 0 ? HIGH : ELEMENTARY;
    }

    private void student(int n) {
        students.add(ods.add("students", student(n, "First" + n)));
        enrollments.add(ods.add("studentSchoolAssociations", enrollment(n, null, null)));
    }

    public static String student(int n, String firstName) {
        return """
               {"studentUniqueId": "%d", "firstName": "%s", "lastSurname": "Last%d", "birthDate": "2010-02-03",
                "personalIdentificationDocuments": [{"documentTitle": "passport"}]}
               """.formatted(604800 + n, firstName, n);
    }

    public static String enrollment(int n, String exit, String exitType) {
        return """
               {"entryDate": "2026-08-24", "studentReference": {"studentUniqueId": "%d"},
                "schoolReference": {"schoolId": %d}, "schoolYearTypeReference": {"schoolYear": 2027},
                "entryGradeLevelDescriptor": "%s", "entryTypeDescriptor": "%s",
                "calendarReference": {"calendarCode": "MAIN", "schoolId": %d, "schoolYear": 2027}%s}
               """.formatted(
                        604800 + n,
                        schoolOf(n),
                        descriptor("GradeLevel", schoolOf(n) == HIGH ? "Ninth grade" : "First grade"),
                        descriptor("EntryType", "Next year school"),
                        schoolOf(n),
                        exit == null
                                ? ""
                                : ", \"exitWithdrawDate\": \"%s\", \"exitWithdrawTypeDescriptor\": \"%s\""
                                        .formatted(exit, descriptor("ExitWithdrawType", exitType)));
    }

    public String absence(int n, String date, String category) {
        return ods.add("studentSchoolAttendanceEvents", event(n, date, category, ""));
    }

    public String absence(int n, String date, String category, String duration) {
        return ods.add("studentSchoolAttendanceEvents", event(n, date, category, ", \"eventDuration\": " + duration));
    }

    public static String event(int n, String date, String category, String more) {
        return """
               {"attendanceEventCategoryDescriptor": "%s", "eventDate": "%s",
                "schoolReference": {"schoolId": %d}, "studentReference": {"studentUniqueId": "%d"},
                "sessionReference": {"schoolId": %d, "schoolYear": 2027, "sessionName": "2026-2027 Fall Semester"}%s}
               """.formatted(
                descriptor("AttendanceEventCategory", category), date, schoolOf(n), 604800 + n, schoolOf(n), more);
    }
}
