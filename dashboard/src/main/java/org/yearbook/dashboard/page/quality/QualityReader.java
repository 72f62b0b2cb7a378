package org.yearbook.dashboard.page.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Pages;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.steps.FixSteps;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Severities;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.IssueFilter;
import org.yearbook.warehouse.answer.NightAnswers.RowAccount;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.QualityAnswers;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;

/** Reads the quality page out of one publication. */
final class QualityReader {

    static final int PAGE = 25;

    private final Answers answers;
    private final QualityAnswers quality;
    private final IssueDecisions decisions;
    private final Person person;
    private final List<Person> people;
    private final FixSteps fixes;

    QualityReader(Answers answers, IssueDecisions decisions, Person person, List<Person> people, FixSteps fixes) {
        this.answers = answers;
        this.quality = answers.quality(person.records(), decisions);
        this.decisions = decisions;
        this.person = person;
        this.people = people;
        this.fixes = fixes;
    }

    /** The page and the issues that it shows, for the audit. */
    record Read(QualityPage page, List<Issue> issues) {}

    Read read(Asked wanted) {
        long total = quality.count(wanted.filter(person));
        int last = Pages.last(total, PAGE);
        Asked asked = wanted.withPage(Math.min(wanted.page(), last));
        IssueFilter filter = asked.filter(person);
        List<Issue> issues = quality.page(filter, PAGE, (asked.page() - 1) * PAGE);

        List<RowAccount> accounts = answers.nights().rowAccounts();
        var page = new QualityPage(
                Dates.full(answers.edition().asOf()),
                place(asked),
                person.role().districtWide() ? fixes.fault() : "",
                held(),
                filters(asked),
                report(asked),
                listing(asked, issues, total),
                new QualityPage.Downloads(asked.file("csv"), asked.file("xlsx"), asked.file("pdf")),
                accounts.stream().map(QualityReader::account).toList(),
                totals(accounts));
        return new Read(page, issues);
    }

    /** {@return what a file says about itself} */
    ReportHead head(Asked asked, String district) {
        long total = quality.count(asked.filter(person));
        return ReportHead.of(
                new ReportHead.Setting(district, place(asked), answers.edition().asOf(), decisions.today()),
                person,
                asked,
                answers.qualityReport(person.records(), decisions).score(asked.report()),
                total,
                apart(asked, total));
    }

    /** {@return what stands above the list} */
    QualityPage.Report report(Asked asked) {
        return new ReportReader(quality, answers.qualityReport(person.records(), decisions), asked).read();
    }

    /** How many issues one cause explains, when the list leaves them out. */
    private long apart(Asked asked, long total) {
        return asked.apart() ? quality.count(withOneCause(asked)) - total : 0;
    }

    /** {@return what the page speaks of, in words} */
    String place(Asked asked) {
        List<Organization> covered = schools();
        String chosen = covered.stream()
                .filter(school -> school.id().equals(asked.school()))
                .map(Organization::name)
                .findFirst()
                .orElse("none".equals(asked.school()) ? "District office" : "");
        String place;
        if (!chosen.isEmpty()) {
            place = chosen;
        } else if (person.role().districtWide()) {
            place = "The whole district";
        } else {
            place = covered.isEmpty()
                    ? "No school yet: ask an administrator"
                    : covered.stream().map(Organization::name).collect(Collectors.joining(", "));
        }
        return asked.owner().isEmpty() ? place : place + ", what the " + asked.owner() + " answers for";
    }

    private List<Organization> schools() {
        return answers.organizations().stream()
                .filter(found -> !found.district() && person.records().places().covers(found.id()))
                .toList();
    }

    private List<QualityPage.Held> held() {
        return answers.nights().heldBack().stream()
                .map(found -> new QualityPage.Held(
                        found.source(), found.file(), Dates.brief(found.arrived()), found.reason(), found.whatToDo()))
                .toList();
    }

    private QualityPage.Listing listing(Asked asked, List<Issue> issues, long total) {
        Map<Long, String> names = people.stream().collect(Collectors.toMap(Person::id, Person::name));
        long apart = apart(asked, total);
        LocalDate today = decisions.today();
        return new QualityPage.Listing(
                Numbers.whole(total),
                shown(asked, issues.size(), total),
                apart > 0 ? Numbers.whole(apart) : "",
                issues.stream().map(issue -> IssueRow.of(issue, names, fixes)).toList(),
                Pages.of(asked.link(), "#issues", asked.page(), Pages.last(total, PAGE)),
                people.stream()
                        .filter(Person::enabled)
                        .map(found -> new Option(String.valueOf(found.id()), found.name(), false))
                        .toList(),
                asked.named().entrySet().stream()
                        .map(part -> new QualityPage.Hidden(part.getKey(), part.getValue()))
                        .toList(),
                today.plusYears(1).toString());
    }

    private IssueFilter withOneCause(Asked asked) {
        return asked.report().withSeverity(asked.severity());
    }

    private static String shown(Asked asked, int size, long total) {
        if (total == 0) {
            return "";
        }
        long first = (long) (asked.page() - 1) * PAGE + 1;
        return Numbers.whole(first) + "–" + Numbers.whole(first + size - 1) + " of " + Numbers.whole(total);
    }

    /** Choices are those of the scope, whatever is chosen now, so that a filter can be changed. */
    private QualityPage.Filters filters(Asked asked) {
        var schools = new ArrayList<Option>();
        schools()
                .forEach(found -> schools.add(
                        new Option(found.id(), found.name(), found.id().equals(asked.school()))));
        if (person.role().districtWide()) {
            schools.add(new Option("none", "No school: district office", "none".equals(asked.school())));
        }
        List<Option> owners = quality.byOwner(IssueFilter.all()).stream()
                .filter(group -> !group.id().isEmpty())
                .map(group -> new Option(
                        group.id(), ReportReader.capital(group.id()), group.id().equals(asked.owner())))
                .sorted(java.util.Comparator.comparing(Option::label))
                .toList();
        List<Option> rules = quality.byRule(IssueFilter.all()).stream()
                .map(group -> new Option(
                        group.id(), group.id() + ": " + group.name(), group.id().equals(asked.rule())))
                .toList();
        List<Option> severities = Severities.ALL.stream()
                .map(severity -> new Option(
                        severity.code(), severity.words(), severity.code().equals(asked.severity())))
                .toList();
        List<Option> statuses = States.ALL.stream()
                .map(state ->
                        new Option(state.code(), state.words(), state.code().equals(asked.status())))
                .toList();
        return new QualityPage.Filters(schools, owners, rules, severities, statuses, asked.filtered());
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
