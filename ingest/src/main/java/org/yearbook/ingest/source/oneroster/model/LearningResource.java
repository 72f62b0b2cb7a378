package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/** A resource that courses, classes or users may use: a book, an application. */
public record LearningResource(
        Common common,
        String vendorResourceId,
        String title,
        List<String> roles,
        String importance,
        String vendorId,
        String applicationId)
        implements Model {

    public static LearningResource read(RestObject json, Oddities oddities) {
        return new LearningResource(
                Common.read(json, oddities),
                json.text("vendorResourceId"),
                json.text("title"),
                json.list("roles"),
                json.text("importance"),
                json.text("vendorId"),
                json.text("applicationId"));
    }

    @Override
    public void rows(Version version, Rows rows) {
        rows.own(
                Table.RESOURCES,
                List.of(vendorResourceId, title, Model.cell(roles), importance, vendorId, applicationId));
    }
}
