package org.yearbook.dashboard.page.people;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.access.ViewAs;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.ClaimedAccounts;
import org.yearbook.dashboard.state.MailAddress;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.answer.Organization;

/** Who may sign in and what they see. Only administrators get here; the rules of access see to that. */
@Controller
class PeopleController {

    private final People people;
    private final ClaimedAccounts claimed;
    private final Passwords passwords;
    private final AuditTrail audit;
    private final Editions editions;
    private final ViewAs views;
    private final FactorReset factorReset;

    PeopleController(
            People people,
            ClaimedAccounts claimed,
            Passwords passwords,
            AuditTrail audit,
            Editions editions,
            ViewAs views,
            FactorReset factorReset) {
        this.factorReset = factorReset;
        this.people = people;
        this.claimed = claimed;
        this.passwords = passwords;
        this.audit = audit;
        this.editions = editions;
        this.views = views;
    }

    /**
     * One person in the list.
     *
     * @param claimed whether a claim of the identity provider gave the role, and moves it
     */
    record Row(
            long id,
            String name,
            String signIn,
            String role,
            String roleWords,
            String sees,
            boolean claimed,
            Set<String> schools,
            String email,
            String mail,
            boolean enabled,
            boolean waiting,
            boolean self,
            String lastDay,
            String untilWords,
            boolean asksWhoSaw,
            boolean administrator,
            boolean secondFactor) {}

    @GetMapping("/people")
    String page(Person self, Model model) {
        List<Organization> schools = schools();
        Set<Long> byClaim = claimed.all();
        Set<Long> withFactor = factorReset.all();
        model.addAttribute(
                "people",
                people.all().stream()
                        .map(person -> row(
                                person, self, schools, byClaim.contains(person.id()), withFactor.contains(person.id())))
                        .toList());
        model.addAttribute("schools", schools);
        model.addAttribute("roles", List.of(Role.values()));
        return "page/people/page";
    }

    @PostMapping("/people")
    String add(
            Person self,
            @RequestParam String name,
            @RequestParam String signIn,
            @RequestParam String role,
            @RequestParam(defaultValue = "") Set<String> schools,
            @RequestParam(defaultValue = "") String email,
            Model model) {
        Role chosen = role(role);
        String normal = People.normal(signIn);
        String address = email.strip();
        String fault = fault(name, normal, chosen, schools);
        if (fault.isEmpty()) {
            fault = MailAddress.fault(address);
        }
        if (!fault.isEmpty()) {
            model.addAttribute("fault", fault);
            return page(self, model);
        }
        String password = passwords.fresh();
        people.add(new Newcomer(normal, name.strip(), chosen, known(chosen, schools)), passwords.hash(password));
        audit.did(self, "person.added", normal + " " + chosen.code() + " " + String.join(" ", schools));
        people.bySignIn(normal).ifPresent(person -> setEmail(self, person, address));
        return tell(self, "First password of " + name.strip(), normal, password, model);
    }

    @PostMapping("/people/{id}/place")
    String place(
            Person self,
            @PathVariable long id,
            @RequestParam String role,
            @RequestParam(defaultValue = "") Set<String> schools,
            Model model) {
        Person person = other(self, id);
        Role chosen = role(role);
        if (!chosen.districtWide() && known(chosen, schools).isEmpty()) {
            model.addAttribute(
                    "fault",
                    "Choose at least one school for a " + chosen.words().toLowerCase(Locale.ROOT) + ".");
            return page(self, model);
        }
        people.place(person.id(), chosen, known(chosen, schools));
        audit.did(self, "person.placed", person.signIn() + " " + chosen.code() + " " + String.join(" ", schools));
        return "redirect:/people";
    }

    @PostMapping("/people/{id}/email")
    String email(Person self, @PathVariable long id, @RequestParam String email, Model model) {
        Person person = other(self, id);
        String address = email.strip();
        String fault = MailAddress.fault(address);
        if (!fault.isEmpty()) {
            model.addAttribute("fault", fault);
            return page(self, model);
        }
        setEmail(self, person, address);
        return "redirect:/people";
    }

    private void setEmail(Person self, Person person, String address) {
        if (!address.equals(person.email())) {
            people.setEmail(person.id(), address);
            audit.did(self, "email.set", person.signIn());
        }
    }

