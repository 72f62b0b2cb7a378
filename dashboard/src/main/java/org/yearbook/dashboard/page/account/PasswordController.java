package org.yearbook.dashboard.page.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.mail.MailSetup;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.MailAddress;
import org.yearbook.dashboard.state.Mailing;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SignInFailures;

/**
 * One's own account: password and mail, and what else opens it. A new password ends every session of the old one, this
 * one too.
 */
@Controller
class PasswordController {

    private final People people;
    private final Passwords passwords;
    private final AuditTrail audit;
    private final MailSetup setup;
    private final KeysOfAccount keys;
    private final SignInFailures failures;

    PasswordController(
            People people,
            Passwords passwords,
            AuditTrail audit,
            MailSetup setup,
            KeysOfAccount keys,
            SignInFailures failures) {
        this.failures = failures;
        this.keys = keys;
        this.setup = setup;
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
        String address = request.getRemoteAddr();
        List<String> faults = failures.tooMany(person.signIn(), address)
                ? List.of("Too many wrong passwords. Wait fifteen minutes.")
                : faults(person, current, fresh, again, address);
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

    /** Keeps where mail about issues reaches somebody, and how often they want it. */
    @PostMapping("/account/mail")
    String mail(
            Person person,
            @RequestParam(defaultValue = "") String email,
            @RequestParam String mailing,
            RedirectAttributes told) {
        String address = email.strip();
        Mailing chosen = Mailing.of(mailing).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        String fault = MailAddress.fault(address);
        if (!fault.isEmpty()) {
            told.addFlashAttribute("mailFault", fault);
            return "redirect:/password";
        }
        if (!address.equals(person.email())) {
            people.setEmail(person.id(), address);
            audit.did(person, "email.set", person.signIn());
        }
        people.setMailing(person.id(), chosen);
        audit.did(person, "mail.chosen", chosen.code());
        told.addFlashAttribute("mailDone", "Saved.");
        return "redirect:/password";
    }

    private List<String> faults(Person person, String current, String fresh, String again, String address) {
        boolean known = people.passwordHash(person.id())
                .map(hash -> passwords.matches(current, hash))
                .orElse(false);
        if (!known) {
            failures.add(person.signIn(), address);
            audit.did(person, "password.refused", "");
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

    private String show(Person person, List<String> faults, Model model) {
        model.addAttribute("signIn", person.signIn());
        model.addAttribute("first", person.mustChangePassword() && KeysOfAccount.byPassword());
        model.addAttribute("faults", faults);
        model.addAttribute("shortest", Passwords.SHORTEST);
        model.addAttribute("email", person.email());
        model.addAttribute("mailing", person.mailing().code());
        model.addAttribute("mailings", List.of(Mailing.values()));
        model.addAttribute("mailSent", setup.present());
        keys.show(person, model);
        return "page/account/page";
    }
}
