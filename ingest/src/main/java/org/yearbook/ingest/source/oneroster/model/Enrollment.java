package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/** Somebody in a class. */
public record Enrollment(
        Common common,
        String classSourcedId,
        String schoolSourcedId,
        String userSourcedId,
        String role,
        String primary,
        String beginDate,
        String endDate)
        implements Model {

    public static Enrollment read(RestObject json, Oddities oddities) {
        return new Enrollment(
                Common.read(json, oddities),
                json.ref("class"),
                json.ref("school"),
                json.ref("user"),
                json.text("role"),
                json.flag("primary"),
                json.date("beginDate"),
                json.date("endDate"));
    }

    @Override
    public void rows(Version version, Rows rows) {
        rows.own(
                Table.ENROLLMENTS,
                List.of(classSourcedId, schoolSourcedId, userSourcedId, role, primary, beginDate, endDate));
    }
}
