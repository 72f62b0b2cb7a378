package org.yearbook.warehouse.submission;

import java.util.List;
import org.yearbook.definitions.edfacts.Level;

/** What one row of a state's own file is: always rows of a query of this room, never of one that a file gives. */
public sealed interface RowSource {

    /** What every row says of the district and the year. */
    List<String> OF_ALL =
            List.of("district_id", "school_id", "school_year", "year_begins", "year_ends", "record_number");

    /** What is said of a student. */
    List<String> OF_STUDENTS = List.of(
            "student_number",
            "state_student_id",
            "family_name",
            "given_name",
            "birth_date",
            "grade",
            "grade_level",
            "sex",
            "race",
            "entry_date",
            "entry_code",
            "exit_date",
            "exit_code",
            "primary_enrollment",
            "el",
            "swd",
            "econ_disadvantaged",
            "homeless",
            "foster",
            "migrant",
            "military",
            "home_language",
            "lunch_status",
            "primary_disability");

    /** What holds the number of a row of counts. */
    String COUNT = "count";

    /** {@return the federal file whose records are of the same kind, by which inputs and days are known} */
    default String like() {
        return "FS052";
    }

    /** Each student on the rolls on the day of the count, at the school where FS052 counts the student. */
    record Students() implements RowSource {}

    /** Each stay of the year that took place: whoever came back has two. */
    record Stays() implements RowSource {}

    /**
     * The numbers of one category set of a federal file.
     *
     * @param set such as {@code CSA}, {@code ST1} or {@code TOT}
     * @param zeros whether groups that nobody is in have a row, where the federal file has one
     */
    record Counts(String file, Level level, String set, boolean zeros) implements RowSource {

        @Override
        public String like() {
            return file;
        }
    }
}
