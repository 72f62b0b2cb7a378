package org.yearbook.warehouse.metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.MetricVersion;

/** A home with one metric of its own. */
final class OwnMetric {

    static final String TEXT = """
            metric: long_absence
            label: Long absence
            description: Students absent for more than twenty days.
            unit: count
            desired_direction: down
            owner: Attendance Office
            dimensions: [grade_level]
            versions:
              - version: 1
                authority: district
                status: active
                effective: {from_school_year: 2020-21}
                rationale: The board asked.
                citation: {kind: own, text: Minutes of May 2020}
                text: {rule: Students absent for more than twenty days., numerator: Such students}
                numerator: {dataset: agg_student_year, agg: count, expr: student_key, filter: absent_units > 20 * 2520}
                people: {dataset: agg_student_year, agg: count, expr: student_key, filter: absent_units > 20 * 2520}
                approved: {by: Board, on: 2020-05-12}
            """;

    private final Path metrics;

    OwnMetric(Path home) throws IOException {
        Files.writeString(home.resolve("district.yaml"), "name: Cedar Valley\n");
        metrics = Files.createDirectories(home.resolve("metrics"));
    }

    OwnMetric write(String text) throws IOException {
        Files.writeString(metrics.resolve("long_absence.yaml"), text);
        return this;
    }

    OwnMetric example(String text) throws IOException {
        Files.writeString(Files.createDirectories(metrics.resolve("examples")).resolve("long_absence.yaml"), text);
        return this;
    }

    /** Records the approval as it would be recorded, without looking at the formulas. */
    void approve() throws IOException {
        Files.deleteIfExists(metrics.resolve("approved.txt"));
        var definitions = Definitions.readWith(metrics);
        var metric = definitions.find("long_absence").orElseThrow();
        for (MetricVersion version : metric.versions()) {
            Files.writeString(
                    metrics.resolve("approved.txt"),
                    definitions.approvalToRecord(metric, version).orElseThrow() + "\n");
        }
    }
}
