package org.yearbook.dashboard.page.api;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yearbook.dashboard.api.description.Description;
import org.yearbook.dashboard.state.Person;

/** The description of the API as a page that needs no script and nothing of another host. */
@Controller
class ApiPageController {

    private final ApiPage page;

    ApiPageController(Description description) {
        this.page = new ApiReader(description.tree()).read();
    }

    @GetMapping("/api")
    String page(Person person, Model model) {
        model.addAttribute("page", page);
        return "page/api/page";
    }
}
