package org.yearbook.dashboard.page.metric;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.MetricAnswers;
import org.yearbook.warehouse.answer.Organization;

/** The definitions, for whoever wants to know what they are looking at. */
@Controller
class MetricController {

    private final Editions editions;

    MetricController(Editions editions) {
        this.editions = editions;
    }

    @GetMapping("/metrics")
    String list(Person person, Model model) {
        model.addAttribute(
                "areas",
                editions.ask(answers ->
                        MetricArea.divide(answers.metrics(person.scope()).all())));
        model.addAttribute("years", editions.ask(BookController::years));
        return "page/metric/list";
    }

    @GetMapping("/metrics/{id}")
    String page(Person person, @PathVariable String id, Model model) {
        record Shown(MetricPage page, List<String> closed) {}
        // Asked at once, so that all of it comes from one publication.
        Shown shown = editions.ask(answers -> read(answers, answers.metrics(person.scope()), id)
                        .map(page -> new Shown(page, closed(answers, id))))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("page", shown.page());
        model.addAttribute("closed", shown.closed());
        return "page/metric/page";
    }

    private static List<String> closed(Answers answers, String id) {
        return answers.schoolYears().closed(id).stream()
                .map(year -> year.schoolYear() + " closed on " + Dates.brief(year.on()) + ", by " + year.by())
                .toList();
    }

    private static Optional<MetricPage> read(Answers answers, MetricAnswers metrics, String id) {
        List<Organization> places = answers.organizations();
        Optional<Organization> district =
                places.stream().filter(Organization::district).findFirst();
        Optional<Metric> metric = metrics.metric(id);
        if (metric.isEmpty() || district.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(MetricPage.of(
                metric.get(),
                metric.get().authorities().stream()
                        .map(authority -> metrics.trend(metric.get(), authority, district.get()))
                        .toList(),
                places,
                answers.edition().publication(),
                Dates.full(answers.edition().asOf())));
    }
}
