package org.yearbook.dashboard.state;

import java.util.List;
import java.util.Set;
import org.yearbook.warehouse.fingerprint.Sha256;

/**
 * Whom a record is about, as the audit keeps it: a student or an employee by their number, or else the record itself.
 * The numbers are those of the keys in the contracts.
 *
 * @param kind student, staff, roster (an id of a roster), account, app_student, app_staff (a user of an app), a key of
 *     a publication, or an entity
 */
public record Subject(String kind, String number) {

    public static final String STUDENT = "student";
    public static final String STAFF = "staff";
    public static final String ROSTER = "roster";
    public static final String ACCOUNT = "account";
    /** What people decided about records, which stand there by number alone. */
    public static final String DECISION = "person_decision";

    private static final Set<String> OF_STUDENTS = Set.of(
            STUDENT,
            "assessment_result",
            "course_result",
            "school_enrollment",
            "student_absence",
            "student_address",
            "student_attendance",
            "student_contact",
            "student_program");
    private static final Set<String> OF_STAFF =
            Set.of(STAFF, "credential", "staff_absence", "staff_assignment", "training");
    private static final Set<String> OF_ACCOUNTS = Set.of(ACCOUNT, "app_activity", "productivity_usage");
    private static final Set<String> OF_ROSTERS = Set.of(ROSTER, "demographic", "roster_user");
    /** Their numbers are given by a system and are nobody's name. */
    private static final Set<String> NUMBERED = Set.of(STUDENT, STAFF, ROSTER, "student_key", "staff_key");

    private static final String BETWEEN = " · ";
    private static final int LONGEST_KIND = 60;
    private static final int LONGEST = 300;
    private static final int FINGERPRINT = 40;

    /** {@return whom a record is about, by its entity and its key} A row without a key is about itself alone. */
    public static Subject of(String entity, String key) {
        List<String> parts = List.of(key.split(BETWEEN));
        if (key.startsWith("line ")) {
            return new Subject(entity, key);
        }
        if (OF_STUDENTS.contains(entity)) {
            return new Subject(STUDENT, parts.get(0));
        }
        if (OF_STAFF.contains(entity)) {
            return new Subject(STAFF, parts.get(0));
        }
        if (OF_ACCOUNTS.contains(entity)) {
            return new Subject(ACCOUNT, parts.get(0));
        }
        if (OF_ROSTERS.contains(entity)) {
            return new Subject(ROSTER, parts.get(0));
        }
        return switch (entity + " " + parts.size()) {
            case "discipline_incident 2" -> new Subject(STUDENT, parts.get(1));
            case "app_usage 4" -> appUser(parts.get(2), parts.get(3));
            case "app_usage_day 4" -> appUser(parts.get(1), parts.get(2));
            default -> new Subject(entity, key);
        };
    }

    /** {@return somebody as apps know them} */
    public static Subject appUser(String kind, String id) {
        return new Subject("app_" + kind, id);
    }

    /** {@return this subject as it is kept; what may be a name is a fingerprint} */
    Subject kept() {
        String shortKind = kind.length() <= LONGEST_KIND ? kind : kind.substring(0, LONGEST_KIND);
        boolean plain = NUMBERED.contains(kind) && number.length() <= LONGEST;
        return new Subject(shortKind, plain ? number : fingerprint(number));
    }

    static String fingerprint(String number) {
        return "#" + Sha256.of(number).substring(0, FINGERPRINT);
    }
}
