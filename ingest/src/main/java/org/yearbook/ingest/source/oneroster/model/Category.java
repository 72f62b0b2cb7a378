package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/** A category of graded work; the weight is new in 1.2. */
public record Category(Common common, String title, String weight) implements Model {

    public static Category read(RestObject json, Oddities oddities) {
        return new Category(Common.read(json, oddities), json.text("title"), json.text("weight"));
    }

    @Override
    public void rows(Version version, Rows rows) {
        rows.own(Table.CATEGORIES, version == Version.V1_1 ? List.of(title) : List.of(title, weight));
    }
}
