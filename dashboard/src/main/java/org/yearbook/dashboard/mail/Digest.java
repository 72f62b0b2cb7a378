package org.yearbook.dashboard.mail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.IssueFilter;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.QualityReport;
import org.yearbook.warehouse.answer.QualityReport.Due;
import org.yearbook.warehouse.answer.QualityReport.Tally;

/**
 * What a letter tells: counts by rule and school, and nothing of any record. A rule is named by its title, since what
 * it says of a record may hold a value of it.
 *
 * @param edition the night that it speaks of
 * @param since the night that the last letter spoke of, in words; empty for the first letter
 * @param fresh issues that came up since
 * @param rules those with new issues, most urgent first
 * @param more how many rules with new issues are left out
 */
record Digest(
        String person,
        String district,
        Edition edition,
        String since,
        long fresh,
        long open,
        Due due,
        List<OfRule> rules,
        int more) {

    private static final int RULES = 15;
    private static final int SCHOOLS = 6;
    private static final int SOON = 7;

    Digest {
        rules = List.copyOf(rules);
    }

    /**
     * The issues of one rule.
     *
     * @param schools where the new ones are, with their counts, in words
     */
    record OfRule(String rule, String title, String fresh, String open, String schools) {}

    static Digest read(
            Answers answers, IssueDecisions decisions, Person person, String district, Optional<LocalDate> since) {
        QualityReport report = answers.qualityReport(person.records(), decisions);
        List<Tally> tallies = report.tallies(IssueFilter.open(), since.orElse(LocalDate.EPOCH));
        Map<String, String> schools = answers.organizations().stream()
                .collect(Collectors.toMap(Organization::id, Organization::name, (one, other) -> one));
        List<OfRule> rules = rules(tallies, schools);
        return new Digest(
                person.name(),
                district,
                answers.edition(),
                since.map(Dates::brief).orElse(""),
                tallies.stream().mapToLong(Tally::fresh).sum(),
                tallies.stream().mapToLong(Tally::open).sum(),
                report.due(person.id(), decisions.today(), decisions.today().plusDays(SOON)),
                rules.stream().limit(RULES).toList(),
                Math.max(0, rules.size() - RULES));
    }

    /** {@return the night that it speaks of, in words} */
    public String night() {
        return Dates.full(edition.asOf());
    }

    /** {@return whether there is anything to do that the last letter did not say, or that is this person's own} */
    boolean worthSending() {
        return fresh + due.assigned() + due.again() + due.expiring() > 0;
    }

    private static List<OfRule> rules(List<Tally> tallies, Map<String, String> schools) {
        var byRule = new LinkedHashMap<String, List<Tally>>();
        tallies.forEach(tally ->
                byRule.computeIfAbsent(tally.rule(), rule -> new ArrayList<>()).add(tally));
        return byRule.values().stream()
                .filter(found -> fresh(found) > 0)
                .map(found -> new OfRule(
                        found.get(0).rule(),
                        found.get(0).title(),
                        Numbers.whole(fresh(found)),
                        Numbers.whole(found.stream().mapToLong(Tally::open).sum()),
                        places(found, schools)))
                .toList();
    }

    private static long fresh(List<Tally> tallies) {
        return tallies.stream().mapToLong(Tally::fresh).sum();
    }

    private static String places(List<Tally> tallies, Map<String, String> schools) {
        List<Tally> some = tallies.stream()
                .filter(tally -> tally.fresh() > 0)
                .sorted(Comparator.comparing(Tally::fresh).reversed())
                .toList();
        String named = some.stream()
                .limit(SCHOOLS)
                .map(tally -> (tally.school().isEmpty()
                                ? "District office"
                                : schools.getOrDefault(tally.school(), tally.school()))
                        + " " + Numbers.whole(tally.fresh()))
                .collect(Collectors.joining(", "));
        return some.size() <= SCHOOLS ? named : named + ", and " + (some.size() - SCHOOLS) + " more";
    }
}
