package org.yearbook.dashboard.page.accessibility;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yearbook.warehouse.home.District;

/** The accessibility statement, open without a sign-in: whoever cannot sign in must find whom to tell. */
@Controller
class AccessibilityController {

    private final District district;

    AccessibilityController(District district) {
        this.district = district;
    }

    @GetMapping("/accessibility")
    String page(Model model) {
        model.addAttribute("contact", district.accessibilityContact());
        return "page/accessibility/page";
    }
}
