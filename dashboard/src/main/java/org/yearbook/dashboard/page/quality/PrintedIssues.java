package org.yearbook.dashboard.page.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.steps.FixSteps;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Severities;
import org.yearbook.warehouse.answer.IssueFilter;
import org.yearbook.warehouse.answer.QualityAnswers;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;

/** Issues by rule as paper holds them: of each rule some, of all no more than people read. */
final class PrintedIssues {

    static final int OF_A_RULE = 40;
    static final int IN_ALL = 600;

    private final QualityAnswers quality;
    private final Map<Long, String> names;
    private final FixSteps fixes;
    private final List<AuditTrail.Seen> seen = new ArrayList<>();

    PrintedIssues(QualityAnswers quality, Map<Long, String> names, FixSteps fixes) {
        this.quality = quality;
        this.names = Map.copyOf(names);
        this.fixes = fixes;
    }

    /**
     * The issues of one rule.
     *
     * @param count how many there are, in words
     * @param shown how many of them stand here, in words; empty when all do
     */
    record OfRule(String rule, String severity, String severityWords, String count, String shown, List<Alike> alike) {

        OfRule {
            alike = List.copyOf(alike);
        }
    }

    /** Issues that are told and mended in the same way. */
    record Alike(String message, String whatToDo, String product, List<String> steps, List<IssueRow> issues) {

        Alike {
            steps = List.copyOf(steps);
            issues = List.copyOf(issues);
        }
    }

    /** {@return the issues that a filter finds, by rule; gravest first} */
    List<OfRule> of(IssueFilter filter) {
        var rules = new ArrayList<OfRule>();
        for (QualityAnswers.Group group : quality.byRule(filter)) {
            int room = Math.min(OF_A_RULE, IN_ALL - seen.size());
            List<Issue> issues = room == 0 ? List.of() : quality.page(filter.withRule(group.id()), room, 0);
            issues.forEach(issue -> seen.add(new AuditTrail.Seen(issue.entity(), issue.record())));
            long count = group.counts().total();
            rules.add(new OfRule(
                    group.id(),
                    group.severity(),
                    Severities.words(group.severity()),
                    Numbers.whole(count) + (count == 1 ? " issue" : " issues"),
                    issues.size() == count ? "" : Numbers.whole(issues.size()),
                    alike(issues)));
        }
        return rules;
    }

    /** {@return the records that were read, for the audit} */
    List<AuditTrail.Seen> seen() {
        return List.copyOf(seen);
    }

    private List<Alike> alike(List<Issue> issues) {
        record Told(String message, String whatToDo, String product, List<String> steps) {}
        Map<Told, List<IssueRow>> told = new LinkedHashMap<>();
        for (Issue issue : issues) {
            IssueRow row = IssueRow.of(issue, names, fixes);
            told.computeIfAbsent(
                            new Told(row.message(), row.whatToDo(), row.product(), row.steps()),
                            key -> new ArrayList<>())
                    .add(row);
        }
        return told.entrySet().stream()
                .map(entry -> new Alike(
                        entry.getKey().message(),
                        entry.getKey().whatToDo(),
                        entry.getKey().product(),
                        entry.getKey().steps(),
                        entry.getValue()))
                .toList();
    }
}
