package org.yearbook.dashboard.page.administration;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.dashboard.state.AuditTrail.Sightings;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Subject;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NamedAnswers.Named;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.home.District;

/**
 * Who saw the records of a student or an employee. Whom somebody looks for travels in forms alone, never in an address,
 * and looking is noted like any other reading.
 */
@Controller
class WhoSawController {

    private static final int FOUND = 50;
    private static final int SHOWN = 200;

    private final Editions editions;
    private final AuditTrail audit;
    private final People people;
    private final ZoneId zone;

    WhoSawController(Editions editions, AuditTrail audit, People people, District district) {
        this.editions = editions;
        this.audit = audit;
        this.people = people;
        this.zone = district.zone();
    }

    /** Somebody to ask about. */
    record Choice(String kind, String kindWords, String number, String name, String more) {

        static Choice of(Named named) {
            return new Choice(
                    named.kind(),
                    kindWords(named.kind()),
                    named.number(),
                    named.name().isEmpty() ? "Without a name" : named.name(),
                    named.lastYear().isEmpty() ? "" : "last in " + named.lastYear());
        }

        static String kindWords(String kind) {
            return kind.equals(Subject.STUDENT) ? "student" : "employee";
        }
    }

    /**
     * Who saw somebody.
     *
     * @param finding in a sentence
     * @param some how many of all are shown, in a sentence; empty where all are
     */
    record Answer(Choice about, String finding, String some, List<EventRow> events) {

        Answer {
            events = List.copyOf(events);
        }
    }

    @GetMapping("/who-saw")
    String page(Person self, Model model) {
        return show("", "", List.of(), Optional.empty(), model);
    }

    @PostMapping("/who-saw")
    String find(Person self, @RequestParam String term, Model model) {
        String wanted = term.strip();
        if (wanted.length() < 2) {
            return show(
                    wanted, "Give a number, or at least two letters of a name.", List.of(), Optional.empty(), model);
        }
        List<Named> found = named(wanted);
        String page = found.size() == 1
                ? answer(self, wanted, Choice.of(found.get(0)), model)
                : show(
                        wanted,
                        told(found.size()),
                        found.stream().map(Choice::of).toList(),
                        Optional.empty(),
                        model);
        // After the answer, which is about what was before it.
        audit.saw(
                self,
                "who-saw.searched",
                "",
                found.stream()
                        .map(named -> new Seen(named.kind(), named.number()))
                        .toList());
        return page;
    }

    private static String told(int found) {
        if (found == 0) {
            return "Nobody of last night's data has this name or number. If it is the number of somebody from before,"
                    + " ask for it as it is.";
        }
        return found == FOUND
                ? "These are the first " + FOUND + "; more of the name, or the number, finds fewer."
                : Numbers.of(found, "person has", "people have") + " this name or number.";
    }

    @PostMapping("/who-saw/of")
    String of(Person self, @RequestParam String kind, @RequestParam String number, Model model) {
        return answer(self, "", choice(kind, number), model);
    }

    /** Everything that is noted about somebody, as a file. */
    @PostMapping("/who-saw.csv")
    void csv(Person self, @RequestParam String kind, @RequestParam String number, HttpServletResponse response)
            throws IOException {
        Choice about = choice(kind, number);
        Sightings sightings = audit.whoSaw(NotedAs.of(editions, about.kind(), about.number()), Integer.MAX_VALUE);
        note(self, "who-saw.downloaded", about);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"who-saw.csv\"");
        try (var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            sightings.latest().forEach(new EventFile(out)::add);
        }
    }

    private String answer(Person self, String term, Choice about, Model model) {
        Sightings sightings = audit.whoSaw(NotedAs.of(editions, about.kind(), about.number()), SHOWN);
        // After the question, so that the answer is about what was before it.
        note(self, "who-saw.asked", about);
        Map<String, String> names = EventRow.names(people.all());
        List<EventRow> events = sightings.latest().stream()
                .map(entry -> EventRow.of(entry, names, zone))
                .toList();
        var answer = new Answer(
                about,
                finding(sightings, events),
                sightings.count() > SHOWN
                        ? "The latest " + SHOWN + " of " + Numbers.whole(sightings.count())
                                + " stand here; the file has all."
                        : "",
                events);
        return show(term, "", List.of(), Optional.of(answer), model);
    }

    private static String finding(Sightings sightings, List<EventRow> events) {
        if (sightings.count() == 0) {
            return "Nobody is noted to have read a record that names them.";
        }
        long readers = events.stream().map(EventRow::who).distinct().count();
        String times = Numbers.of(sightings.count(), "time", "times");
        return "A record that names them was read or taken away " + times
                + (sightings.count() > events.size() ? "; the latest by " : ", by ")
                + Numbers.of(readers, "person", "people") + ".";
    }

    private void note(Person self, String action, Choice about) {
        audit.saw(self, action, "", List.of(new Seen(about.kind(), about.number())));
    }

    private static String show(String term, String told, List<Choice> found, Optional<Answer> answer, Model model) {
        model.addAttribute("term", term);
        model.addAttribute("told", told);
        model.addAttribute("found", found);
        model.addAttribute("answer", answer.orElse(null));
        model.addAttribute("unknown", found.isEmpty() && answer.isEmpty() && !told.isEmpty() && term.length() > 1);
        return "page/administration/who-saw";
    }

    private Choice choice(String kind, String number) {
        if (!kind.equals(Subject.STUDENT) && !kind.equals(Subject.STAFF)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        try {
            return editions.ask(answers -> answers.named().one(kind, number.strip()))
                    .map(Choice::of)
                    .orElseGet(() -> unknown(kind, number.strip()));
        } catch (NoPublicationException e) {
            return unknown(kind, number.strip());
        }
    }

    private static Choice unknown(String kind, String number) {
        return new Choice(kind, Choice.kindWords(kind), number, "Not in last night's data", "");
    }

    private List<Named> named(String term) {
        try {
            return editions.ask(answers -> answers.named().find(term, FOUND));
        } catch (NoPublicationException e) {
            return List.of();
        }
    }
}
