package org.yearbook.ingest.source.oneroster.model;

import java.util.ArrayList;
import java.util.List;

/** What a student got for a piece of graded work; what follows the comment is new in 1.2. */
public record Result(
        Common common,
        String lineItemSourcedId,
        String studentSourcedId,
        String scoreStatus,
        String score,
        String scoreDate,
        String comment,
        String textScore,
        String classSourcedId,
        List<String> flags,
        String scoreScaleSourcedId,
        List<List<String>> objectives)
        implements Model {

    private static final List<String> FLAGS = List.of("inProgress", "incomplete", "late", "missing");

    public static Result read(RestObject json, Oddities oddities) {
        List<List<String>> objectives = new ArrayList<>();
        for (RestObject set : json.objects("learningObjectiveSet")) {
            for (RestObject result : set.objects("learningObjectiveResults")) {
                objectives.add(List.of(
                        set.text("source"),
                        result.text("learningObjectiveId"),
                        result.text("score"),
                        result.text("textScore")));
            }
        }
        return new Result(
                Common.read(json, oddities),
                json.ref("lineItem"),
                json.ref("student"),
                json.text("scoreStatus"),
                json.text("score"),
                json.date("scoreDate"),
                json.text("comment"),
                json.text("textScore"),
                json.ref("class"),
                FLAGS.stream().map(json::flag).toList(),
                json.ref("scoreScale"),
                objectives);
    }

    @Override
    public void rows(Version version, Rows rows) {
        List<String> cells =
                new ArrayList<>(List.of(lineItemSourcedId, studentSourcedId, scoreStatus, score, scoreDate, comment));
        if (version == Version.V1_1) {
            rows.own(Table.RESULTS, cells);
            return;
        }
        cells.add(textScore);
        cells.add(classSourcedId);
        cells.addAll(flags);
        rows.own(Table.RESULTS, cells);
        String id = common.sourcedId();
        rows.parts(
                Table.RESULT_LEARNING_OBJECTIVE_IDS,
                objectives.stream()
                        .map(objective ->
                                List.of(id, objective.get(0), objective.get(1), objective.get(2), objective.get(3)))
                        .toList());
        rows.parts(
                Table.RESULT_SCORE_SCALES,
                scoreScaleSourcedId.isEmpty() ? List.of() : List.of(List.of("", id, scoreScaleSourcedId)));
    }
}
