package org.yearbook.dashboard.page.years;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yearbook.dashboard.day.DistrictDay;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.YearAnswers;
import org.yearbook.warehouse.answer.YearAnswers.Closed;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.year.Openings;
import org.yearbook.warehouse.year.Openings.Confirmation;
import org.yearbook.warehouse.year.Openings.Opened;
import org.yearbook.warehouse.year.YearException;
import org.yearbook.warehouse.yearend.Checklist;
import org.yearbook.warehouse.yearend.Checklist.Found;
import org.yearbook.warehouse.yearend.Checklist.Item;
import org.yearbook.warehouse.yearend.Checklist.Standing;

/** The school years, for whoever sees every number; the rules of access see to that. */
@Controller
class YearsController {

    private static final String DEFINITIONS = "definitions:";
    private static final String GOALS = "goals:";
    private static final String CUT_SCORES = "cut_scores:";
    private static final Map<String, String> LABELS = Map.of(
            "calendar", "School calendars",
            "academic_sessions", "Terms of the school year",
            "attendance_codes", "Attendance codes",
            "schools", "Schools and their levels",
            "cut_scores", "Cut scores of tests",
            "hr_dates", "Staff positions",
            "code_sets", "Code sets");

    private final Editions editions;
    private final DistrictHome home;
    private final District district;
    private final Checklist checklist;

    YearsController(Editions editions, DistrictHome home, District district, DistrictDay day) {
        this.editions = editions;
        this.home = home;
        this.district = district;
        this.checklist = new Checklist(home, new Limits(1, 256, null), day.clock());
    }

    /** One year: what it is called, how it stands, and what is to be known of it. */
    record YearRow(String year, String standing, String words, String differences) {}

    /**
     * One thing that must be in place.
     *
     * @param name as the command takes it
     * @param label as people say it
     */
    record ItemRow(String name, String label, String standing, String words) {}

    /**
     * What must be said of one metric: that its definition holds on, and what its goal is.
     *
     * @param apart whether more is to be said than of most: its definition was decided for the year, or what was
     *     confirmed is another since
     */
    record MetricRow(String metric, String label, ItemRow definition, ItemRow goal, boolean apart) {}

    /**
     * What most metrics have in common, said once.
     *
     * @param sentence how many wait for somebody, and for what
     * @param confirm what the command confirms them all by
     */
    record ToConfirm(String sentence, String confirm) {}

    /**
     * The page.
     *
     * @param faults what keeps some of it from being told, and what to do, a line each; none when nothing does
     * @param next the year to be opened next; empty before any is open
     * @param standing how much of what it needs is in place, in words
     * @param items what is delivered or confirmed once for the year
     * @param confirm what is to be confirmed of many metrics
     * @param metrics what is confirmed for each metric
     */
    record YearsPage(
            List<YearRow> years,
            List<String> faults,
            String next,
            String standing,
            List<ItemRow> items,
            List<ToConfirm> confirm,
            List<MetricRow> metrics) {

        YearsPage {
            years = List.copyOf(years);
            faults = List.copyOf(faults);
            items = List.copyOf(items);
            confirm = List.copyOf(confirm);
            metrics = List.copyOf(metrics);
        }

        /** {@return the metrics of which more is to be said than of most} */
        public List<MetricRow> apart() {
            return metrics.stream().filter(MetricRow::apart).toList();
        }
    }

    @GetMapping("/years")
    String page(Person person, Model model) {
        model.addAttribute("page", editions.ask(answers -> read(answers, person)));
        return "page/years/page";
    }

    private YearsPage read(Answers answers, Person person) {
        YearAnswers years = answers.schoolYears();
        Openings openings;
        try {
            openings = Openings.of(home);
        } catch (YearException e) {
            List<YearRow> rows = rows(
                    years,
                    year -> new YearRow(year.toString(), "Not known", "The record of its opening is at fault.", ""));
            return new YearsPage(rows, lines(e), "", "", List.of(), List.of(), List.of());
        }
        List<YearRow> rows = rows(years, year -> notClosed(openings, year));
        Optional<SchoolYear> next = openings.latest().map(SchoolYear::next);
        if (next.isEmpty()) {
            return new YearsPage(rows, List.of(), "", "", List.of(), List.of(), List.of());
        }
        try {
            return next(answers, person, rows, next.get());
        } catch (YearException | DefinitionException e) {
            return new YearsPage(rows, lines(e), next.get().toString(), "", List.of(), List.of(), List.of());
        }
    }

    private static List<YearRow> rows(YearAnswers years, Function<SchoolYear, YearRow> notClosed) {
        List<Closed> closed = years.closed();
        return years.all().stream()
                .map(year -> closed.stream()
                        .filter(one -> one.schoolYear().equals(year))
                        .findFirst()
                        .map(YearsController::closed)
                        .orElseGet(() -> notClosed.apply(SchoolYear.parse(year))))
                .toList();
    }

