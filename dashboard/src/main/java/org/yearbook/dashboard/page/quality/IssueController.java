package org.yearbook.dashboard.page.quality;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.IssueLog.Verdict;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.steps.FixSteps;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Severities;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.IssueDecisions.Kind;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;
import org.yearbook.warehouse.answer.QualityAnswers.Mark;
import org.yearbook.warehouse.home.District;

/** One issue with its history, and what people decide about one or many. Nobody decides what they may not see. */
@Controller
class IssueController {

    /** Most issues that one decision may speak of. */
    private static final int MOST = 5000;

    private final Editions editions;
    private final AuditTrail audit;
    private final IssueLog log;
    private final People people;
    private final FixSteps fixes;
    private final District district;

    IssueController(
            Editions editions, AuditTrail audit, IssueLog log, People people, FixSteps fixes, District district) {
        this.editions = editions;
        this.audit = audit;
        this.log = log;
        this.people = people;
        this.fixes = fixes;
        this.district = district;
    }

    /** The page of one issue. */
    record IssuePage(
            IssueRow issue,
            String schoolYear,
            String severityMeaning,
            String lastSeen,
            boolean fixed,
            boolean decided,
            boolean excepted,
            List<Option> people,
            String today,
            String latest,
            List<Event> history) {

        IssuePage {
            people = List.copyOf(people);
            history = List.copyOf(history);
        }
    }

    /** Something that happened to an issue. */
    record Event(String when, String what, String who, String words) {}

    private record Found(Issue issue, LocalDate asOf) {}

    @GetMapping("/quality/issue/{key}")
    String page(Person person, @PathVariable String key, Model model) {
        Found found = find(person, key);
        Issue issue = found.issue();
        audit.saw(person, "issue.read", issue.rule(), List.of(new AuditTrail.Seen(issue.entity(), issue.record())));
        Map<Long, String> names = people.all().stream().collect(Collectors.toMap(Person::id, Person::name));
        model.addAttribute(
                "page",
                new IssuePage(
                        IssueRow.of(issue, names, fixes),
                        "all".equals(issue.schoolYear()) ? "" : issue.schoolYear(),
                        Severities.meaning(issue.severity()),
                        Dates.brief(issue.lastSeen()),
                        "fixed".equals(issue.state()),
                        List.of("assigned", "waiting", "excepted").contains(issue.state()),
                        "excepted".equals(issue.state()),
                        able(issue.mark(), person),
                        log.today().toString(),
                        log.today().plusYears(1).toString(),
                        history(issue)));
        return "page/quality/issue";
    }

