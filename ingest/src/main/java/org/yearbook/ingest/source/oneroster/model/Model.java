package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/** One object that a OneRoster service gives. */
public sealed interface Model
        permits AcademicSession,
                Category,
                CourseOffering,
                Demographics,
                Enrollment,
                LearningResource,
                LineItem,
                Organization,
                Result,
                SchoolClass,
                ScoreScale,
                User {

    Common common();

    /** Writes the rows that say the same in the CSV binding of a version. */
    void rows(Version version, Rows rows);

    /** {@return a list as one cell} */
    static String cell(List<String> values) {
        return String.join(",", values);
    }
}
