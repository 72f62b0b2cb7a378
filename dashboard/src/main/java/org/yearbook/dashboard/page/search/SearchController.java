package org.yearbook.dashboard.page.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.search.Entry.Kind;
import org.yearbook.dashboard.page.search.SearchPage.Result;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.MetricOrder;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.RuleAnswers.Place;
import org.yearbook.warehouse.answer.RuleAnswers.QualityRule;

/**
 * Search over metrics, schools, pages, rules and words. Students and staff are not in it: their names must not stand in
 * addresses, and records are looked for where looking at them is audited.
 */
@Controller
class SearchController {

    private static final int LONGEST = 100;
    private static final int MOST = 40;

    private final Editions editions;
    private final SearchWords words = SearchWords.load();
    private volatile @Nullable Shelf shelf;

    SearchController(Editions editions) {
        this.editions = editions;
    }

    /** What one publication brings to the search; the same for everybody. */
    private record Shelf(String publication, List<Entry> metrics, List<Organization> schools, List<Entry> rules) {

        Shelf {
            metrics = List.copyOf(metrics);
            schools = List.copyOf(schools);
            rules = List.copyOf(rules);
        }
    }

    @GetMapping("/search")
    String page(Person person, @RequestParam(name = "q", defaultValue = "") String text, Model model) {
        String asked = text.substring(0, Math.min(LONGEST, text.length())).strip();
        model.addAttribute("page", find(person, asked));
        return "page/search/page";
    }

    private SearchPage find(Person person, String asked) {
        List<Set<String>> parts = words.parts(asked);
        if (parts.isEmpty()) {
            return new SearchPage(asked, "", List.of());
        }
        record Scored(Entry entry, int score) {}
        List<Scored> all = everything(person)
                .map(entry -> new Scored(entry, score(entry, parts)))
                .filter(scored -> scored.score() > 0)
                .sorted(Comparator.comparingInt((Scored scored) -> -scored.score())
                        .thenComparing(scored -> scored.entry().kind())) // and within a kind as everywhere
                .toList();
        // What only some word behind the scenes answers is shown where nothing has a better claim.
        boolean titles = !all.isEmpty() && all.get(0).score() >= Entry.TITLE * parts.size();
        List<Entry> found = all.stream()
                .filter(scored -> !titles || scored.score() > Entry.MORE * parts.size())
                .map(Scored::entry)
                .toList();
        String finding = Numbers.of(found.size(), "result", "results") + " for “" + asked + "”"
                + (found.size() > MOST ? ", the best " + MOST + " of them" : "");
        return new SearchPage(
                asked,
                finding,
                found.stream()
                        .limit(MOST)
                        .map(entry -> new Result(
                                entry.kind().words(),
                                entry.link(),
                                Highlight.of(entry.title(), parts),
                                Highlight.of(entry.text(), parts)))
                        .toList());
    }

    /** Every part has to be there. */
    private static int score(Entry entry, List<Set<String>> parts) {
        int sum = 0;
        for (Set<String> part : parts) {
            int meant = entry.score(part);
            if (meant == 0) {
                return 0;
            }
            sum += meant;
        }
        return sum;
    }

    private Stream<Entry> everything(Person person) {
        Stream<Entry> always = Stream.concat(SitePages.of(person).stream(), words.glossary().stream());
        try {
            Shelf here = editions.ask(answers -> shelf(answers, person));
            return Stream.of(
                            here.metrics().stream(),
                            here.schools().stream().map(school -> school(school, person)),
                            here.rules().stream(),
                            always)
                    .flatMap(entries -> entries);
        } catch (NoPublicationException e) {
            return always;
        }
    }

    private Shelf shelf(Answers answers, Person person) {
        Shelf known = shelf;
        String publication = answers.edition().publication();
        if (known != null && known.publication().equals(publication)) {
            return known;
        }
        var fresh = new Shelf(
                publication,
                answers.metrics(person.scope()).all().stream()
                        .sorted(MetricOrder.IN_ORDER)
                        .map(SearchController::metric)
                        .toList(),
                answers.organizations().stream()
                        .filter(place -> !place.district())
                        .toList(),
                answers.rules(person.records()).all().stream()
                        .map(SearchController::rule)
                        .toList());
        shelf = fresh;
        return fresh;
    }

    private static Entry metric(Metric metric) {
        String more = metric.versions().stream()
                .map(Definition::text)
                .map(text -> String.join(" ", text.plain(), text.numerator(), text.denominator()))
                .distinct()
                .collect(Collectors.joining(" "));
        return new Entry(
                Kind.METRIC,
                metric.id(),
                metric.label(),
                metric.description(),
                more + " " + metric.area().name(),
                "/metrics/" + Link.part(metric.id()));
    }

    /** Whoever may not open a school's own page is led to its numbers, where those of few people are hidden. */
    private static Entry school(Organization school, Person person) {
        boolean opens = person.role().seesWholeSchools() && person.scope().covers(school.id());
        return new Entry(
                Kind.SCHOOL,
                school.id(),
                school.name(),
                "other".equals(school.level()) ? "" : "A school of the " + school.level() + " level",
                "school",
                opens
                        ? "/schools/" + Link.part(school.id())
                        : Link.to("/leadership").with("school", school.id()).toString());
    }

    private static Entry rule(QualityRule rule) {
        List<String> more = new ArrayList<>();
        for (Place place : rule.places()) {
            more.add(String.join(" ", place.entity(), place.field(), place.clerkText()));
        }
        return new Entry(
                Kind.RULE,
                rule.id(),
                rule.title(),
                rule.id() + ": " + rule.checks(),
                String.join(" ", more),
                Link.to("/quality/rules").with("q", rule.id()).toString());
    }
}
