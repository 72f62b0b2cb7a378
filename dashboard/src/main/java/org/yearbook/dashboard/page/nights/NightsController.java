package org.yearbook.dashboard.page.nights;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NightAnswers;

/** What the last night did. */
@Controller
class NightsController {

    private static final int WEEK = 7;

    private final Editions editions;

    NightsController(Editions editions) {
        this.editions = editions;
    }

    /**
     * The page.
     *
     * @param total of all steps, in words
     */
    record Nights(
            String asOf,
            String publication,
            String total,
            List<StepRow> steps,
            List<SourceRow> sources,
            List<DeliveryRow> deliveries) {

        Nights {
            steps = List.copyOf(steps);
            sources = List.copyOf(sources);
            deliveries = List.copyOf(deliveries);
        }
    }

    /**
     * One step.
     *
     * @param share of the whole night, in percent, for a bar
     */
    record StepRow(String step, String source, String rows, String seconds, String share) {}

    /**
     * One source and how recent it is.
     *
     * @param stale whether its data ends more than a week before the night
     */
    record SourceRow(
            String source,
            String arrived,
            String arrivedAge,
            String through,
            String throughAge,
            boolean stale,
            String files) {}

    /** One file. */
    record DeliveryRow(
            String source,
            String file,
            String arrived,
            boolean held,
            String status,
            String rows,
            String through,
            String reason,
            String whatToDo) {}

    @GetMapping("/nights")
    String page(Person person, Model model) {
        model.addAttribute("page", editions.ask(NightsController::read));
        return "page/nights/page";
    }

    private static Nights read(Answers answers) {
        NightAnswers nights = answers.nights();
        LocalDate asOf = answers.edition().asOf();
        List<NightAnswers.Step> steps = nights.steps();
        double longest =
                steps.stream().mapToDouble(NightAnswers.Step::seconds).max().orElse(0);
        double total = steps.stream().mapToDouble(NightAnswers.Step::seconds).sum();
        return new Nights(
                Dates.full(asOf),
                answers.edition().publication(),
                Numbers.seconds(total),
                steps.stream().map(step -> step(step, longest)).toList(),
                nights.freshness().stream().map(found -> source(found, asOf)).toList(),
                nights.deliveries().stream().map(NightsController::delivery).toList());
    }

    private static StepRow step(NightAnswers.Step step, double longest) {
        return new StepRow(
                step.step(),
                step.source(),
                Numbers.whole(step.rows()),
                Numbers.seconds(step.seconds()),
                longest > 0 ? Math.round(100 * step.seconds() / longest) + "%" : "0%");
    }

    private static SourceRow source(NightAnswers.Freshness found, LocalDate asOf) {
        return new SourceRow(
                found.source(),
                Dates.brief(found.arrived()),
                Dates.age(found.arrived(), asOf),
                Dates.brief(found.dataThrough()),
                Dates.age(found.dataThrough(), asOf),
                found.dataThrough() != null
                        && found.dataThrough().plusDays(WEEK).isBefore(asOf),
                Numbers.whole(found.files()));
    }

    private static DeliveryRow delivery(NightAnswers.Delivery found) {
        String status = switch (found.status()) {
            case "loaded" -> "Taken in";
            case "unchanged" -> "Unchanged, already in";
            case "held" -> "Held back";
            default -> found.status();
        };
        return new DeliveryRow(
                found.source(),
                found.file(),
                Dates.brief(found.arrived()),
                "held".equals(found.status()),
                status,
                Numbers.whole(found.delivered()),
                Dates.brief(found.dataThrough()),
                found.reason(),
                found.whatToDo());
    }
}
