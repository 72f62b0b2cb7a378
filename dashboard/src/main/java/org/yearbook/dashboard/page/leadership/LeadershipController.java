package org.yearbook.dashboard.page.leadership;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.home.District;

/** All numbers of a place, area by area. All that it shows comes from one publication. */
@Controller
class LeadershipController {

    private final Editions editions;
    private final District district;
    private final Notes notes;

    LeadershipController(Editions editions, District district, Notes notes) {
        this.editions = editions;
        this.district = district;
        this.notes = notes;
    }

    @GetMapping("/leadership")
    String page(
            Person person,
            @RequestParam(defaultValue = "") String metric,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String school,
            @RequestParam(defaultValue = "") String authority,
            @RequestParam(defaultValue = "") String group,
            Model model) {
        var asked = new Choice(metric, year, school, authority, group);
        Leadership page =
                editions.ask(answers -> new LeadershipReader(answers, person.scope(), district, notes).read(asked));
        model.addAttribute("page", page);
        model.addAttribute("choice", asked);
        return "page/leadership/page";
    }
}
