package org.yearbook.dashboard.api.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Decimals;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.IssueFilter;
import org.yearbook.warehouse.answer.QualityAnswers;
import org.yearbook.warehouse.answer.QualityAnswers.Counts;
import org.yearbook.warehouse.answer.QualityAnswers.Group;
import org.yearbook.warehouse.answer.QualityReport;
import org.yearbook.warehouse.answer.Score;

/** Scores and counts of the places and kinds of records that a person sees. No record is told here. */
@RestController
class QualityApi {

    private final Published published;
    private final IssueLog log;

    QualityApi(Published published, IssueLog log) {
        this.published = published;
        this.log = log;
    }

    /**
     * How right the rows of a place were on one night.
     *
     * @param of everything, school or owner: whose rows
     * @param id organization id, owner, or none for the district office; null for everything that the person sees
     * @param score 0 to 100; null when no row was checked
     */
    record ScoreData(
            String of,
            @Nullable String id,
            LocalDate asOf,
            @Nullable BigDecimal score,
            long rowsChecked,
            long rowsWrong,
            long openIssues) {}

    /**
     * Open issues of a school, an owner or a rule.
     *
     * @param id none for those of no school
     */
    record CountData(
            String by,
            String id,
            String gravestSeverity,
            long total,
            long block,
            long major,
            long minor,
            long warning) {}

    @GetMapping(ApiPath.ROOT + "/quality/scores")
    @Nullable
    Answered<List<ScoreData>> scores(
            Person person,
            ServletWebRequest request,
            @RequestParam(defaultValue = "") String organizationId,
            @RequestParam(defaultValue = "") String owner) {
        // Scores are of all open issues, excepted or not, so that nobody's decision moves them.
        return published.numbers(person, request, answers -> {
            QualityReport report = answers.qualityReport(person.records(), IssueDecisions.none(log.today()));
            IssueFilter filter = IssueFilter.open().withSchool(organizationId).withOwner(owner);
            var scores = new ArrayList<ScoreData>();
            report.scores(filter).forEach(score -> scores.add(score("everything", null, score)));
            if (organizationId.isEmpty()) {
                report.schoolScores(filter)
                        .forEach((school, score) ->
                                scores.add(score("school", school.isEmpty() ? "none" : school, score)));
            }
            if (owner.isEmpty()) {
                report.ownerScores(filter).forEach((role, score) -> scores.add(score("owner", role, score)));
            }
            return Answered.of(answers, List.copyOf(scores));
        });
    }

    private static ScoreData score(String of, @Nullable String id, Score score) {
        return new ScoreData(
                of,
                id,
                score.night(),
                Decimals.plain(score.value().orElse(null)),
                score.checked(),
                score.wrong(),
                score.issues());
    }

    /** Decisions of people move counts by the minute, so they carry no mark of the publication. */
    @GetMapping(ApiPath.ROOT + "/quality/counts")
    Answered<List<CountData>> counts(
            Person person,
            ServletWebRequest request,
            @RequestParam(defaultValue = "school") String by,
            @RequestParam(defaultValue = "") String organizationId,
            @RequestParam(defaultValue = "") String owner) {
        IssueDecisions decisions = log.standing();
        return published.unkept(request, answers -> {
            QualityAnswers quality = answers.quality(person.records(), decisions);
            IssueFilter filter = IssueFilter.open().withSchool(organizationId).withOwner(owner);
            List<Group> groups = switch (by) {
                case "school" -> quality.bySchool(filter);
                case "owner" -> quality.byOwner(filter);
                case "rule" -> quality.byRule(filter);
                default -> throw ApiException.of(Trouble.BAD_PARAMETER, "by is one of these: school, owner, rule.");
            };
            return Answered.of(
                    answers, groups.stream().map(group -> count(by, group)).toList());
        });
    }

    /** The name of a group is left out: that of a rule is a sentence about a record. */
    private static CountData count(String by, Group group) {
        Counts counts = group.counts();
        return new CountData(
                by,
                group.id().isEmpty() ? "none" : group.id(),
                group.severity(),
                counts.total(),
                counts.block(),
                counts.major(),
                counts.minor(),
                counts.warning());
    }
}
