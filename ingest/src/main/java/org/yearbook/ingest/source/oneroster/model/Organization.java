package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/** A school, district or other organization. */
public record Organization(Common common, String name, String type, String identifier, String parentSourcedId)
        implements Model {

    public static Organization read(RestObject json, Oddities oddities) {
        return new Organization(
                Common.read(json, oddities),
                json.text("name"),
                json.text("type"),
                json.text("identifier"),
                json.ref("parent"));
    }

    @Override
    public void rows(Version version, Rows rows) {
        rows.own(Table.ORGS, List.of(name, type, identifier, parentSourcedId));
    }
}
