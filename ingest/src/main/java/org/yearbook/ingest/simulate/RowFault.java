package org.yearbook.ingest.simulate;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that should not be there. They come on top of the clean rows, so that refusing them loses nothing. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing, copies of sets
enum RowFault {
    /** The row once more. */
    DUPLICATE_ROW(Set.of(), (columns, values, dice) -> new Extra(columns.get(0), values[0], values)),
    /** A row that does not say which student it is about. */
    STUDENT_NUMBER_MISSING(
            Set.of(
                    "sis-enrollments",
                    "sis-programs",
                    "sis-discipline",
                    "sis-assessments",
                    "sis-attendance",
                    "sis-contacts",
                    "sis-addresses"),
            (columns, values, dice) -> change(columns, values, "student_number", "")),
    /** A row that does not say which employee it is about. */
    EMPLOYEE_NUMBER_MISSING(
            Set.of("hr-staff", "hr-assignments", "hr-absences", "trainings"),
            (columns, values, dice) -> change(columns, values, "employee_id", "")),
    /** A membership that ends before it begins. */
    EXIT_BEFORE_ENTRY(Set.of("sis-enrollments"), RowFault::exitBeforeEntry),
    /** A class list with somebody whom the roster does not have. */
    USER_UNKNOWN(
            Set.of("enrollments"),
            (columns, values, dice) -> copy(
                    columns,
                    values,
                    "userSourcedId",
                    "stu-" + (90_000_000 + dice.below(9_999_999)),
                    "sourcedId",
                    "-x")),
    /** A student in a second class that meets in the same period. */
    STUDENT_TWO_ROOMS(Set.of("enrollments"), RowFault::twoRooms),
    /** A student in a class of the learning system who is not in that class. */
    COPY_STRANGER(Set.of("lms-enrollments"), RowFault::stranger),
    /** The same child under a second number. */
    STUDENT_TWICE(Set.of("users", "demographics"), RowFault::studentTwice),
    /** A child of whose family nothing is on file. */
    STUDENT_WITHOUT_FAMILY(Set.of("sis-students"), RowFault::withoutFamily),
    /** The same guardian under a second number. */
    GUARDIAN_TWICE(
            Set.of("sis-contacts"), (columns, values, dice) -> change(columns, values, "contact_id", values[1] + "b")),
    /** The same person employed under a second number. */
    EMPLOYEE_TWICE(
            Set.of("hr-staff"),
            (columns, values, dice) -> "separated".equals(values[columns.indexOf("status")])
                    ? null
                    : change(columns, values, "employee_id", "8" + values[0])),
    /** Somebody who left and was hired again, under a second number. */
    EMPLOYEE_REHIRED(Set.of("hr-staff"), RowFault::rehired),
    /** An account that belongs to nobody. */
    ACCOUNT_WITHOUT_PERSON(Set.of("directory-accounts"), RowFault::serviceAccount),
    /** An app listed a second time under another name. */
    APP_TWICE(Set.of("apps-inventory"), RowFault::appTwice),
    /** Attendance on a weekday without school; the attendance file plants it itself. */
    NO_SCHOOL_THAT_DAY(Set.of("sis-attendance"), (columns, values, dice) -> null),
    /** Attendance at a school where the student is not enrolled; the attendance file plants it itself. */
    NOT_ENROLLED_THERE(Set.of("sis-attendance"), (columns, values, dice) -> null),
    /** Log-ins by somebody whom no system has; the usage file plants it itself. */
    APP_USER_UNKNOWN(Set.of("apps-usage"), (columns, values, dice) -> null);

    private final Making making;

    /** Where it can happen; empty = in every file but the log-ins. */
    private final Set<String> files;

    RowFault(Set<String> files, Making making) {
        this.files = Set.copyOf(files);
        this.making = making;
    }

    boolean happensIn(String file) {
        return files.isEmpty() ? !file.equals("apps-usage") : files.contains(file);
    }

    /** {@return the row that comes on top of a clean one; null when it cannot come of that row} */
    @Nullable
    Extra extra(List<String> columns, @Nullable String[] values, Dice dice) {
        return making.extra(columns, values, dice);
    }

    private static Extra change(List<String> columns, @Nullable String[] values, String column, String value) {
        @Nullable String[] row = values.clone();
        row[columns.indexOf(column)] = value;
        return new Extra(column, values[columns.indexOf(column)], row);
    }

    private static Extra copy(
            List<String> columns, @Nullable String[] values, String column, String value, String key, String suffix) {
        Extra extra = change(columns, values, column, value);
        int at = columns.indexOf(key);
        extra.row()[at] = values[at] + suffix;
        return extra;
    }

    private static @Nullable Extra twoRooms(List<String> columns, @Nullable String[] values, Dice dice) {
        String section = values[columns.indexOf("classSourcedId")];
        if (section == null || !"student".equals(values[columns.indexOf("role")])) {
            return null;
        }
        String other = Sections.another(section);
        return other == null ? null : copy(columns, values, "classSourcedId", other, "sourcedId", "-x");
    }