    private static List<String> lines(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().map(String::strip).toList();
    }

    private YearsPage next(Answers answers, Person person, List<YearRow> rows, SchoolYear next) {
        YearAnswers years = answers.schoolYears();
        List<Found> found = years.delivered(next.toString()).stream()
                .map(one -> new Found(one.item(), one.found(), one.expected(), one.detail()))
                .toList();
        var listing = checklist.of(next, found);
        Map<String, Item> items = new LinkedHashMap<>();
        listing.items().forEach(item -> items.put(item.name(), item));
        return new YearsPage(
                rows,
                List.of(),
                next.toString(),
                standing(listing.missing().size(), items.size()),
                items.values().stream()
                        .filter(item -> !item.name().startsWith(DEFINITIONS)
                                && !item.name().startsWith(GOALS))
                        .map(this::item)
                        .toList(),
                confirm(listing.missing(), next),
                metrics(items, answers.metrics(person.scope()).all()));
    }

    private static String standing(int missing, int all) {
        int placed = all - missing;
        return missing == 0
                ? "Everything is in place."
                : placed + " of " + all + (placed == 1 ? " things is in place." : " things are in place.");
    }

    private static List<ToConfirm> confirm(List<Item> missing, SchoolYear next) {
        long definitions = count(missing, DEFINITIONS);
        long goals = count(missing, GOALS);
        var all = new ArrayList<ToConfirm>();
        if (definitions > 0) {
            all.add(new ToConfirm(
                    Numbers.of(definitions, "definition stays", "definitions stay") + " as in " + next.previous()
                            + ", and nobody has confirmed yet that this is right.",
                    "definitions"));
        }
        if (goals > 0) {
            all.add(new ToConfirm(
                    Numbers.of(goals, "metric has", "metrics have") + " no goal for " + next
                            + ", and nobody has confirmed yet that this is right.",
                    "goals"));
        }
        return all;
    }

    private static long count(List<Item> missing, String kind) {
        return missing.stream().filter(item -> item.name().startsWith(kind)).count();
    }

    private List<MetricRow> metrics(Map<String, Item> items, List<Metric> metrics) {
        var rows = new ArrayList<MetricRow>();
        for (Metric metric : metrics) {
            Item definition = items.get(DEFINITIONS + metric.id());
            Item goal = items.get(GOALS + metric.id());
            if (definition != null && goal != null) {
                rows.add(new MetricRow(
                        metric.id(),
                        metric.label(),
                        item(definition),
                        item(goal),
                        definition.standing() == Standing.DONE || definition.changed() || goal.changed()));
            }
        }
        return rows;
    }

    private static YearRow closed(Closed year) {
        String differences = year.numbers() + year.records() == 0
                ? "Today\u2019s data says the same."
                : "Today\u2019s data would change " + Numbers.of(year.numbers(), "number", "numbers") + "; "
                        + Numbers.of(year.records(), "record is", "records are") + " otherwise.";
        return new YearRow(
                year.schoolYear(),
                "Closed",
                "State " + year.state() + ", on " + Dates.brief(year.on()) + " by " + year.by()
                        + (year.reason().isEmpty() ? "" : ": " + year.reason()),
                differences);
    }

    private YearRow notClosed(Openings openings, SchoolYear year) {
        if (!openings.isOpen(year)) {
            return new YearRow(year.toString(), "Not opened", "No number of it is shown.", "");
        }
        Opened opened = openings.of(year).opened();
        String words = opened == null
                ? ""
                : switch (opened.how()) {
                            case WITH_THE_HOME -> "By the first night";
                            case AS_HISTORY -> "Delivered as history";
                            case BY_CHECKLIST -> "By " + opened.by();
                        }
                        + ", " + Dates.minute(opened.at(), district.zone());
        return new YearRow(year.toString(), "Open", words, "");
    }

    private ItemRow item(Item item) {
        Confirmation confirmation = item.confirmation();
        String by = confirmation == null
                ? ""
                : ", by " + confirmation.by() + ", " + Dates.minute(confirmation.at(), district.zone());
        String standing = switch (item.standing()) {
            case DONE -> "Done";
            case CONFIRMED -> "Confirmed";
            case OPEN -> "To do";
        };
        String label = item.name().startsWith(CUT_SCORES)
                ? "Cut scores of " + item.name().substring(CUT_SCORES.length())
                : LABELS.getOrDefault(item.name(), item.name());
        return new ItemRow(item.name(), label, standing, item.words() + by);
    }
}
