package org.yearbook.warehouse.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;

/** A home with a publication of two schools and some students, whose number the test changes. */
public final class ExportHome {

    public static final Limits LIMITS = new Limits(1, 256, null);

    private final DistrictHome home;

    private ExportHome(DistrictHome home) {
        this.home = home;
    }

    public static ExportHome in(Path root) {
        var home = new DistrictHome(root);
        try {
            Files.createDirectories(home.publications());
            Files.writeString(home.settings(), """
                    name: Cedar Valley School District
                    lea_id: "3100042"
                    state: IL
                    federal_files:
                      district_id: "00100"
                      school_ids: {"0102": "0002"}
                      due:
                        FS195: {2025-26: 2026-06-30}
                      deliver: {folder: handed-in}
                    """);
            return new ExportHome(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DistrictHome home() {
        return home;
    }

    /** Publishes a year in which each of two schools has as many students of grade 1, girls and boys in turn. */
    public ExportHome publish(String id, String asOf, String year, int students) {
        try {
            Path folder = Files.createDirectories(home.publications().resolve(id));
            try (Duck duck = Duck.write(folder.resolve("internal.duckdb"), LIMITS)) {
                duck.run(
                        "create table dim_organization as select * from (values ('3100042', 'district', 'Cedar', '3100042'),"
                                + " ('0101', 'school', 'Alder', '0001'), ('0102', 'school', 'Birch', '77'))"
                                + " t(organization_id, organization_type, name, identifier)");
                duck.run("create table dim_school_year as select '" + year
                        + "' as school_year, date '2025-10-01' as count_day");
                duck.run(
                        "create table metric_definition as select 'enrollment' as metric, 'district' as authority, 2 as version,"
                                + " 'abc123' as definition_hash, '2020-21' as from_school_year, null::varchar as to_school_year");
                duck.run("create table fact_student_program as select '" + year
                        + "' as school_year, 1::bigint as student_key, 'SECTION_504' as program where false");
                duck.run("create table fact_student_attendance as select '" + year
                        + "' as school_year, 1 as student_key");
                duck.run("create table dim_student as select '" + year + "' as school_year, i::bigint as student_key,"
                        + " 'S' || i as student_number, 'Family' || i as family_name, 'Given' as given_name,"
                        + " '01' as grade_level from range(" + students * 2 + ") t(i)");
                duck.run("create table agg_student_year as select '" + year + "' as school_year, p.organization_id,"
                        + " p.organization_type, i::bigint as student_key, '01' as grade_level,"
                        + " case i % 2 when 0 then 'female' else 'male' end as sex, 'White' as race_ethnicity_1997,"
                        + " 'White' as race_ethnicity, i = 0 as swd, false as el, false as homeless, false as foster,"
                        + " false as migrant, false as military, false as econ_disadvantaged,"
                        + " 180 * 2520 as enrolled_units, 0 as absent_units,"
                        + " case when i < 4 then 160 else 180 end * 2520 as present_by_rule_units, true as on_count_day"
                        + " from range(" + students * 2
                        + ") t(i) join dim_organization p on p.organization_type = 'district'"
                        + " or p.organization_id = case when i < " + students + " then '0101' else '0102' end");
                duck.run(
                        "create table quality_issue as select 'k' || i as issue_key, 'DEM-01' as rule_id, 'major' as severity,"
                                + " 'demographic' as entity, '" + year + "' as school_year, 'Registrar' as owner_role,"
                                + " 'Enter it.' as what_to_do, case when i = 2 then 'resolved' else 'open' end as status from range(3) t(i)");
                duck.run(
                        "create table quality_rule as select 'DEM-01' as rule_id, 'Sex is known' as title, 'demographic' as entity,"
                                + " 'Enter the sex.' as fix_text");
            }
            Files.writeString(folder.resolve("manifest.json"), """
                    {"publication":"%s","night":"%s","as_of":"%s"}
                    """.formatted(id, id, asOf));
            Files.writeString(home.publications().resolve("current.json"), """
                    {"publication":"%s","night":"%s","as_of":"%s","files":{"internal":"%s/internal.duckdb","analyst":"x","public":"x"}}
                    """.formatted(id, id, asOf, id));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
