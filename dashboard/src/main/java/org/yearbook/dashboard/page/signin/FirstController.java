package org.yearbook.dashboard.page.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.access.FirstCode;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.SignInFailures;

/** Where whoever started the server becomes its first administrator. There is no such page while there is one. */
@Controller
class FirstController {

    private static final String NOBODY = "first";

    private final FirstCode code;
    private final People people;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final AuditTrail audit;

    FirstController(FirstCode code, People people, Passwords passwords, SignInFailures failures, AuditTrail audit) {
        this.code = code;
        this.people = people;
        this.passwords = passwords;
        this.failures = failures;
        this.audit = audit;
    }

    /** What somebody typed, to be shown again; never a password. */
    record Typed(String code, String name, String signIn) {}

    @GetMapping("/first")
    String page(Model model) {
        return show(new Typed("", "", ""), List.of(), model);
    }

    @PostMapping("/first")
    String become(
            @RequestParam("code") String typed,
            @RequestParam String name,
            @RequestParam String signIn,
            @RequestParam String fresh,
            @RequestParam String again,
            HttpServletRequest request,
            Model model) {
        var shown = new Typed(typed, name, signIn);
        if (failures.tooMany(NOBODY, request.getRemoteAddr())) {
            return show(shown, List.of("Too many wrong codes. Wait fifteen minutes."), model);
        }
        if (!code.is(typed)) {
            failures.add(NOBODY, request.getRemoteAddr());
            audit.atTheDoor(NOBODY, "sign-in.refused");
            return show(shown, List.of("That is not the code on the console of the server."), model);
        }
        String normal = People.normal(signIn);
        List<String> faults = faults(name, normal, fresh, again);
        if (!faults.isEmpty()) {
            return show(shown, faults, model);
        }
        var newcomer = new Newcomer(normal, name.strip(), Role.ADMINISTRATOR, Set.of());
        if (!people.addFirst(newcomer, passwords.hash(fresh))) {
            return show(shown, List.of("Somebody has that sign-in name already."), model);
        }
        code.use();
        people.bySignIn(normal).ifPresent(person -> audit.did(person, "person.first", ""));
        return "redirect:/sign-in?ready";
    }

    private List<String> faults(String name, String signIn, String fresh, String again) {
        String fault = Newcomer.fault(name, signIn, true);
        if (!fault.isEmpty()) {
            return List.of(fault);
        }
        return fresh.equals(again) ? passwords.faults(signIn, fresh) : List.of("The two passwords differ.");
    }

    private String show(Typed typed, List<String> faults, Model model) {
        if (!code.waits()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults);
        model.addAttribute("shortest", Passwords.SHORTEST);
        return "page/signin/first";
    }
}
