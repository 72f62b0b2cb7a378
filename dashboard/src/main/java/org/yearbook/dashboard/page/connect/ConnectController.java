package org.yearbook.dashboard.page.connect;

import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yearbook.dashboard.flight.FlightWire;
import org.yearbook.dashboard.state.Person;

/** Beside the workbench, and for whoever may open that; the rules of access see to it. */
@Controller
class ConnectController {

    private final FlightWire wire;

    ConnectController(FlightWire wire) {
        this.wire = wire;
    }

    @GetMapping("/workbench/connect")
    String page(Person person, Model model) {
        Optional<ConnectPage> page =
                wire.place().map(place -> ConnectPage.of(place, person.role().asks()));
        model.addAttribute("page", page.orElse(null));
        model.addAttribute("signIn", person.signIn());
        return "page/connect/page";
    }
}
