package org.yearbook.dashboard.page.today;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.day.DistrictDay;
import org.yearbook.dashboard.glance.BoardBook;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.schedule.NightStanding;
import org.yearbook.dashboard.schedule.Watches;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.why.EarlierNights;

/** The front page: what moved, what needs whoever is signed in, and how fresh it all is. It counts and names nobody. */
@Controller
class TodayController {

    /** What the numbers of a place took when they stood here; such addresses are in letters and bookmarks. */
    private static final List<String> MOVED = List.of("metric", "year", "school", "authority", "group");

    private final Editions editions;
    private final EarlierNights earlier;
    private final IssueLog log;
    private final BoardBook boards;
    private final KeptCounts counts;
    private final Watches watches;
    private final DistrictHome home;
    private final DistrictDay day;

    TodayController(
            Editions editions,
            IssueLog log,
            BoardBook boards,
            KeptCounts counts,
            Watches watches,
            DistrictHome home,
            District district,
            DistrictDay day) {
        this.editions = editions;
        this.earlier = new EarlierNights(home, district);
        this.log = log;
        this.boards = boards;
        this.counts = counts;
        this.watches = watches;
        this.home = home;
        this.day = day;
    }

    @GetMapping("/")
    String page(Person person, @RequestParam Map<String, String> parameters, Model model) {
        if (MOVED.stream().anyMatch(parameters::containsKey)) {
            Link link = Link.to("/leadership");
            for (String name : MOVED) {
                link = link.with(name, parameters.getOrDefault(name, ""));
            }
            return "redirect:" + link;
        }
        LocalDate today = day.today();
        IssueDecisions decisions = log.standing();
        Optional<NightStanding> missing = watches.nights().standing().filter(NightStanding::missing);
        model.addAttribute(
                "page",
                editions.ask(answers -> new TodayReader(answers, person, boards.now(), today)
                        .read(earlier, counts, decisions, missing, watches.refreshes(), home)));
        return "page/today/page";
    }
}
