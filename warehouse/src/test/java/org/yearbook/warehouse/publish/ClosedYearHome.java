package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A home whose year 2024-25 is closed as people close it, with what a federal file of that year needs. */
public final class ClosedYearHome {

    private final Path root;
    private final TwoYears years;

    public ClosedYearHome(Path root) {
        this.root = root;
        this.years = new TwoYears(root);
    }

    /** A night by which so many of thirty students of grade 3 missed four of twenty days of 2024-25. */
    public void night(String asOf, int absent) {
        years.lake(asOf, absent, 30)
                .rows(
                        "organization",
                        "school_year, sourced_id, name, organization_type, identifier",
                        "2024-25, a, Alder School, school, 0101",
                        "2025-26, a, Alder School, school, 0101")
                .table(
                        "school_enrollment",
                        "select y as school_year, s::varchar as student_number, '0101' as school_number,"
                                + " '03' as grade_level, make_date(left(y, 4)::integer, 8, 20) as entry_date,"
                                + " 'R1' as entry_code, null::date as exit_date, null::varchar as exit_code"
                                + " from range(1, 31) t(s), (values ('2024-25'), ('2025-26')) u(y)")
                .rows(
                        "student_program",
                        "school_year, student_number, program, begin_date date",
                        "2024-25, 30, S504, 2024-08-20")
                .publish();
        try {
            Files.writeString(
                    root.resolve("district.yaml"),
                    "federal: {district_id: \"00100\", school_ids: {\"0101\": \"0001\"}}\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the exit status of {@code yearbook metrics freeze 2024-25}} */
    public int close() {
        return years.freeze();
    }

    /** {@return the exit status of {@code yearbook metrics sign 2024-25}, of the list as it is} */
    public int sign() {
        return years.run(
                "sign", "2024-25", "--by", "A. Superintendent", "--reason", "Late codes", "--list", years.list());
    }
}
