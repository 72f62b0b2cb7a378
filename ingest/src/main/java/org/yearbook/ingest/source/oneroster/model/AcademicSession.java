package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/** A school year, semester, term or grading period. */
public record AcademicSession(
        Common common,
        String title,
        String type,
        String startDate,
        String endDate,
        String parentSourcedId,
        String schoolYear)
        implements Model {

    public static AcademicSession read(RestObject json, Oddities oddities) {
        return new AcademicSession(
                Common.read(json, oddities),
                json.text("title"),
                json.text("type"),
                json.date("startDate"),
                json.date("endDate"),
                json.ref("parent"),
                json.text("schoolYear"));
    }

    @Override
    public void rows(Version version, Rows rows) {
        rows.own(Table.ACADEMIC_SESSIONS, List.of(title, type, startDate, endDate, parentSourcedId, schoolYear));
    }
}
