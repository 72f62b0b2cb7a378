package org.yearbook.dashboard.page.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yearbook.dashboard.day.DistrictDay;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Pages;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.IdentityAnswers.Candidate;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.PeopleDecisions;
import org.yearbook.warehouse.home.PeopleDecisions.Decision;
import org.yearbook.warehouse.home.PeopleDecisions.Verdict;

/**
 * Pairs of records that may be one person, for whoever sees the whole district; the rules of access see to that. A
 * decision is written into the home before the page answers, and counts from the next night on. Every record that is
 * shown, and every decision, is noted.
 */
@Controller
class IdentityController {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityController.class);
    private static final int SHORTEST_REASON = 3;
    private static final Set<String> KINDS = Set.of("staff", "student");

    private final Editions editions;
    private final AuditTrail audit;
    private final DistrictHome home;
    private final DistrictDay day;

    IdentityController(Editions editions, AuditTrail audit, DistrictHome home, DistrictDay day) {
        this.editions = editions;
        this.audit = audit;
        this.home = home;
        this.day = day;
    }

    private record Read(IdentityPage page, List<Seen> seen) {}

    @GetMapping("/who-is-who")
    String page(
            Person person,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") String page,
            Model model) {
        String chosen = KINDS.contains(kind) ? kind : "";
        int wanted = page.matches("\\d{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1;
        PeopleDecisions.Read decisions = PeopleDecisions.read(home);
        Read read = editions.ask(answers -> {
            var identity = answers.identity(person.scope());
            long count = identity.count(chosen);
            int last = Pages.last(count, IdentityReader.PAGE);
            int at = Math.min(wanted, last);
            List<Candidate> candidates = identity.page(chosen, IdentityReader.PAGE, (at - 1) * IdentityReader.PAGE);
            var reader = new IdentityReader(answers, decisions);
            IdentityPage shown = reader.read(chosen, at, count, candidates, identity.decided());
            var seen = new ArrayList<Seen>();
            candidates.forEach(found -> seen.addAll(NotedPair.sides(found)));
            reader.latest().forEach(decision -> seen.addAll(NotedPair.decided(decision)));
            return new Read(shown, seen);
        });
        if (!read.seen().isEmpty()) {
            audit.saw(person, "people.compared", chosen.isEmpty() ? "" : "kind=" + chosen, read.seen());
        }
        model.addAttribute("page", read.page());
        return "page/identity/page";
    }

    @PostMapping("/who-is-who/{key}")
    String decide(
            Person person,
            @PathVariable String key,
            @RequestParam String decision,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") String page,
            RedirectAttributes told) {
        Verdict verdict = switch (decision) {
            case "same" -> Verdict.SAME;
            case "different" -> Verdict.DIFFERENT;
            default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        };
        Optional<Candidate> found =
                editions.ask(answers -> answers.identity(person.scope()).candidate(key));
        if (found.isEmpty()) {
            told.addFlashAttribute(
                    "fault", "This pair is no longer asked about: a later night knows more. Nothing was decided.");
        } else if (why.strip().length() < SHORTEST_REASON) {
            told.addFlashAttribute(
                    "fault", "Say in a few words how you know, so that others can follow it. Nothing was decided.");
        } else if (standing(key(found.get())).isPresent()) {
            told.addFlashAttribute("fault", "Somebody has decided this pair meanwhile. Nothing was changed.");
        } else {
            Candidate pair = found.get();
            var made = new Decision(
                    0,
                    IdentityReader.side(pair.left()),
                    IdentityReader.side(pair.right()),
                    verdict,
                    person.signIn(),
                    day.today(),
                    why.strip());
            if (written(made, told)) {
                audit.saw(person, "people.decided", verdict.word(), NotedPair.sides(pair));
                told.addFlashAttribute(
                        "told",
                        verdict == Verdict.SAME
                                ? "Noted: one person. It counts from the next night on."
                                : "Noted: two people. They are not asked about again from the next night on.");
            }
        }
        return back(kind, page);
    }

    /** The key is that of the two records, so that nobody takes back another decision than the one seen. */
    @PostMapping("/who-is-who/withdraw")
    String withdraw(
            Person person,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") String page,
            RedirectAttributes told) {
        Optional<Decision> found = standing(key);
        if (found.isEmpty()) {
            told.addFlashAttribute("fault", "This decision no longer stands. Nothing was changed.");
            return back(kind, page);
        }
        Decision decision = found.get();
        var taken = new Decision(
                0, decision.left(), decision.right(), Verdict.WITHDRAWN, person.signIn(), day.today(), "taken back");
        if (written(taken, told)) {
            audit.saw(person, "people.withdrawn", decision.verdict().word(), NotedPair.decided(decision));
            told.addFlashAttribute("told", "Taken back. From the next night on the rules decide again, or ask.");
        }
        return back(kind, page);
    }

    private boolean written(Decision decision, RedirectAttributes told) {
        try {
            PeopleDecisions.append(home, decision);
            return true;
        } catch (HomeException e) {
            LOG.warn("decisions/people.csv cannot be written", e);
            told.addFlashAttribute("fault", e.getMessage() + ". Nothing was decided.");
            return false;
        }
    }

    private Optional<Decision> standing(String key) {
        return PeopleDecisions.read(home).standing().stream()
                .filter(decision -> IdentityReader.key(decision).equals(key))
                .findFirst();
    }

    private static String key(Candidate pair) {
        return IdentityReader.key(IdentityReader.side(pair.left()), IdentityReader.side(pair.right()));
    }

    private static String back(String kind, String page) {
        return "redirect:"
                + Link.to("/who-is-who")
                        .with("kind", KINDS.contains(kind) ? kind : "")
                        .with("page", page.matches("[1-9]\\d{0,5}") && !page.equals("1") ? page : "");
    }
}
