package org.yearbook.dashboard.page.account;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yearbook.dashboard.access.SecondFactorRule;
import org.yearbook.dashboard.access.Sessions;
import org.yearbook.dashboard.access.factor.FactorDoor;
import org.yearbook.dashboard.access.factor.NewFactor;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.FactorChange;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Outbox.Mail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SecondFactors;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.home.District;

/**
 * One's own second factor. Its secret and the recovery codes stand on answers to forms alone, never on a page that
 * somebody could open again, and never where an administrator sees the product as another.
 */
@Controller
class SecondFactorController {

    private static final String PAGE = "/account/second-factor";
    private static final String NO_KEY = "The server cannot keep your secret safe now: its key for that cannot be read."
            + " Nothing was changed. Tell an administrator; the server's log says what to do.";

    private final Rooms rooms;
    private final SecondFactorRule rule;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final District district;
    private final Clock clock;

    /** What is kept, and who judges codes. */
    @Component
    record Rooms(SecondFactors factors, FactorDoor door, NewFactor fresh, Outbox outbox) {}

    SecondFactorController(
            Rooms rooms, SecondFactorRule rule, Sessions sessions, AuditTrail audit, District district, Clock clock) {
        this.rooms = rooms;
        this.rule = rule;
        this.sessions = sessions;
        this.audit = audit;
        this.district = district;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    String page(Person person, Model model) {
        return show(person, "", model);
    }

    @PostMapping(PAGE + "/begin")
    String begin(Person person, Model model) {
        itself(person);
        var fresh = rooms.fresh().begin(person);
        fresh.ifPresent(shown -> model.addAttribute("fresh", shown));
        return show(person, fresh.isPresent() || rule.on(person) ? "" : NO_KEY, model);
    }

    @PostMapping(PAGE + "/confirm")
    String confirm(
            Person person, @RequestParam(defaultValue = "") String code, HttpServletRequest request, Model model) {
        itself(person);
        String here = KeysOfAccount.here();
        var confirmation = rooms.door().confirm(person, code, request.getRemoteAddr(), () -> sessions.showedCode(here));
        if (confirmation instanceof FactorDoor.NotYet no) {
            rooms.fresh().again(person).ifPresent(shown -> model.addAttribute("fresh", shown));
            return show(person, words(no.why()), model);
        }
        request.changeSessionId();
        sessions.endOthers(person, here);
        audit.did(person, "factor.added", "");
        tell(person, FactorChange.ON);
        model.addAttribute("codes", ((FactorDoor.Confirmed) confirmation).recoveryCodes());
        return show(person, "", model);
    }

    @PostMapping(PAGE + "/codes")
    String codes(Person person, @RequestParam(defaultValue = "") String code, HttpServletRequest request, Model model) {
        String fault = asked(person, code, request);
        if (fault.isEmpty()) {
            model.addAttribute("codes", rooms.door().renewRecovery(person));
            audit.did(person, "factor.codes", "");
        }
        return show(person, fault, model);
    }

    @PostMapping(PAGE + "/off")
    String off(
            Person person,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            RedirectAttributes told,
            Model model) {
        String fault = asked(person, code, request);
        if (!fault.isEmpty()) {
            return show(person, fault, model);
        }
        rooms.factors().remove(person.id());
        audit.did(person, "factor.removed", "");
        tell(person, FactorChange.OFF);
        told.addFlashAttribute("done", "Your second factor is turned off.");
        return "redirect:" + PAGE;
    }

    /** Why a code does not let somebody change their factor; empty when it does. */
    private String asked(Person person, String code, HttpServletRequest request) {
        itself(person);
        return rule.on(person)
                ? words(rooms.door().ask(person, code, request.getRemoteAddr()))
                : "You have no second factor.";
    }

    private void tell(Person person, FactorChange change) {
        rooms.outbox().put(Mail.factor(change, clock.instant(), person.id()));
    }

    /** Nothing can be sent from a view of another person; should that ever change, this page stays closed. */
    private static void itself(Person person) {
        if (person.viewer().isPresent()) {
            throw new AccessDeniedException("a second factor is its owner's alone");
        }
    }

    private static String words(FactorDoor.Outcome outcome) {
        return switch (outcome) {
            case RIGHT -> "";
            case WRONG -> "That code is not right, or it has been used. Wait for the next one in your app.";
            case THROTTLED -> "Too many wrong codes. Wait fifteen minutes.";
            case SPENT -> "Too many wrong codes in a row. An administrator has to take this second factor away.";
        };
    }

    private String show(Person person, String fault, Model model) {
        var factor = rooms.factors().of(person.id());
        Instant since = factor.map(SecondFactors.Factor::confirmed).orElse(null);
        List<SecondFactors.RecoveryCode> left = rooms.factors().recovery(person.id());
        model.addAttribute("fault", fault);
        model.addAttribute("on", since != null);
        model.addAttribute("since", since == null ? "" : Dates.minute(since, district.zone()));
        model.addAttribute("left", left.size());
        model.addAttribute("required", rule.required(person));
        return "page/account/factor";
    }
}
