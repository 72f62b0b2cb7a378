package org.yearbook.dashboard.page.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.NightAnswers.RowAccount;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.QualityAnswers;
import org.yearbook.warehouse.answer.QualityAnswers.Counts;
import org.yearbook.warehouse.answer.QualityAnswers.Filter;
import org.yearbook.warehouse.answer.QualityAnswers.Group;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;

/** Reads the quality page out of one publication. */
final class QualityReader {

    static final int PAGE = 25;

    private final Answers answers;
    private final QualityAnswers quality;
    private final Person person;
    private final Asked asked;

    QualityReader(Answers answers, Person person, Asked asked) {
        this.answers = answers;
        this.quality = answers.quality(person.scope());
        this.person = person;
        this.asked = asked;
    }

    QualityPage read(List<Issue> issues, long total) {
        Filter filter = asked.filter();
        List<RowAccount> accounts = answers.nights().rowAccounts();
        return new QualityPage(
                Dates.full(answers.edition().asOf()),
                place(),
                held(),
                tallies(quality.counts(new Filter(asked.school(), asked.rule(), "", filter.status()))),
                Numbers.whole(total),
                shown(issues.size(), total),
                filters(),
                quality.bySchool(filter).stream().map(this::bySchool).toList(),
                quality.byRule(filter).stream().map(this::byRule).toList(),
                issues.stream().map(QualityReader::row).toList(),
                pages(total),
                asked.download(),
                accounts.stream().map(QualityReader::account).toList(),
                totals(accounts));
    }

    private String place() {
        if (person.role().districtWide()) {
            return "The whole district";
        }
        List<String> own = answers.organizations().stream()
                .filter(found -> !found.district() && person.scope().covers(found.id()))
                .map(Organization::name)
                .toList();
        return own.isEmpty() ? "No school yet: ask an administrator" : String.join(", ", own);
    }

    private List<QualityPage.Held> held() {
        return answers.nights().heldBack().stream()
                .map(found -> new QualityPage.Held(
                        found.source(), found.file(), Dates.brief(found.arrived()), found.reason(), found.whatToDo()))
                .toList();
    }

    private List<QualityPage.Tally> tallies(Counts counts) {
        var tallies = new ArrayList<QualityPage.Tally>();
        for (Severities severity : Severities.ALL) {
            boolean chosen = severity.code().equals(asked.severity());
            tallies.add(new QualityPage.Tally(
                    severity.words(),
                    severity.meaning(),
                    severity.code(),
                    Numbers.whole(count(counts, severity.code())),
                    asked.link().with("severity", chosen ? "" : severity.code()).toString(),
                    chosen));
        }
        return tallies;
    }

    private static long count(Counts counts, String severity) {
        return switch (severity) {
            case "block" -> counts.block();
            case "major" -> counts.major();
            case "minor" -> counts.minor();
            default -> counts.warning();
        };
    }

    private String shown(int size, long total) {
        if (total == 0) {
            return "";
        }
        long first = (long) (asked.page() - 1) * PAGE + 1;
        return Numbers.whole(first) + "–" + Numbers.whole(first + size - 1) + " of " + Numbers.whole(total);
    }

    /** Choices are those of the scope, whatever is chosen now, so that a filter can be changed. */
    private QualityPage.Filters filters() {
        var schools = new ArrayList<Option>();
        answers.organizations().stream()
                .filter(found -> !found.district() && person.scope().covers(found.id()))
                .forEach(found -> schools.add(
                        new Option(found.id(), found.name(), found.id().equals(asked.school()))));
        if (person.role().districtWide()) {
            schools.add(new Option("none", "No school: district office", "none".equals(asked.school())));
        }
        List<Option> rules = quality.byRule(new Filter("", "", "", "")).stream()
                .map(group -> new Option(
                        group.id(), group.id() + ": " + group.name(), group.id().equals(asked.rule())))
                .toList();
        List<Option> severities = Severities.ALL.stream()
                .map(severity -> new Option(
                        severity.code(), severity.words(), severity.code().equals(asked.severity())))
                .toList();
        List<Option> statuses = List.of(
                status("open", "Open"),
                status("new", "New tonight"),
                status("reopened", "Back again"),
                status("resolved", "Solved"),
                status("all", "All"));
        return new QualityPage.Filters(schools, rules, severities, statuses, asked.filtered());
    }

    private Option status(String code, String words) {
        return new Option(code, words, code.equals(asked.status()));
    }

    private QualityPage.GroupRow bySchool(Group group) {
        String name = !group.name().isEmpty() ? group.name() : group.id().isEmpty() ? "District office" : group.id();
        return group(
                group,
                name,
                asked.link()
                        .with("school", group.id().isEmpty() ? "none" : group.id())
                        .toString());
    }

    private QualityPage.GroupRow byRule(Group group) {
        return group(group, group.name(), asked.link().with("rule", group.id()).toString());
    }

    private static QualityPage.GroupRow group(Group group, String name, String link) {
        Counts counts = group.counts();
        return new QualityPage.GroupRow(
                group.id(),
                name,
                group.severity(),
                Severities.words(group.severity()),
                Numbers.whole(counts.block()),
                Numbers.whole(counts.major()),
                Numbers.whole(counts.minor()),
                Numbers.whole(counts.warning()),
                Numbers.whole(counts.total()),
                link);
    }

    private static QualityPage.IssueRow row(Issue issue) {
        return new QualityPage.IssueRow(
                issue.rule(),
                issue.severity(),
                Severities.words(issue.severity()),
                issue.record(),
                issue.entity().replace('_', ' '),
                issue.field(),
                issue.value(),
                issue.suggestion(),
                issue.message(),
                issue.whatToDo(),
                issue.owner(),
                issue.schoolName().isEmpty()
                        ? issue.schoolId().isEmpty() ? "District office" : issue.schoolId()
                        : issue.schoolName(),
                issue.source(),
                issue.file(),
                issue.row() > 0 ? "row " + Numbers.whole(issue.row()) : "the whole file",
                status(issue.status()),
                Dates.brief(issue.firstSeen()));
    }

    /** {@return a status in people's words} */
    static String status(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "new" -> "New tonight";
            case "open" -> "Open";
            case "reopened" -> "Back again";
            case "resolved" -> "Solved";
            default -> status;
        };
    }

    private QualityPage.Pages pages(long total) {
        long last = Math.max(1, (total + PAGE - 1) / PAGE);
        int page = asked.page();
        return new QualityPage.Pages(
                "Page " + page + " of " + last, page > 1 ? toPage(page - 1) : "", page < last ? toPage(page + 1) : "");
    }

    private String toPage(int page) {
        return asked.link().with("page", page == 1 ? "" : String.valueOf(page)) + "#issues";
    }

    private static QualityPage.AccountRow account(RowAccount account) {
        return new QualityPage.AccountRow(
                account.source(),
                account.file(),
                Numbers.whole(account.delivered()),
                Numbers.whole(account.loaded()),
                Numbers.whole(account.quarantined()),
                Numbers.whole(account.duplicate()),
                account.balances());
    }

    private static QualityPage.Totals totals(List<RowAccount> accounts) {
        return new QualityPage.Totals(
                sum(accounts, RowAccount::delivered),
                sum(accounts, RowAccount::loaded),
                sum(accounts, RowAccount::quarantined),
                sum(accounts, RowAccount::duplicate),
                accounts.size(),
                accounts.stream().filter(account -> !account.balances()).count());
    }

    private static String sum(List<RowAccount> accounts, ToLongFunction<RowAccount> part) {
        return Numbers.whole(accounts.stream().mapToLong(part).sum());
    }
}
