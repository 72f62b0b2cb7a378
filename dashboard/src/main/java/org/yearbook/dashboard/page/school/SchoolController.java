package org.yearbook.dashboard.page.school;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.home.District;

/** The schools, and each of them in full, for those who answer for it. All that a page shows is of one publication. */
@Controller
class SchoolController {

    private final Editions editions;
    private final IssueLog log;
    private final RefreshWatch refreshes;
    private final District district;

    SchoolController(Editions editions, IssueLog log, RefreshWatch refreshes, District district) {
        this.editions = editions;
        this.log = log;
        this.refreshes = refreshes;
        this.district = district;
    }

    @GetMapping("/schools")
    String list(
            Person person,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String level,
            Model model) {
        var asked = SchoolChoice.of(year, "", level);
        model.addAttribute("page", editions.ask(answers -> new ListReader(answers, person).read(asked)));
        return "page/school/list";
    }

    @GetMapping("/schools/{id}")
    String page(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String policy,
            Model model) {
        var asked = SchoolChoice.of(year, policy, "");
        IssueDecisions decisions = log.standing();
        model.addAttribute("page", editions.ask(answers -> {
            List<Organization> places = answers.organizations();
            Organization school = allowed(person, Link.said(id), places);
            return new SchoolReader(answers, person, decisions, refreshes, district.minimumGroupSize())
                    .read(school, asked, places);
        }));
        return "page/school/page";
    }

    private static Organization allowed(Person person, String id, List<Organization> places) {
        Organization school = places.stream()
                .filter(place -> !place.district() && place.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!person.scope().covers(school.id())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return school;
    }
}
