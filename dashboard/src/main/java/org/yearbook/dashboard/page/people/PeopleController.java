package org.yearbook.dashboard.page.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.MailAddress;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.home.District;

/** Who may sign in and what they see. Only administrators get here; the rules of access see to that. */
@Controller
class PeopleController {

    private static final Pattern SIGN_IN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,99}");
    private static final int EVENTS = 100;

    private final People people;
    private final Passwords passwords;
    private final AuditTrail audit;
    private final Editions editions;
    private final District district;

    PeopleController(People people, Passwords passwords, AuditTrail audit, Editions editions, District district) {
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
        this.editions = editions;
        this.district = district;
    }

    /** One person in the list. */
    record Row(
            long id,
            String name,
            String signIn,
            String role,
            String roleWords,
            String sees,
            Set<String> schools,
            String email,
            String mail,
            boolean enabled,
            boolean waiting,
            boolean self) {}

    /** One event of the audit. */
    record Event(String at, String who, String what, String subject, String rows) {}

    @GetMapping("/people")
    String page(Person self, Model model) {
        List<Organization> schools = schools();
        model.addAttribute(
                "people",
                people.all().stream().map(person -> row(person, self, schools)).toList());
        model.addAttribute("schools", schools);
        model.addAttribute("roles", List.of(Role.values()));
        return "page/people/page";
    }

    @GetMapping("/audit")
    String log(Person self, Model model) {
        return log("", audit.latest(EVENTS), model);
    }

    /** A record's number must not end up in an address, so this is asked by a form. */
    @PostMapping("/audit")
    String whoSaw(Person self, @RequestParam String record, Model model) {
        audit.did(self, "log.searched", "");
        return log(record, audit.whoSaw(record.strip()), model);
    }

    private String log(String record, List<AuditTrail.Entry> entries, Model model) {
        model.addAttribute("record", record);
        model.addAttribute(
                "events",
                entries.stream()
                        .map(entry -> new Event(
                                Dates.minute(entry.at(), district.zone()),
                                entry.signIn(),
                                entry.action(),
                                entry.subject(),
                                entry.rowsSeen() == 0 ? "" : Numbers.whole(entry.rowsSeen())))
                        .toList());
        return "page/people/audit";
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

    @PostMapping("/people/{id}/password")
    String password(Person self, @PathVariable long id, Model model) {
        Person person = other(self, id);
        String password = passwords.fresh();
        people.setPassword(person.id(), passwords.hash(password), true);
        audit.did(self, "password.reset", person.signIn());
        return tell(self, "New password of " + person.name(), person.signIn(), password, model);
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
        if (name.isBlank() || name.length() > 200) {
            return "Give the person's name.";
        }
        if (!SIGN_IN.matcher(signIn).matches()) {
            return "A sign-in name has letters, digits and . _ @ + - and no spaces; an e-mail address is good.";
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

    private static Row row(Person person, Person self, List<Organization> schools) {
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
                person.id() == self.id());
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
