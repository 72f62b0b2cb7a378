package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/** A course, of which classes are held; {@code resources} are those it uses. */
public record CourseOffering(
        Common common,
        String schoolYearSourcedId,
        String title,
        String courseCode,
        List<String> grades,
        String orgSourcedId,
        List<String> subjects,
        List<String> subjectCodes,
        List<String> resources)
        implements Model {

    public static CourseOffering read(RestObject json, Oddities oddities) {
        return new CourseOffering(
                Common.read(json, oddities),
                json.ref("schoolYear"),
                json.text("title"),
                json.text("courseCode"),
                json.list("grades"),
                json.ref("org"),
                json.list("subjects"),
                json.list("subjectCodes"),
                json.refs("resources"));
    }

    @Override
    public void rows(Version version, Rows rows) {
        rows.own(
                Table.COURSES,
                List.of(
                        schoolYearSourcedId,
                        title,
                        courseCode,
                        Model.cell(grades),
                        orgSourcedId,
                        Model.cell(subjects),
                        Model.cell(subjectCodes)));
        rows.parts(
                Table.COURSE_RESOURCES,
                resources.stream()
                        .map(resource -> List.of("", common.sourcedId(), resource))
                        .toList());
    }
}
