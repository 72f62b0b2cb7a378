package org.yearbook.dashboard.page.metric;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.page.Places;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.MetricAnswers;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.why.Asker;
import org.yearbook.warehouse.why.Behind;
import org.yearbook.warehouse.why.Choices;
import org.yearbook.warehouse.why.Whys;

/** The numbers and their definitions, for whoever wants to know what they are looking at. */
@Controller
class MetricController {

    private final Editions editions;
    private final Whys whys;
    private final Behind behind;
    private final Notes notes;
    private final RefreshWatch refreshes;
    private final District district;

    MetricController(
            Editions editions, Whys whys, Behind behind, Notes notes, RefreshWatch refreshes, District district) {
        this.editions = editions;
        this.whys = whys;
        this.behind = behind;
        this.notes = notes;
        this.refreshes = refreshes;
        this.district = district;
    }

    @GetMapping("/metrics")
    String list(Person person, Model model) {
        record Listed(List<MetricArea> areas, List<String> years) {}
        Listed listed = editions.ask(answers ->
                new Listed(MetricArea.divide(answers.metrics(person.scope()).all()), answers.years()));
        model.addAttribute("areas", listed.areas());
        model.addAttribute("years", listed.years());
        return "page/metric/list";
    }

    @GetMapping("/metrics/{id}")
    String page(Person person, @PathVariable String id, @RequestParam Map<String, String> parameters, Model model) {
        MetricChoice asked = MetricChoice.of(parameters);
        record Shown(
                MetricPage page,
                NumberPage number,
                List<String> closed,
                List<RefreshWatch.Age> ages,
                Metric metric,
                String district) {}
        // Asked at once, so that what is said of the metric comes from one publication; the latest move has its own.
        Shown shown = editions.ask(answers -> {
                    MetricAnswers metrics = answers.metrics(person.scope());
                    return read(answers, metrics, id).map(page -> {
                        Metric metric = metrics.metric(id).orElseThrow();
                        return new Shown(
                                page,
                                new NumberReader(answers, person, district, metric, asked).read(notes, behind),
                                closed(answers, id),
                                refreshes.behind(List.of(id), answers),
                                metric,
                                district(answers.organizations()).id());
                    });
                })
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("page", shown.page());
        model.addAttribute("number", shown.number());
        model.addAttribute("closed", shown.closed());
        model.addAttribute("ages", shown.ages());
        model.addAttribute("why", why(person, shown.metric(), shown.district()));
        return "page/metric/page";
    }

    /** The latest move, between publications. */
    private WhyCard why(Person person, Metric metric, String district) {
        String authority = metric.mainAuthority();
        var everybody = new Choices.Group("all", "all");
        Choices choices = whys.choices(
                new Asker(person.scope(), person.records()), metric.id(), authority, district, "", everybody);
        return WhyCard.of(metric, choices, choices.usual(metric.id(), authority, district, everybody));
    }

    private static Organization district(List<Organization> places) {
        return Places.district(places).orElse(Places.NONE);
    }

    private static List<String> closed(Answers answers, String id) {
        return answers.schoolYears().closed(id).stream()
                .map(year -> year.schoolYear() + " closed on " + Dates.brief(year.on()) + ", by " + year.by())
                .toList();
    }

    private static Optional<MetricPage> read(Answers answers, MetricAnswers metrics, String id) {
        List<Organization> places = answers.organizations();
        return metrics.metric(id)
                .map(metric -> MetricPage.of(
                        metric,
                        metric.authorities().stream()
                                .map(authority -> metrics.trend(metric, authority, district(places)))
                                .toList(),
                        places,
                        answers.edition().publication(),
                        Dates.full(answers.edition().asOf())));
    }
}
