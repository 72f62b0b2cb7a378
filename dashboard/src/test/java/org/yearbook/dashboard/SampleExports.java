package org.yearbook.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.export.ExportRun;
import org.yearbook.warehouse.export.Frozen;

/** Federal files of the sample district: FS052 from frozen data and held, FS195 a draft. */
final class SampleExports {

    static final SchoolYear YEAR = SchoolYear.parse("2025-26");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);

    private static final String PUBLICATION = "20260515T020000-a";
    private static final Limits LIMITS = new Limits(1, 256, null);

    private SampleExports() {}

    /** Sixty students at one school this year, thirty last year; every third of them is often absent. */
    static void write(SamplePublication sample) {
        sample.change(
                        PUBLICATION,
                        "create or replace table dim_school_year as select *, make_date(year(starts), 10, 1)"
                                + " as count_day from dim_school_year")
                .change(
                        PUBLICATION,
                        "create table fact_student_program as select '2025-26' as school_year,"
                                + " 1::bigint as student_key, 'SECTION_504' as program where false")
                .change(
                        PUBLICATION,
                        "create or replace table dim_student as select '2025-26' as school_year,"
                                + " i::bigint as student_key, 'E' || i as student_number, 'Exported' || i as family_name,"
                                + " 'Given' as given_name, '01' as grade_level from range(60) t(i)")
                .change(
                        PUBLICATION,
                        "create table agg_student_year as select y.school_year, p.organization_id,"
                                + " p.organization_type, i::bigint as student_key, '01' as grade_level,"
                                + " case i % 2 when 0 then 'female' else 'male' end as sex, 'White' as race_ethnicity_1997,"
                                + " 'White' as race_ethnicity, i = 0 as swd, false as el, false as homeless, false as foster,"
                                + " false as migrant, false as military, false as econ_disadvantaged,"
                                + " 180 * 2520 as enrolled_units, 0 as absent_units,"
                                + " case i % 3 when 0 then 160 else 180 end * 2520 as present_by_rule_units, true as on_count_day"
                                + " from range(60) t(i), (values ('2024-25', 30), ('2025-26', 60)) y(school_year, students),"
                                + " dim_organization p where i < y.students and p.organization_id in ('3100042', '0101')");
        try {
            Files.writeString(
                    sample.home().settings(),
                    "federal_files: {district_id: \"00100\", school_ids: {\"0101\": \"0001\"},"
                            + " due: {FS195: {2025-26: 2026-06-30}}}\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var frozen = new Frozen(sample.home(), LIMITS, CLOCK);
        frozen.countDay(YEAR.previous(), "A. Registrar");
        frozen.countDay(YEAR, "A. Registrar");
        var run = new ExportRun(sample.home(), LIMITS, CLOCK);
        run.make("FS052", YEAR.previous(), "the night");
        run.make("FS052", YEAR, "the night");
        run.make("FS195", YEAR, "the night");
    }
}
