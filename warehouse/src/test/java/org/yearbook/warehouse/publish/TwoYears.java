package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.yearend.YearbookYearEnd;

/**
 * A home over several nights: thirty students of 2024-25, twenty days each, at school 0101, and one day of 2025-26. In
 * 2024-25 students 1 to 3 miss four of their days, unless a night says otherwise.
 */
final class TwoYears {

    static final String BETWEEN = "2025-10-15";
    static final String NEW_YEAR = "2026-10-15";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T07:05:00Z"), ZoneOffset.UTC);

    private final Path root;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    TwoYears(Path root) {
        this.root = root;
    }

    /** Publishes a night with other absences, and with fewer students. */
    TestLake night(String asOf, int absent, int students) {
        var lake = lake(asOf, absent, students);
        lake.publish();
        return lake;
    }

    TestLake lake(String asOf, int absent, int students) {
        return TestLake.in(root, asOf).table("student_attendance", """
                select '2024-25' as school_year, s::varchar as student_number, '0101' as school_number,
                       date '2024-09-02' + d::integer as attendance_date, 'P' as attendance_code,
                       2520 as member_units, case when s <= %d and d < 4 then 2520 else 0 end as absent_units
                from range(1, %d) t(s), range(20) u(d)
                union all
                select '2025-26', s::varchar, '0101', date '2025-09-02' + d::integer, 'P', 2520, 0
                from range(1, 31) t(s), range(20) u(d)""".formatted(absent, students + 1));
    }

    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of(arguments));
        all.add("--home");
        all.add(root.toString());
        return YearbookYearEnd.command(CLOCK, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    int freeze() {
        return run("freeze", "2024-25", "--by", "A. Superintendent");
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** {@return the list that `differences` names} */
    String list() {
        run("differences", "2024-25");
        return out().lines()
                .filter(line -> line.startsWith("This is list "))
                .map(line -> line.substring("This is list ".length(), line.indexOf('.')))
                .findFirst()
                .orElse("");
    }

    /** Gives the home a metric of its own, whose approval is recorded. */
    void own(String text) {
        try {
            Path metrics = Files.createDirectories(new DistrictHome(root).metrics());
            Files.writeString(metrics.resolve("days_missed.yaml"), text);
            Files.deleteIfExists(metrics.resolve("approved.txt"));
            var definitions = Definitions.readWith(metrics);
            var metric = definitions.find("days_missed").orElseThrow();
            var lines = new StringBuilder();
            for (MetricVersion version : metric.versions()) {
                lines.append(definitions.approvalToRecord(metric, version).orElseThrow())
                        .append('\n');
            }
            Files.writeString(metrics.resolve("approved.txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final String DAYS_MISSED = """
            metric: days_missed
            label: Students with days missed
            description: Students who missed three days or more.
            unit: count
            desired_direction: down
            owner: Attendance Office
            dimensions: []
            versions:
              - version: 1
                authority: district
                status: active
                effective: {from_school_year: 2020-21}
                rationale: The board asked.
                citation: {kind: own, text: Minutes of May 2020}
                text: {rule: Students who missed three days or more., numerator: Such students}
                numerator: {dataset: agg_student_year, agg: count, expr: student_key, filter: absent_units >= 3 * 2520}
                people: {dataset: agg_student_year, agg: count, expr: student_key, filter: absent_units >= 3 * 2520}
                approved: {by: Board, on: 2020-05-12}
            """;
}
