package org.yearbook.warehouse.publish;

import java.nio.file.Path;
import java.util.List;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * A home with three nights of sixty students at three schools, the last of which has three. From the first to the
 * second, days of students 1 to 3 were corrected, all days of 4 to 43 came late, and twelve missed days since; from the
 * second to the third, one more did.
 */
public final class ThreeNights {

    private final Path root;
    private final List<Publication> nights;

    private ThreeNights(Path root) {
        this.root = root;
        this.nights = List.of(
                night(root, "2025-11-14", "s > 43 or s <= 3", "s <= 3 and d < 2", 10),
                night(root, "2025-11-21", "true", "(s between 4 and 23 and d < 2) or (s > 48 and d >= 10)", 12),
                last(root));
    }

    private static Publication last(Path root) {
        return night(root, "2025-11-28", "true", "(s between 4 and 23 and d < 2) or (s > 47 and d >= 10)", 12);
    }

    /** {@return a home with the last night alone, for whoever needs a whole publication and nothing before it} */
    public static DistrictHome lastOf(Path root) {
        last(root);
        return new DistrictHome(root);
    }

    /** {@return the last night alone} */
    static Publication lastNight(Path root) {
        return last(root);
    }

    public static ThreeNights in(Path root) {
        return new ThreeNights(root);
    }

    private static Publication night(Path root, String asOf, String there, String absent, int days) {
        return TestLake.in(root, asOf)
                .rows(
                        "organization",
                        "school_year, sourced_id, name, organization_type, identifier",
                        "2025-26, a, Alder Elementary, school, 0101",
                        "2025-26, b, Birch Middle School, school, 0102",
                        "2025-26, c, Cedar Academy, school, 0103")
                .table("roster_user", """
                        select '2025-26' as school_year, 'S' || s as sourced_id, 'student' as role,
                               'S' || s as identifier, 'Family' || s as family_name,
                               case s when 22 then 'Gíven' when 23 then 'GIVEN' else 'Given' end || s as given_name
                        from range(1, 61) t(s)""")
                .table("student_attendance", """
                        select '2025-26' as school_year, 'S' || s as student_number,
                               case when s > 57 then '0103' when s %% 2 = 0 then '0101' else '0102' end as school_number,
                               date '2025-11-03' + case when d < 10 then d else d + 6 end::integer as attendance_date,
                               case when %s then 'A' end as attendance_code, 2520 as member_units,
                               case when %s then 2520 else 0 end as absent_units
                        from range(1, 61) t(s), range(%d) u(d) where %s""".formatted(absent, absent, days, there))
                .publish();
    }

    public DistrictHome home() {
        return new DistrictHome(root);
    }

    District district() {
        return TestLake.in(root, "2025-11-28").district();
    }

    /** {@return the id of a night, from 1} */
    public String id(int night) {
        return nights.get(night - 1).id();
    }
}
