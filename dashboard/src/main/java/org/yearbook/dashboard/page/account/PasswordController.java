package org.yearbook.dashboard.page.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;

/** Changes one's own password; every session of the old one ends, this one too. */
@Controller
class PasswordController {

    private final People people;
    private final Passwords passwords;
    private final AuditTrail audit;

    PasswordController(People people, Passwords passwords, AuditTrail audit) {
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
    }

    @GetMapping("/password")
    String page(Person person, Model model) {
        return show(person, List.of(), model);
    }

    @PostMapping("/password")
    String change(
            Person person,
            @RequestParam String current,
            @RequestParam String fresh,
            @RequestParam String again,
            HttpServletRequest request,
            Model model) {
        List<String> faults = faults(person, current, fresh, again);
        if (!faults.isEmpty()) {
            return show(person, faults, model);
        }
        people.setPassword(person.id(), passwords.hash(fresh), false);
        audit.did(person, "password.changed", "");
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return "redirect:/sign-in?changed";
    }

    private List<String> faults(Person person, String current, String fresh, String again) {
        boolean known = people.passwordHash(person.id())
                .map(hash -> passwords.matches(current, hash))
                .orElse(false);
        if (!known) {
            return List.of("The current password is not right.");
        }
        if (!fresh.equals(again)) {
            return List.of("The two new passwords differ.");
        }
        if (fresh.equals(current)) {
            return List.of("The new password is the old one.");
        }
        return passwords.faults(person.signIn(), fresh);
    }

    private static String show(Person person, List<String> faults, Model model) {
        model.addAttribute("signIn", person.signIn());
        model.addAttribute("first", person.mustChangePassword());
        model.addAttribute("faults", faults);
        model.addAttribute("shortest", Passwords.SHORTEST);
        return "page/account/page";
    }
}
