package org.yearbook.ingest.source.oneroster.model;

import java.util.ArrayList;
import java.util.List;

/** A piece of graded work; learning objectives and the score scale are new in 1.2. */
public record LineItem(
        Common common,
        String title,
        String description,
        String assignDate,
        String dueDate,
        String classSourcedId,
        String categorySourcedId,
        String gradingPeriodSourcedId,
        String academicSessionSourcedId,
        String resultValueMin,
        String resultValueMax,
        String schoolSourcedId,
        String scoreScaleSourcedId,
        List<Objective> objectives)
        implements Model {

    /** A learning objective, and from which catalogue it is. */
    record Objective(String source, String id) {}

    public static LineItem read(RestObject json, Oddities oddities) {
        List<Objective> objectives = new ArrayList<>();
        for (RestObject set : json.objects("learningObjectiveSet")) {
            set.list("learningObjectiveIds").forEach(id -> objectives.add(new Objective(set.text("source"), id)));
        }
        return new LineItem(
                Common.read(json, oddities),
                json.text("title"),
                json.text("description"),
                json.date("assignDate"),
                json.date("dueDate"),
                json.ref("class"),
                json.ref("category"),
                json.ref("gradingPeriod", "academicSession"),
                json.ref("academicSession", "gradingPeriod"),
                json.text("resultValueMin"),
                json.text("resultValueMax"),
                json.ref("school"),
                json.ref("scoreScale"),
                objectives);
    }

    @Override
    public void rows(Version version, Rows rows) {
        if (version == Version.V1_1) {
            rows.own(Table.LINE_ITEMS, cells(gradingPeriodSourcedId));
            return;
        }
        List<String> cells = new ArrayList<>(cells(academicSessionSourcedId));
        cells.add(schoolSourcedId);
        rows.own(Table.LINE_ITEMS, cells);
        String id = common.sourcedId();
        rows.parts(
                Table.LINE_ITEM_LEARNING_OBJECTIVE_IDS,
                objectives.stream()
                        .map(objective -> List.of(id, objective.source(), objective.id()))
                        .toList());
        rows.parts(
                Table.LINE_ITEM_SCORE_SCALES,
                scoreScaleSourcedId.isEmpty() ? List.of() : List.of(List.of("", id, scoreScaleSourcedId)));
    }

    private List<String> cells(String session) {
        return List.of(
                title,
                description,
                assignDate,
                dueDate,
                classSourcedId,
                categorySourcedId,
                session,
                resultValueMin,
                resultValueMax);
    }
}
