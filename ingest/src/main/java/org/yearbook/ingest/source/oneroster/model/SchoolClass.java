package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/** A class: a course held in a school in some terms. */
public record SchoolClass(
        Common common,
        String title,
        List<String> grades,
        String courseSourcedId,
        String classCode,
        String classType,
        String location,
        String schoolSourcedId,
        List<String> termSourcedIds,
        List<String> subjects,
        List<String> subjectCodes,
        List<String> periods,
        List<String> resources)
        implements Model {

    public static SchoolClass read(RestObject json, Oddities oddities) {
        return new SchoolClass(
                Common.read(json, oddities),
                json.text("title"),
                json.list("grades"),
                json.ref("course"),
                json.text("classCode"),
                json.text("classType"),
                json.text("location"),
                json.ref("school"),
                json.refs("terms"),
                json.list("subjects"),
                json.list("subjectCodes"),
                json.list("periods"),
                json.refs("resources"));
    }

    @Override
    public void rows(Version version, Rows rows) {
        rows.own(
                Table.CLASSES,
                List.of(
                        title,
                        Model.cell(grades),
                        courseSourcedId,
                        classCode,
                        classType,
                        location,
                        schoolSourcedId,
                        Model.cell(termSourcedIds),
                        Model.cell(subjects),
                        Model.cell(subjectCodes),
                        Model.cell(periods)));
        rows.parts(
                Table.CLASS_RESOURCES,
                resources.stream()
                        .map(resource -> List.of("", common.sourcedId(), resource))
                        .toList());
    }
}