    private Found find(Person person, String key) {
        IssueDecisions decisions = log.standing();
        return editions.ask(answers -> answers.quality(person.records(), decisions)
                        .one(key)
                        .map(issue -> new Found(issue, answers.edition().asOf())))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private List<Option> able(Mark issue, Person self) {
        return people.all().stream()
                .filter(found -> found.enabled() && found.records().covers(issue.school(), issue.kind()))
                .map(found -> new Option(
                        String.valueOf(found.id()), found.name() + (found.id() == self.id() ? " (you)" : ""), false))
                .toList();
    }

    private List<Event> history(Issue issue) {
        List<Event> events = new java.util.ArrayList<>(log.history(issue.key()).stream()
                .map(entry ->
                        new Event(Dates.minute(entry.at(), district.zone()), what(entry), entry.who(), entry.words()))
                .toList());
        if (issue.resolvedOn() != null) {
            events.add(0, new Event(Dates.brief(issue.resolvedOn()), "Fixed: the record passes", "The night", ""));
        }
        if (issue.reopenedOn() != null) {
            events.add(new Event(Dates.brief(issue.reopenedOn()), "Came back", "The night", ""));
        }
        events.add(new Event(Dates.brief(issue.firstSeen()), "Found for the first time", "The night", ""));
        return events;
    }

    private static String what(IssueLog.Entry entry) {
        String until = entry.until() == null ? "" : " until " + Dates.brief(entry.until());
        return switch (entry.kind()) {
            case "assigned" -> "Assigned to " + entry.assignee();
            case "waiting" -> "Waiting" + until;
            case "excepted" -> "Excepted" + until;
            case "open" -> "Open again";
            default -> "Note";
        };
    }

    @PostMapping("/quality/issue/{key}")
    String decide(
            Person person, @PathVariable String key, @RequestParam Map<String, String> form, RedirectAttributes told) {
        Found found = find(person, key);
        Issue issue = found.issue();
        if ("note".equals(form.get("kind"))) {
            String words = form.getOrDefault("note", "").strip();
            if (words.isEmpty()) {
                told.addFlashAttribute("fault", "Write the note first.");
            } else {
                log.note(person, found.asOf(), issue.mark(), words);
                audit.did(person, "issue.noted", issue.rule() + " " + issue.key());
            }
            return "redirect:/quality/issue/" + issue.key();
        }
        decide(person, found.asOf(), List.of(issue.mark()), form, mark -> issue.assignee(), told);
        return "redirect:/quality/issue/" + issue.key();
    }

    @PostMapping("/quality/decide")
    String decideAboutMany(
            Person person,
            @RequestParam(defaultValue = "") List<String> keys,
            @RequestParam Map<String, String> form,
            RedirectAttributes told) {
        Asked asked = Asked.of(form);
        boolean every = "true".equals(form.get("every"));
        IssueDecisions decisions = log.standing();
        record Many(List<Mark> marks, LocalDate asOf) {}
        Many many = editions.ask(answers -> {
            var quality = answers.quality(person.records(), decisions);
            return new Many(
                    every ? quality.marks(asked.filter(person), MOST + 1) : quality.marks(keys),
                    answers.edition().asOf());
        });
        if (many.marks().isEmpty()) {
            told.addFlashAttribute("fault", "Choose at least one issue.");
        } else if (many.marks().size() > MOST) {
            told.addFlashAttribute("fault", "That is more than " + MOST + " issues at once; narrow the list first.");
        } else {
            var with = new HashMap<String, Long>();
            decisions.all().stream()
                    .filter(decision -> decision.person() != null)
                    .forEach(decision -> with.put(decision.issueKey(), decision.person()));
            decide(person, many.asOf(), many.marks(), form, mark -> with.get(mark.issueKey()), told);
        }
        return "redirect:" + asked.link();
    }

    private void decide(
            Person person,
            LocalDate asOf,
            List<Mark> marks,
            Map<String, String> form,
            Function<Mark, @Nullable Long> with,
            RedirectAttributes told) {
        String kind = form.getOrDefault("kind", "");
        LocalDate today = log.today();
        Decided decided = switch (kind) {
            case "assigned" -> assigned(form, marks);
            case "waiting" -> waiting(form, today);
            case "excepted" -> excepted(form, today);
            case "open" -> new Decided("", new Verdict(null, null, null, ""));
            default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        };
        Verdict verdict = decided.verdict();
        if (verdict == null) {
            told.addFlashAttribute("fault", decided.fault());
            return;
        }
        if (verdict.kind() == Kind.WAITING) {
            // Whoever an issue is with is reminded of it.
            marks.stream()
                    .collect(Collectors.groupingBy(mark -> Optional.ofNullable(with.apply(mark))))
                    .forEach((whom, theirs) -> log.decide(person, asOf, theirs, verdict.with(whom.orElse(null))));
        } else {
            log.decide(person, asOf, marks, verdict);
        }
        String which = marks.size() == 1 ? marks.get(0).issueKey() : marks.size() + " issues";
        audit.did(
                person,
                switch (kind) {
                    case "assigned" -> "issue.assigned";
                    case "waiting" -> "issue.waiting";
                    case "excepted" -> "issue.excepted";
                    default -> "issue.opened";
                },
                which);
        told.addFlashAttribute("done", done(kind, marks.size()));
    }

    private static String done(String kind, int issues) {
        String what = issues == 1 ? "The issue is" : issues + " issues are";
        return what
                + switch (kind) {
                    case "assigned" -> " assigned.";
                    case "waiting" -> " waiting.";
                    case "excepted" -> " excepted. An exception still counts in the score.";
                    default -> " open again.";
                };
    }

    /** What a form decides, or why it decides nothing. */
    private record Decided(String fault, @Nullable Verdict verdict) {

        static Decided not(String fault) {
            return new Decided(fault, null);
        }
    }

    private Decided assigned(Map<String, String> form, List<Mark> marks) {
        Optional<Person> chosen = Optional.of(form.getOrDefault("assignee", ""))
                .filter(id -> id.matches("\\d{1,18}"))
                .flatMap(id -> people.byId(Long.parseLong(id)))
                .filter(Person::enabled);
        if (chosen.isEmpty()) {
            return Decided.not("Choose whom to assign it to.");
        }
        Person person = chosen.get();
        boolean sees = marks.stream().allMatch(mark -> person.records().covers(mark.school(), mark.kind()));
        return sees
                ? new Decided("", new Verdict(Kind.ASSIGNED, person.id(), null, ""))
                : Decided.not(person.name() + " may not see "
                        + (marks.size() == 1 ? "this record" : "all of these records") + ", so could not mend them.");
    }

    private static Decided waiting(Map<String, String> form, LocalDate today) {
        String what = form.getOrDefault("waitingFor", "").strip();
        Optional<LocalDate> until = day(form.get("lookAgain"));
        if (what.isEmpty()) {
            return Decided.not("Say what it waits for.");
        }
        if (until.isPresent() && until.get().isBefore(today)) {
            return Decided.not("The day to look again is over already.");
        }
        return new Decided("", new Verdict(Kind.WAITING, null, until.orElse(null), what));
    }

    private static Decided excepted(Map<String, String> form, LocalDate today) {
        String reason = form.getOrDefault("reason", "").strip();
        Optional<LocalDate> until = day(form.get("until"));
        if (reason.isEmpty()) {
            return Decided.not("Give the reason for the exception.");
        }
        if (until.isEmpty()) {
            return Decided.not("Say until when the exception holds.");
        }
        if (until.get().isBefore(today) || until.get().isAfter(today.plusYears(1))) {
            return Decided.not("An exception ends within a year from today; choose a day up to "
                    + Dates.brief(today.plusYears(1)) + ".");
        }
        return new Decided("", new Verdict(Kind.EXCEPTED, null, until.get(), reason));
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.strip().toUpperCase(Locale.ROOT)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