    private static @Nullable Extra stranger(List<String> columns, @Nullable String[] values, Dice dice) {
        String section = values[columns.indexOf("classSourcedId")];
        String other = section == null ? null : Sections.another(section);
        if (other == null) {
            return null;
        }
        Extra extra = copy(columns, values, "classSourcedId", other, "sourcedId", "-y");
        extra.row()[columns.indexOf("endDate")] = "";
        return extra;
    }

    private static @Nullable Extra exitBeforeEntry(List<String> columns, @Nullable String[] values, Dice dice) {
        String entry = values[columns.indexOf("entry_date")];
        if (entry == null || "NS".equals(values[columns.indexOf("entry_code")])) {
            return null;
        }
        LocalDate wrong = LocalDate.parse(entry).plusDays(dice.between(1, 20));
        @Nullable String[] row = values.clone();
        row[columns.indexOf("entry_date")] = wrong.toString();
        row[columns.indexOf("exit_code")] = "W2";
        String exit = wrong.minusDays(dice.between(1, 200)).toString();
        row[columns.indexOf("exit_date")] = exit;
        return new Extra("exit_date", "", row);
    }

    private static @Nullable Extra studentTwice(List<String> columns, @Nullable String[] values, Dice dice) {
        String id = values[0];
        int role = columns.indexOf("role");
        if (id == null || (role >= 0 && !"student".equals(values[role]))) {
            return null;
        }
        String number = "9" + id.substring("stu-".length() + 1);
        Extra extra = change(columns, values, "sourcedId", "stu-" + number);
        if (role >= 0) {
            String username = values[columns.indexOf("username")] + "b";
            extra.row()[columns.indexOf("identifier")] = number;
            extra.row()[columns.indexOf("userIds")] = "{SIS:" + number + "}";
            extra.row()[columns.indexOf("username")] = username;
            extra.row()[columns.indexOf("email")] = username + DistrictIdentity.MAIL;
        }
        return extra;
    }

    private static Extra withoutFamily(List<String> columns, @Nullable String[] values, Dice dice) {
        Extra extra = change(columns, values, "student_number", "8" + values[0]);
        @Nullable String[] row = extra.row();
        row[columns.indexOf("state_student_id")] = "98" + values[0];
        row[columns.indexOf("family_name")] = values[columns.indexOf("family_name")] + "-Lane";
        row[columns.indexOf("birth_date")] = "2012-0" + dice.between(1, 9) + "-15";
        for (String flag : List.of("english_learner", "special_education", "homeless")) {
            row[columns.indexOf(flag)] = "N";
        }
        row[columns.indexOf("night_time_residence")] = "";
        row[columns.indexOf("lunch_status")] = "FullPrice";
        row[columns.indexOf("lunch_status_until")] = "";
        return extra;
    }

    private static @Nullable Extra rehired(List<String> columns, @Nullable String[] values, Dice dice) {
        String left = values[columns.indexOf("separation_date")];
        if (left == null || left.isEmpty()) {
            return null;
        }
        Extra extra = change(columns, values, "employee_id", "7" + values[0]);
        @Nullable String[] row = extra.row();
        row[columns.indexOf("hire_date")] =
                LocalDate.parse(left).plusDays(dice.between(20, 60)).toString();
        row[columns.indexOf("separation_date")] = "";
        row[columns.indexOf("separation_reason")] = "";
        row[columns.indexOf("status")] = "active";
        if (dice.chance(0.5)) {
            row[columns.indexOf("email")] = "";
        }
        return extra;
    }

    private static Extra serviceAccount(List<String> columns, @Nullable String[] values, Dice dice) {
        String account = "svc-" + values[0];
        @Nullable String[] row = values.clone();
        row[columns.indexOf("SamAccountName")] = account;
        row[columns.indexOf("EmployeeID")] = "";
        row[columns.indexOf("GivenName")] = "";
        row[columns.indexOf("Surname")] = "";
        row[columns.indexOf("DisplayName")] = account;
        row[columns.indexOf("mail")] = "";
        return new Extra("EmployeeID", "", row);
    }

    private static Extra appTwice(List<String> columns, @Nullable String[] values, Dice dice) {
        int at = columns.indexOf("product_name");
        String name = values[at] == null ? "" : values[at];
        String variant = switch (dice.below(3)) {
            case 0 -> name.toLowerCase(Locale.ROOT) + ".example";
            case 1 -> name.toUpperCase(Locale.ROOT);
            default -> name + " (" + values[columns.indexOf("vendor")] + ")";
        };
        Extra extra = change(columns, values, "product_name", variant);
        extra.row()[columns.indexOf("application_id")] = values[0] + "-2";
        return extra;
    }

    /**
     * A row on top.
     *
     * @param field the column that is wrong
     * @param clean its value in the clean row
     */
    @SuppressWarnings("ArrayRecordComponent") // made, written, dropped
    record Extra(
            String field, @Nullable String clean, @Nullable String[] row) {}

    /** Makes a row of a clean one. */
    @FunctionalInterface
    private interface Making {
        @Nullable
        Extra extra(List<String> columns, @Nullable String[] values, Dice dice);
    }
}
