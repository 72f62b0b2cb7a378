package org.yearbook.dashboard.page.nights;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.mail.MailSetup;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Pages;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.schedule.Watches;
import org.yearbook.dashboard.state.Letters;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NightAnswers;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.NotTaken;
import org.yearbook.warehouse.run.Run;

/** What the nights did, and what one does that is running. */
@Controller
class NightsController {

    private static final int RUNS = 20;

    private final Editions editions;
    private final MailSetup setup;
    private final Letters letters;
    private final District district;
    private final RunReader runs;
    private final Watches watches;
    private final Clock clock;

    NightsController(
            Editions editions,
            MailSetup setup,
            Letters letters,
            District district,
            DistrictHome home,
            Watches watches,
            Clock clock) {
        this.editions = editions;
        this.setup = setup;
        this.letters = letters;
        this.district = district;
        this.runs = new RunReader(home, district.zone());
        this.watches = watches;
        this.clock = clock;
    }

    /**
     * The page.
     *
     * @param total of all steps, in words
     * @param steps each told once
     * @param parts of the steps, one a source or school year
     */
    record Nights(
            String asOf,
            String publication,
            String night,
            String total,
            List<StepRow> steps,
            List<StepRow> parts,
            List<SourceRow> sources,
            List<DeliveryRow> held,
            List<DeliveryRow> inForce) {

        Nights {
            steps = List.copyOf(steps);
            parts = List.copyOf(parts);
            sources = List.copyOf(sources);
            held = List.copyOf(held);
            inForce = List.copyOf(inForce);
        }

        /** {@return how many files were held back and sources were not pulled, in words} */
        public String notTaken() {
            return NotTaken.of(held, DeliveryRow::source, DeliveryRow::file).words();
        }
    }

    /**
     * One step, or a part of one.
     *
     * @param source of a part, or how many parts the step had
     * @param share of the whole night, in percent, for a bar
     */
    record StepRow(String step, String source, String rows, String seconds, String share) {}

    /**
     * One source and how recent it is.
     *
     * @param stale whether its data ends longer before the night than it promises, and by more than a week
     * @param refreshed how old what it brings more often than nightly is
     */
    record SourceRow(
            String source,
            String arrived,
            String arrivedAge,
            String through,
            String throughAge,
            boolean stale,
            String files,
            List<RefreshWatch.Age> refreshed) {

        SourceRow {
            refreshed = List.copyOf(refreshed);
        }
    }

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

    /** Which runs are listed, and where the list goes on. */
    record RunList(List<RunPage.Line> lines, Pages pages) {

        RunList {
            lines = List.copyOf(lines);
        }
    }

    @GetMapping("/nights")
    String page(Person person, @RequestParam(defaultValue = "1") int page, Model model) {
        List<String> ids = runs.ids();
        Optional<Run> latest = runs.latest();
        Optional<Nights> nights = latest.isPresent() ? published() : Optional.of(editions.ask(this::read));
        model.addAttribute(
                "missing",
                watches.nights()
                        .standing()
                        .filter(standing -> standing.missing() && person.role().districtWide())
                        .map(standing -> standing.finding() + ". " + standing.more())
                        .orElse(""));
        model.addAttribute("mail", person.administrator() ? mail() : "");
        model.addAttribute("page", nights.orElse(null));
        model.addAttribute("latest", latest.map(runs::finding).orElse(""));
        model.addAttribute("latestTone", latest.map(runs::tone).orElse(""));
        model.addAttribute("latestId", latest.map(Run::id).orElse(""));
        model.addAttribute(
                "recorded",
                nights.flatMap(found -> runs.find(found.night()))
                        .filter(run -> !run.steps().isEmpty())
                        .isPresent());
        model.addAttribute("runs", list(ids, page));
        addLive(latest, "/nights", model);
        return "page/nights/page";
    }

    private RunList list(List<String> ids, int asked) {
        int last = Pages.last(ids.size(), RUNS);
        int page = Math.max(1, Math.min(asked, last));
        return new RunList(
                runs.lines(
                        ids.stream().skip((long) (page - 1) * RUNS).limit(RUNS).toList()),
                Pages.of(Link.to("/nights"), "#runs-title", page, last));
    }

    /** {@return what is published; nothing before the first night is done} */
    private Optional<Nights> published() {
        try {
            return Optional.of(editions.ask(this::read));
        } catch (NoPublicationException e) {
            return Optional.empty();
        }
    }

    private void addLive(Optional<Run> run, String again, Model model) {
        Optional<RunPage.Live> live = runs.live(run, clock.instant());
        model.addAttribute("live", live.orElse(null));
        model.addAttribute("again", live.isPresent() ? again : "");
    }

