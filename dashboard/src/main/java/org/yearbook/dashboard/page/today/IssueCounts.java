package org.yearbook.dashboard.page.today;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.IssueFilter;
import org.yearbook.warehouse.answer.QualityReport;
import org.yearbook.warehouse.answer.QualityReport.Due;
import org.yearbook.warehouse.answer.RecordScope;

/**
 * How many issues a scope has, gravest kinds apart. They stay as they are until the next night or the next decision of
 * anybody, so they are counted once and kept.
 */
@Component
final class IssueCounts {

    private static final int KEPT = 50;
    private static final int WEEK = 7;
    private static final Due NOTHING_DUE = new Due(0, 0, 0);

    private final Map<Key, Counts> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Counts> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(String publication, RecordScope scope, IssueDecisions decisions, long person) {}

    /**
     * What is open.
     *
     * @param freshBlocking those that came up in the last night
     * @param freshMajor likewise
     */
    record Counts(long blocking, long freshBlocking, long freshMajor, Due due) {}

    Counts of(Answers answers, RecordScope scope, IssueDecisions decisions, long person) {
        // Without any decision nothing is with anybody, so that everybody of a scope has the same counts.
        boolean decided = !decisions.all().isEmpty();
        var key = new Key(answers.edition().publication(), scope, decisions, decided ? person : 0);
        synchronized (known) {
            Counts counts = known.get(key);
            if (counts != null) {
                return counts;
            }
        }
        QualityReport report = answers.qualityReport(scope, decisions);
        QualityReport.Counted counted =
                report.counted(IssueFilter.open(), answers.edition().asOf().minusDays(1));
        var counts = new Counts(
                counted.all().block(),
                counted.fresh().block(),
                counted.fresh().major(),
                decided
                        ? report.due(
                                person, decisions.today(), decisions.today().plusDays(WEEK))
                        : NOTHING_DUE);
        synchronized (known) {
            known.put(key, counts);
        }
        return counts;
    }
}
