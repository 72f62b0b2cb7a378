package org.yearbook.warehouse.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.FortyStudents;
import org.yearbook.warehouse.publish.Publications;

/** A home with a publication of two schools and some students, whose number the test changes. */
public final class ExportHome {

    public static final Limits LIMITS = new Limits(1, 256, null);

    private static @Nullable Path template;

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
                    federal:
                      district_id: "00100"
                      school_ids: {"0101": "0001", "0102": "0002"}
                      hand_in:
                        due:
                          FS195: {2025-26: 2026-06-30}
                        deliver: {folder: handed-in}
                    """);
            return new ExportHome(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A publication as nights make them, whose rows are replaced: its columns are those of the day. */
    private static synchronized Path template() throws IOException {
        if (template == null) {
            Path folder = Files.createTempDirectory("yearbook-forty");
            template = Publications.fileOf(FortyStudents.publish(folder), Audience.INTERNAL)
                    .orElseThrow();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        }
        return template;
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
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
            Path file = folder.resolve("internal.duckdb");
            Files.copy(template(), file);
            try (Duck duck = Duck.write(file, LIMITS)) {
                fill(duck, year, asOf, students);
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

    /** Lets a publication show a state of a closed year, as the night after closing or signing does. */
    public ExportHome showing(String id, String year, int state) {
        Path manifest = home.publications().resolve(id).resolve("manifest.json");
        try {
            Files.writeString(
                    manifest,
                    Files.readString(manifest)
                            .strip()
                            .replaceFirst("}$", ",\"closed_years\":{\"%s\":%d}}".formatted(year, state)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts what files are made from into another publication, which keeps what it has besides. */
    public static void lend(Duck duck) {
        try {
            duck.run("attach " + Duck.literal(template()) + " as lent (read_only)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> tables = duck.sql()
                .fetch("select table_name from duckdb_tables() where database_name = 'lent'"
                        + " and table_name ~ '^(agg_|fact_|dim_student|dim_staff|dim_cut_score).*'")
                .map(row -> row.get(0, String.class));
        tables.forEach(table -> duck.run("create or replace table " + table + " as from lent." + table));
        duck.run("create or replace table dim_school_year as select *, make_date(year(starts), 10, 1) as count_day"
                + " from dim_school_year");
        duck.run("detach lent");
    }

    private static void fill(Duck duck, String year, String asOf, int students) {
        replace(duck, "publication", "date '" + asOf + "' as as_of", "range(1) t(i)");
        replace(
                duck,
                "dim_school_year",
                "'" + year + "' as school_year, date '" + year.substring(0, 4) + "-10-01' as count_day",
                "range(1) t(i)");
        students(duck, year, students);
        problems(duck, year);
    }

    /** Replaces students: as many at each of two schools; what a file needs besides is as it was. */
    public static void students(Duck duck, String year, int students) {
        int all = students * 2;
        String key = "i::bigint as student_key";
        String school = "case when i < " + students + " then '0101' else '0102' end";
        String sex = "case i % 2 when 0 then 'female' else 'male' end as sex";
        String who = "'01' as grade_level, " + sex + ", 'White' as race_ethnicity_1997, 'White' as race_ethnicity";
        replace(
                duck,
                "dim_student",
                "'" + year + "' as school_year, " + key + ", " + who + ", 'S' || i as student_number,"
                        + " 'Family' || i as family_name, 'Given' as given_name",
                "range(" + all + ") t(i)");
        replace(
                duck,
                "fact_student_enrollment",
                "'" + year + "' as school_year, " + key + ", '01' as grade_level, " + school + " as school_number,"
                        + " date '" + year.substring(0, 4)
                        + "-08-20' as entry_date, null::date as exit_date, null::varchar as exit_code,"
                        + " false as no_show",
                "range(" + all + ") t(i)");
        replace(
                duck,
                "fact_student_program",
                "'" + year + "' as school_year, 999999::bigint as student_key, 'S504' as program",
                "range(1) t(i)");
        replace(
                duck,
                "agg_student_year",
                "'" + year + "' as school_year, p.organization_id as organization_id,"
                        + " p.organization_type as organization_type, " + key + ", " + who
                        + ", i = 0 as swd, false as el,"
                        + " false as homeless, 180 * 2520 as enrolled_units,"
                        + " case when i < 4 then 160 else 180 end * 2520 as present_by_rule_units, true as on_count_day",
                "range(" + all + ") t(i) join dim_organization p on p.organization_type = 'district'"
                        + " or p.organization_id = " + school);
    }

    private static void problems(Duck duck, String year) {
        duck.run(
                "create or replace table quality_issue as select * replace ('k' || i as issue_key, 'DEM-01' as rule_id,"
                        + " 'major' as severity, 'demographic' as entity, '" + year
                        + "' as school_year, 'Registrar' as owner_role,"
                        + " 'Enter it.' as what_to_do, case when i = 2 then 'resolved' else 'open' end as status)"
                        + " from range(3) t(i) left join (from quality_issue limit 1) on true");
        duck.run("delete from quality_rule");
        duck.run("insert into quality_rule by name select 'DEM-01' as rule_id, 'Sex is known' as title,"
                + " 'demographic' as entity, 'Enter the sex.' as fix_text");
    }

    private static void replace(Duck duck, String table, String values, String rows) {
        duck.run("create or replace table " + table + " as select x.* replace (" + values + ") from (from " + table
                + " limit 1) x, " + rows);
    }
}