    /** The part of a page that tells how a running night goes; when it has ended, the whole page is wanted anew. */
    @GetMapping("/nights/live")
    String live(@RequestParam(defaultValue = "") String id, HttpServletResponse response, Model model) {
        addLive(runs.find(id), "", model);
        if (model.getAttribute("live") == null) {
            response.setHeader("HX-Refresh", "true");
        }
        return "page/nights/fragments :: live";
    }

    @GetMapping("/nights/{id}")
    String run(Person person, @PathVariable String id, Model model) {
        Run run = runs.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("page", runs.page(run, person.role().districtWide(), clock.instant()));
        addLive(Optional.of(run), "/nights/" + run.id(), model);
        return "page/nights/run";
    }

    /** What keeps mail about issues from leaving, for those who can mend it; empty when nothing does. */
    private String mail() {
        String fault = setup.fault();
        if (!fault.isEmpty()) {
            return "No mail about data quality is sent: " + fault + ".";
        }
        return letters.trouble()
                .map(trouble -> "Mail about data quality has not left since "
                        + Dates.minute(trouble.since(), district.zone()) + ". " + trouble.words() + ". "
                        + (trouble.waiting() == 1
                                ? "1 letter waits"
                                : Numbers.whole(trouble.waiting()) + " letters wait")
                        + " for another try"
                        + (trouble.lost() > 0 ? ", " + Numbers.whole(trouble.lost()) + " will not be sent" : "")
                        + ".")
                .orElse("");
    }

    private Nights read(Answers answers) {
        NightAnswers nights = answers.nights();
        LocalDate asOf = answers.edition().asOf();
        List<RefreshWatch.Age> ages = watches.refreshes().ages(answers);
        List<NightAnswers.Step> parts = nights.steps();
        List<NightAnswers.Step> steps = together(parts);
        List<DeliveryRow> files =
                nights.deliveries().stream().map(NightsController::delivery).toList();
        return new Nights(
                Dates.full(asOf),
                answers.edition().publication(),
                answers.edition().night(),
                Numbers.seconds(seconds(parts)),
                rows(steps),
                parts.size() > steps.size() ? rows(parts) : List.of(),
                nights.freshness().stream()
                        .map(found -> source(found, asOf, ages))
                        .toList(),
                files.stream().filter(DeliveryRow::held).toList(),
                files.stream().filter(file -> !file.held()).toList());
    }

    private static double seconds(List<NightAnswers.Step> steps) {
        return steps.stream().mapToDouble(NightAnswers.Step::seconds).sum();
    }

    /** Each step once, in the order in which it began. */
    private static List<NightAnswers.Step> together(List<NightAnswers.Step> parts) {
        Map<String, List<NightAnswers.Step>> byName = parts.stream()
                .collect(Collectors.groupingBy(NightAnswers.Step::step, LinkedHashMap::new, Collectors.toList()));
        return byName.entrySet().stream()
                .map(entry -> new NightAnswers.Step(
                        "",
                        entry.getKey(),
                        entry.getValue().size() == 1
                                ? entry.getValue().get(0).source()
                                : entry.getValue().size() + " parts",
                        entry.getValue().stream()
                                .mapToLong(NightAnswers.Step::rows)
                                .sum(),
                        seconds(entry.getValue())))
                .toList();
    }

    private static List<StepRow> rows(List<NightAnswers.Step> steps) {
        double longest =
                steps.stream().mapToDouble(NightAnswers.Step::seconds).max().orElse(0);
        return steps.stream()
                .map(step -> new StepRow(
                        step.step(),
                        step.source(),
                        Numbers.whole(step.rows()),
                        Numbers.seconds(step.seconds()),
                        longest > 0 ? Math.round(100 * step.seconds() / longest) + "%" : "0%"))
                .toList();
    }

    private static SourceRow source(NightAnswers.Freshness found, LocalDate asOf, List<RefreshWatch.Age> ages) {
        return new SourceRow(
                found.source(),
                Dates.brief(found.arrived()),
                Dates.age(found.arrived(), asOf),
                Dates.brief(found.dataThrough()),
                Dates.age(found.dataThrough(), asOf),
                found.isBehind(asOf),
                Numbers.whole(found.files()),
                ages.stream().filter(age -> age.source().equals(found.source())).toList());
    }

    private static DeliveryRow delivery(NightAnswers.Delivery found) {
        boolean pull = NotTaken.isPull(found.source(), found.file());
        String status = switch (found.status()) {
            case "loaded" -> "Taken in";
            case "unchanged" -> "Unchanged, already in";
            case "held" -> pull ? "Not pulled" : "Held back";
            default -> found.status();
        };
        return new DeliveryRow(
                found.source(),
                found.file(),
                Dates.brief(found.arrived()),
                "held".equals(found.status()),
                status,
                pull ? "–" : Numbers.whole(found.delivered()),
                Dates.brief(found.dataThrough()),
                found.reason(),
                found.whatToDo());
    }
}