    /** Another name and a last day; a day that is over closes the account at once. */
    @PostMapping("/people/{id}/details")
    String details(
            Person self,
            @PathVariable long id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String lastDay,
            @RequestParam(defaultValue = "false") boolean asksWhoSaw,
            Model model) {
        Person person = other(self, id);
        String wanted = name.strip();
        Optional<LocalDate> day = day(lastDay);
        String fault = Newcomer.nameFault(wanted, false);
        if (!fault.isEmpty()) {
            model.addAttribute("fault", fault);
            return page(self, model);
        }
        if (day.isEmpty() && !lastDay.isBlank()) {
            model.addAttribute("fault", "The last day is a date such as 2027-06-30, or empty.");
            return page(self, model);
        }
        if (!wanted.equals(person.name())) {
            people.rename(id, wanted);
            audit.did(self, "person.renamed", person.signIn());
        }
        if (!day.equals(Optional.ofNullable(person.lastDay()))) {
            people.setLastDay(id, day.orElse(null));
            audit.did(
                    self,
                    "last-day.set",
                    person.signIn() + day.map(found -> " " + found).orElse(" none"));
        }
        if (asksWhoSaw != person.asksWhoSaw()) {
            people.setAsksWhoSaw(id, asksWhoSaw);
            audit.did(self, asksWhoSaw ? "who-saw.granted" : "who-saw.withdrawn", person.signIn());
        }
        return "redirect:/people";
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Shows the product as a person sees it, until that is ended. */
    @PostMapping("/people/{id}/view")
    String view(Person self, @PathVariable long id, HttpServletRequest request, Model model) {
        Person person = other(self, id);
        if (!views.begin(request, self, person)) {
            model.addAttribute("fault", "The account of " + person.name() + " is closed, so there is nothing to see.");
            return page(self, model);
        }
        return "redirect:/";
    }

    @PostMapping(ViewAs.END)
    String endView(Person self, HttpServletRequest request) {
        boolean viewed = self.viewer().isPresent();
        views.end(request);
        return viewed ? "redirect:/people" : "redirect:/";
    }

    @PostMapping("/people/{id}/password")
    String password(Person self, @PathVariable long id, Model model) {
        Person person = other(self, id);
        String password = passwords.fresh();
        people.setPassword(person.id(), passwords.hash(password), true);
        audit.did(self, "password.reset", person.signIn());
        return tell(self, "New password of " + person.name(), person.signIn(), password, model);
    }

    /** For whoever lost theirs; the administrator knows who asked. */
    @PostMapping("/people/{id}/second-factor")
    String takeFactor(Person self, @PathVariable long id, RedirectAttributes told) {
        Person person = other(self, id);
        if (factorReset.take(person)) {
            audit.did(self, "factor.reset", person.signIn());
            told.addFlashAttribute(
                    "done",
                    "The second factor of " + person.name() + " is taken away, and they are signed out everywhere.");
        }
        return "redirect:/people";
    }

    @PostMapping("/people/{id}/open")
    String open(Person self, @PathVariable long id, @RequestParam boolean enabled) {
        Person person = other(self, id);
        people.enable(person.id(), enabled);
        audit.did(self, enabled ? "account.opened" : "account.closed", person.signIn());
        return "redirect:/people";
    }

    private String tell(Person self, String title, String signIn, String password, Model model) {
        model.addAttribute("told", title);
        model.addAttribute("toldSignIn", signIn);
        model.addAttribute("toldPassword", password);
        return page(self, model);
    }

    private String fault(String name, String signIn, Role role, Set<String> schools) {
        String fault = Newcomer.fault(name, signIn, false);
        if (!fault.isEmpty()) {
            return fault;
        }
        if (people.bySignIn(signIn).isPresent()) {
            return "Somebody already signs in with that name.";
        }
        if (!role.districtWide() && known(role, schools).isEmpty()) {
            return "Choose at least one school for a " + role.words().toLowerCase(Locale.ROOT) + ".";
        }
        return "";
    }

    /** Schools that exist; a role for the whole district has none of its own. */
    private Set<String> known(Role role, Set<String> schools) {
        return role.districtWide()
                ? Set.of()
                : schools().stream()
                        .map(Organization::id)
                        .filter(schools::contains)
                        .collect(Collectors.toSet());
    }

    private static Role role(String code) {
        return Role.of(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    /** Nobody changes their own account here, so that the last administrator cannot shut themself out. */
    private Person other(Person self, long id) {
        Optional<Person> person = people.byId(id);
        if (person.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (id == self.id()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return person.get();
    }

    private static Row row(
            Person person, Person self, List<Organization> schools, boolean claimed, boolean secondFactor) {
        String own = schools.stream()
                .filter(school -> person.schools().contains(school.id()))
                .map(Organization::name)
                .collect(Collectors.joining(", "));
        return new Row(
                person.id(),
                person.name(),
                person.signIn(),
                person.role().code(),
                person.role().words(),
                person.role().districtWide() ? "The whole district" : own.isEmpty() ? "No school" : own,
                claimed,
                person.schools(),
                person.email(),
                person.email().isEmpty()
                        ? ""
                        : switch (person.mailing()) {
                            case OFF -> "no mail wanted";
                            case DAILY -> "mail each sending day";
                            case WEEKLY -> "mail once a week";
                        },
                person.enabled(),
                person.mustChangePassword(),
                person.id() == self.id(),
                person.lastDay() == null ? "" : person.lastDay().toString(),
                until(person),
                person.asksWhoSaw(),
                person.administrator(),
                secondFactor);
    }

    private static String until(Person person) {
        if (person.lastDay() == null) {
            return "";
        }
        return (person.enabled() ? "Until " : "Ended on ") + Dates.brief(person.lastDay());
    }

    private List<Organization> schools() {
        try {
            return editions.ask(Answers::organizations).stream()
                    .filter(found -> !found.district())
                    .toList();
        } catch (NoPublicationException e) {
            return List.of();
        }
    }
}
