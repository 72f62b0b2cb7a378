package org.yearbook.dashboard.page.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Severities;
import org.yearbook.warehouse.answer.IssueFilter;
import org.yearbook.warehouse.answer.QualityAnswers;
import org.yearbook.warehouse.answer.QualityAnswers.Counts;
import org.yearbook.warehouse.answer.QualityAnswers.Group;
import org.yearbook.warehouse.answer.QualityReport;
import org.yearbook.warehouse.answer.QualityReport.Cause;
import org.yearbook.warehouse.answer.QualityReport.Change;
import org.yearbook.warehouse.answer.QualityReport.Pace;
import org.yearbook.warehouse.answer.Score;

/** Reads what stands above the list: the score, what changed, what would help most, and where the issues are. */
final class ReportReader {

    private static final int CAUSES = 8;
    private static final int CHANGES = 6;
    private static final BigDecimal HALF_HUNDREDTH = new BigDecimal("0.005");

    private final QualityAnswers quality;
    private final QualityReport report;
    private final Asked asked;
    private final IssueFilter filter;

    ReportReader(QualityAnswers quality, QualityReport report, Asked asked) {
        this.quality = quality;
        this.report = report;
        this.asked = asked;
        this.filter = asked.report();
    }

    QualityPage.Report read() {
        List<Score> scores = report.scores(filter);
        Map<String, Score> schools = report.schoolScores(filter);
        Map<String, Score> owners = report.ownerScores(filter);
        return new QualityPage.Report(
                card(scores),
                kinds(scores),
                since(scores),
                causes(),
                tallies(quality.counts(filter)),
                quality.bySchool(filter).stream()
                        .map(group -> school(group, schools))
                        .toList(),
                quality.byOwner(filter).stream()
                        .map(group -> owner(group, owners))
                        .toList(),
                quality.byRule(filter).stream().map(this::rule).toList());
    }

    private QualityPage.@Nullable ScoreCard card(List<Score> scores) {
        if (scores.isEmpty() || scores.get(scores.size() - 1).value().isEmpty()) {
            return null;
        }
        Score tonight = scores.get(scores.size() - 1);
        BigDecimal value = tonight.value().orElseThrow();
        Optional<BigDecimal> before = scores.size() < 2
                ? Optional.empty()
                : scores.get(scores.size() - 2).value();
        BigDecimal move = before.map(value::subtract).orElse(BigDecimal.ZERO);
        boolean still = move.abs().compareTo(HALF_HUNDREDTH) < 0;
        Pace pace = report.pace(filter);
        long excepted = quality.count(filter.withStatus("excepted"));
        return new QualityPage.ScoreCard(
                ScoreLine.words(value),
                before.isEmpty() ? "" : still ? "As the night before" : moved(move),
                still ? "plain" : move.signum() > 0 ? "better" : "worse",
                Numbers.whole(tonight.right()) + " of " + Numbers.whole(tonight.checked()) + " rows are right",
                pace.medianDaysOpen().map(ReportReader::days).orElse(""),
                pace.appeared() == 0
                        ? ""
                        : Math.round(100.0 * pace.fixedWithinWeek() / pace.appeared()) + "% of "
                                + Numbers.whole(pace.appeared()),
                excepted == 0 ? "" : Numbers.whole(excepted),
                asked.reportLink().with("status", "excepted") + "#issues",
                ScoreLine.of(scores));
    }

    /** Tonight's kinds of record, worst first. */
    private static List<QualityPage.KindRow> kinds(List<Score> scores) {
        if (scores.isEmpty()) {
            return List.of();
        }
        List<Score.Kind> kinds = scores.get(scores.size() - 1).kinds();
        List<BigDecimal> column = kinds.stream().map(Score.Kind::value).toList();
        return kinds.stream()
                .sorted(Comparator.comparing(Score.Kind::value).thenComparing(Score.Kind::entity))
                .map(kind -> new QualityPage.KindRow(
                        capital(kind.entity().replace('_', ' ')),
                        ScoreLine.words(kind.value(), column),
                        Numbers.whole(kind.checked()),
                        Numbers.whole(kind.wrong())))
                .toList();
    }

    private static String moved(BigDecimal move) {
        return (move.signum() > 0 ? "Up " : "Down ")
                + move.abs().setScale(2, RoundingMode.HALF_UP).toPlainString() + " since the night before";
    }

    private static String days(BigDecimal days) {
        String words = days.stripTrailingZeros().toPlainString();
        return words + ("1".equals(words) ? " day" : " days");
    }

