package org.yearbook.dashboard.page.years;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.YearAnswers;
import org.yearbook.warehouse.answer.YearAnswers.Closed;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.year.Openings;
import org.yearbook.warehouse.year.Openings.Confirmation;
import org.yearbook.warehouse.year.Openings.Opened;
import org.yearbook.warehouse.yearend.Checklist;
import org.yearbook.warehouse.yearend.Checklist.Found;
import org.yearbook.warehouse.yearend.Checklist.Item;

/** The school years, for whoever sees every number; the rules of access see to that. */
@Controller
class YearsController {

    private final Editions editions;
    private final DistrictHome home;
    private final District district;
    private final Checklist checklist;

    YearsController(Editions editions, DistrictHome home, District district, Clock clock) {
        this.editions = editions;
        this.home = home;
        this.district = district;
        this.checklist = new Checklist(home, new Limits(1, 256, null), clock);
    }

    /** One year: what it is called, how it stands, and what is to be known of it. */
    record YearRow(String year, String standing, String words, String differences) {}

    record ItemRow(String name, String standing, String words) {}

    /**
     * The page.
     *
     * @param next the year to be opened next; empty before any is open
     * @param open how many of its items are open
     */
    record YearsPage(List<YearRow> years, String next, int open, List<ItemRow> items) {

        YearsPage {
            years = List.copyOf(years);
            items = List.copyOf(items);
        }
    }

    @GetMapping("/years")
    String page(Person person, Model model) {
        model.addAttribute("page", editions.ask(this::read));
        return "page/years/page";
    }

    private YearsPage read(Answers answers) {
        YearAnswers years = answers.schoolYears();
        var openings = Openings.of(home);
        List<Closed> closed = years.closed();
        var rows = new ArrayList<YearRow>();
        for (String year : years.all()) {
            rows.add(closed.stream()
                    .filter(one -> one.schoolYear().equals(year))
                    .findFirst()
                    .map(YearsController::closed)
                    .orElseGet(() -> notClosed(openings, SchoolYear.parse(year))));
        }
        Optional<SchoolYear> next = openings.latest().map(SchoolYear::next);
        if (next.isEmpty()) {
            return new YearsPage(rows, "", 0, List.of());
        }
        List<Found> found = years.delivered(next.get().toString()).stream()
                .map(one -> new Found(one.item(), one.found(), one.expected(), one.detail()))
                .toList();
        var listing = checklist.of(next.get(), found);
        return new YearsPage(
                rows,
                next.get().toString(),
                listing.missing().size(),
                listing.items().stream().map(this::item).toList());
    }

    private static YearRow closed(Closed year) {
        String differences = year.numbers() + year.records() == 0
                ? "Today\u2019s data says the same."
                : "Today\u2019s data would change " + year.numbers() + " numbers; " + year.records()
                        + " records are otherwise.";
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
                            case WITH_THE_HOME -> "With the home";
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
        String standing = item.standing().name();
        return new ItemRow(
                item.name(), standing.charAt(0) + standing.substring(1).toLowerCase(Locale.ROOT), item.words() + by);
    }
}
