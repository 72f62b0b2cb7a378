package org.yearbook.definitions;

import java.util.ArrayList;

/** A district's own metric, small enough to change a word of. */
final class Sample {

    static final String ONE_VERSION = """
            metric: library_visits
            label: Library visits
            description: Share of students with a disability, for want of something simpler.
            unit: percent
            desired_direction: up
            owner: Library
            dimensions: [el]
            versions:
              - version: 1
                authority: district
                status: active
                effective: {from_school_year: 2020-21}
                rationale: The first.
                approved: {by: Cabinet, on: 2020-06-01}
                citation: {kind: own, text: Library plan}
                text: {rule: All of them., numerator: Students with a disability, denominator: Students}
                numerator: {dataset: agg_student_year, agg: count, expr: student_key, filter: swd}
                denominator: {dataset: agg_student_year, agg: count, expr: student_key}
                people: {dataset: agg_student_year, agg: count, expr: student_key}
            """;

    static final String TWO_VERSIONS = ONE_VERSION
                    .replace("status: active", "status: retired")
                    .replace("2020-21}", "2020-21, to_school_year: 2023-24}")
            + """
            # From here on, students who learn English count too.
              - version: 2
                authority: district
                status: active
                effective: {from_school_year: 2024-25}
                rationale: The second.
                comparability: break
                approved: {by: Cabinet, on: 2024-06-01}
                citation: {kind: own, text: Library plan of 2024}
                text: {rule: English learners too., numerator: Some students, denominator: Students}
                numerator: {dataset: agg_student_year, agg: count, expr: student_key, filter: el or swd}
                denominator: {dataset: agg_student_year, agg: count, expr: student_key}
                people: {dataset: agg_student_year, agg: count, expr: student_key}
            """;

    private Sample() {}

    static String hash(String text, int version) {
        return MetricFile.read("x.yaml", text, new ArrayList<>())
                .orElseThrow()
                .version("district", version)
                .orElseThrow()
                .hash();
    }
}
