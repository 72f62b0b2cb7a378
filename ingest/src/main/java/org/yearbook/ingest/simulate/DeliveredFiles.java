package org.yearbook.ingest.simulate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every kind of file that is delivered, and its columns: what a dirt profile may name. */
final class DeliveredFiles {

    private static final Map<String, String[]> COLUMNS = Map.ofEntries(
            Map.entry("orgs", RosterBundle.ORGS),
            Map.entry("academicSessions", RosterBundle.SESSIONS),
            Map.entry("courses", RosterBundle.COURSES),
            Map.entry("classes", RosterBundle.CLASSES),
            Map.entry("users", RosterBundle.USERS),
            Map.entry("demographics", RosterBundle.DEMOGRAPHICS),
            Map.entry("enrollments", RosterBundle.ENROLLMENTS),
            Map.entry("lms-enrollments", RosterBundle.ENROLLMENTS),
            Map.entry("sis-students", StudentFiles.STUDENTS),
            Map.entry("sis-contacts", StudentFiles.CONTACTS),
            Map.entry("sis-addresses", StudentFiles.ADDRESSES),
            Map.entry("sis-calendar", SisFiles.CALENDAR),
            Map.entry("sis-attendance-codes", SisFiles.CODES),
            Map.entry("sis-enrollments", SisFiles.ENROLLMENTS),
            Map.entry("sis-programs", SisFiles.PROGRAMS),
            Map.entry("sis-discipline", SisFiles.DISCIPLINE),
            Map.entry("sis-assessments", SisFiles.ASSESSMENTS),
            Map.entry("sis-course-results", SisFiles.COURSE_RESULTS),
            Map.entry("sis-attendance", AttendanceFile.COLUMNS),
            Map.entry("schools", PlaceFiles.SCHOOLS),
            Map.entry("EDGE_GEOCODE_PUBLICSCH", PlaceFiles.GEOCODES),
            Map.entry("hr-staff", HrFiles.STAFF),
            Map.entry("hr-assignments", HrFiles.ASSIGNMENTS),
            Map.entry("hr-absences", HrFiles.ABSENCES),
            Map.entry("directory-accounts", DirectoryFiles.ACCOUNTS),
            Map.entry("directory-students", DirectoryFiles.ACCOUNTS),
            Map.entry("identity-events", DirectoryFiles.EVENTS),
            Map.entry("apps-inventory", AppFiles.INVENTORY),
            Map.entry("apps-contracts", AppFiles.CONTRACTS),
            Map.entry("apps-usage", AppFiles.USAGE),
            Map.entry("forms", OperationsFiles.FORMS),
            Map.entry("trainings", OperationsFiles.TRAININGS),
            Map.entry("finance-expenditures", OperationsFiles.MONEY));

    private DeliveredFiles() {}

    /**
     * Checks that a place in a profile exists.
     *
     * @param place {@code file} or {@code file.column}
     * @throws IllegalArgumentException which file or column is unknown, and which are known
     */
    static void check(String profile, String place) {
        int dot = place.indexOf('.');
        String file = dot < 0 ? place : place.substring(0, dot);
        String[] columns = COLUMNS.get(file);
        if (columns == null) {
            throw new IllegalArgumentException(profile + ": there is no delivered file " + file + "; known are "
                    + new TreeMap<>(COLUMNS).keySet());
        }
        String column = dot < 0 ? columns[0] : place.substring(dot + 1);
        if (!List.of(columns).contains(column)) {
            throw new IllegalArgumentException(
                    profile + ": " + file + " has no column " + column + "; it has " + List.of(columns));
        }
    }
}