    private QualityPage.Since since(List<Score> scores) {
        List<Change> changes = report.changes(filter);
        return new QualityPage.Since(
                scores.size() < 2
                        ? ""
                        : Dates.brief(scores.get(scores.size() - 2).night()),
                Numbers.whole(changes.stream().mapToLong(Change::fresh).sum()),
                Numbers.whole(changes.stream().mapToLong(Change::back).sum()),
                Numbers.whole(changes.stream().mapToLong(Change::fixed).sum()),
                state("new"),
                state("reopened"),
                state("fixed"),
                changes.stream().limit(CHANGES).map(this::change).toList(),
                changes.stream().skip(CHANGES).map(this::change).toList());
    }

    private String state(String status) {
        return asked.reportLink().with("status", status) + "#issues";
    }

    private QualityPage.ChangeRow change(Change change) {
        String moved = Stream.of(
                        moved(change.fresh(), "new"), moved(change.back(), "back"), moved(change.fixed(), "fixed"))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" · "));
        return new QualityPage.ChangeRow(
                change.rule(),
                capital(change.message()),
                change.severity(),
                Severities.words(change.severity()),
                moved,
                asked.reportLink().with("rule", change.rule()).with("status", "all") + "#issues");
    }

    private static String moved(long issues, String how) {
        return issues == 0 ? "" : Numbers.whole(issues) + " " + how;
    }

    private List<QualityPage.CauseRow> causes() {
        return report.causes(filter, CAUSES).stream().map(this::cause).toList();
    }

    private QualityPage.CauseRow cause(Cause cause) {
        return new QualityPage.CauseRow(
                cause.rule(),
                capital(cause.message()),
                cause.whatToDo(),
                cause.severity(),
                Severities.words(cause.severity()),
                cause.entity().replace('_', ' '),
                cause.owner(),
                Numbers.whole(cause.records()),
                gain(cause.gain()),
                cause.oneCause(),
                cause.examples().stream().map(ReportReader::example).toList(),
                asked.reportLink().with("cause", Asked.cause(cause.rule(), cause.entity(), cause.field())) + "#issues");
    }

    private static String example(QualityReport.Example example) {
        String value = example.value().isBlank() ? "empty" : "“" + example.value() + "”";
        return (example.suggestion().isEmpty() ? value : value + " → “" + example.suggestion() + "”") + " ("
                + Numbers.whole(example.issues()) + ")";
    }

    private static String gain(BigDecimal gain) {
        return gain.compareTo(HALF_HUNDREDTH) < 0
                ? ""
                : gain.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private List<QualityPage.Tally> tallies(Counts counts) {
        var tallies = new ArrayList<QualityPage.Tally>();
        for (Severities severity : Severities.ALL) {
            boolean chosen = severity.code().equals(asked.severity());
            tallies.add(new QualityPage.Tally(
                    severity.words(),
                    severity.meaning(),
                    severity.code(),
                    Numbers.whole(counts.of(severity.code())),
                    asked.link().with("severity", chosen ? "" : severity.code()) + "#issues",
                    chosen));
        }
        return tallies;
    }

    private QualityPage.GroupRow school(Group group, Map<String, Score> scores) {
        String name = !group.name().isEmpty() ? group.name() : group.id().isEmpty() ? "District office" : group.id();
        return group(
                group,
                name,
                score(scores, group.id()),
                asked.link()
                        .with("school", group.id().isEmpty() ? "none" : group.id())
                        .toString());
    }

    private QualityPage.GroupRow owner(Group group, Map<String, Score> scores) {
        String name = group.name().isEmpty() ? "Nobody named" : capital(group.name());
        return group(
                group,
                name,
                score(scores, group.id()),
                asked.link().with("owner", group.id()).toString());
    }

    static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }

    private static String score(Map<String, Score> scores, String id) {
        List<BigDecimal> column = scores.values().stream()
                .flatMap(score -> score.value().stream())
                .toList();
        return Optional.ofNullable(scores.get(id))
                .flatMap(Score::value)
                .map(score -> ScoreLine.words(score, column))
                .orElse("");
    }

    private QualityPage.GroupRow rule(Group group) {
        return group(
                group, group.name(), "", asked.link().with("rule", group.id()).toString());
    }

    private static QualityPage.GroupRow group(Group group, String name, String score, String link) {
        Counts counts = group.counts();
        return new QualityPage.GroupRow(
                group.id(),
                name,
                score,
                group.severity(),
                Severities.words(group.severity()),
                Numbers.whole(counts.block()),
                Numbers.whole(counts.major()),
                Numbers.whole(counts.minor()),
                Numbers.whole(counts.warning()),
                Numbers.whole(counts.total()),
                link);
    }
}
