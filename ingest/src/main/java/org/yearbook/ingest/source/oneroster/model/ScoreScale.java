package org.yearbook.ingest.source.oneroster.model;

import java.util.List;
import java.util.stream.Collectors;

/** What the grades of a class stand for, new in 1.2; {@code values} are as the CSV binding writes them. */
public record ScoreScale(
        Common common,
        String title,
        String type,
        String orgSourcedId,
        String courseSourcedId,
        String classSourcedId,
        String values)
        implements Model {

    public static ScoreScale read(RestObject json, Oddities oddities) {
        String values = json.objects("scoreScaleValue").stream()
                .map(value -> "{" + value.text("itemValueLHS") + ":" + value.text("itemValueRHS") + "}")
                .collect(Collectors.joining(","));
        return new ScoreScale(
                Common.read(json, oddities),
                json.text("title"),
                json.text("type"),
                json.ref("org"),
                json.ref("course"),
                json.ref("class"),
                values);
    }

    @Override
    public void rows(Version version, Rows rows) {
        rows.own(Table.SCORE_SCALES, List.of(title, type, orgSourcedId, courseSourcedId, classSourcedId, values));
    }
}
