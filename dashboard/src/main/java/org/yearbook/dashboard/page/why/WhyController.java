package org.yearbook.dashboard.page.why;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.chart.Marks;
import org.yearbook.dashboard.page.CsvCell;
import org.yearbook.dashboard.page.FigureOrigin;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.page.why.WhyQuestions.Chosen;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Authorities;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Moves;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.explain.Explanation.Counted;
import org.yearbook.warehouse.explain.Explanation.Named;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.why.Answer;
import org.yearbook.warehouse.why.Whys;

/**
 * Why a number changed. What a person may learn of it is decided where the answer is made; every record of a person
 * that is shown is noted.
 */
@Controller
class WhyController {

    /** What takes longer comes with the next look, so that no request waits long. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    /** A file is waited for. */
    private static final Duration FILE_PATIENCE = Duration.ofMinutes(2);

    private final Editions editions;
    private final WhyQuestions questions;
    private final Whys whys;
    private final AuditTrail audit;
    private final Notes notes;
    private final District district;

    WhyController(
            Editions editions, WhyQuestions questions, Whys whys, AuditTrail audit, Notes notes, District district) {
        this.editions = editions;
        this.questions = questions;
        this.whys = whys;
        this.audit = audit;
        this.notes = notes;
        this.district = district;
    }

    @GetMapping("/metrics/{id}/why")
    String page(Person person, @PathVariable String id, @RequestParam Map<String, String> parameters, Model model) {
        Asked asked = Asked.of(id, parameters);
        Chosen chosen = questions.choose(person, asked);
        Optional<Answer> answer = chosen.question()
                .map(question -> whys.ask(
                        WhyQuestions.asker(person), question, chosen.metric().mainAuthority(), PATIENCE));
        WhyPage page = page(asked, chosen, answer);
        if (answer.isPresent() && answer.get() instanceof Answer.Told told) {
            note(person, chosen, told);
        }
        model.addAttribute("page", page);
        model.addAttribute(
                "again", page.waiting() ? chosen.link("/metrics/" + id + "/why").toString() : "");
        return "page/why/page";
    }

    private void note(Person person, Chosen chosen, Answer.Told told) {
        List<Seen> seen = told.parts().stream()
                .flatMap(part -> part.records().stream())
                .flatMap(record -> seen(record).stream())
                .distinct()
                .toList();
        if (!seen.isEmpty()) {
            audit.saw(person, "why.read", subject(chosen), seen);
        }
    }

    /** A person, by number; by key where a publication has no name to it. Things are nobody. */
    private static Optional<Seen> seen(Counted record) {
        Named person = record.person();
        if (person != null) {
            return Optional.of(new Seen(person.kind(), person.number()));
        }
        return record.identity().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_key"))
                .map(entry -> new Seen(entry.getKey(), entry.getValue()))
                .findFirst();
    }

    private static String subject(Chosen chosen) {
        return chosen.link(chosen.metric().id()).toString();
    }

    private WhyPage page(Asked asked, Chosen chosen, Optional<Answer> answer) {
        Metric metric = chosen.metric();
        Asked.Kind kind = chosen.question()
                .map(Asked.Kind::of)
                .or(() -> Asked.Kind.of(asked.compare()))
                .orElse(Asked.Kind.NIGHTS);
        String finding = "There are no two numbers to compare here: see what else can be compared.";
        boolean waiting = false;
        Optional<WhyPage.Told> told = Optional.empty();
        if (answer.isPresent() && answer.get() instanceof Answer.Told known) {
            var reader = new WhyReader(metric, chosen.question().orElseThrow(), chosen.running(), marks(chosen));
            finding = reader.finding(known);
            told = Optional.of(reader.told(known, chosen.link("/metrics/" + metric.id() + "/why.csv"), origin(chosen)));
        } else if (answer.isPresent() && answer.get() instanceof Answer.NotTold nothing) {
            finding = nothing.sentence();
        } else if (answer.isPresent()) {
            finding = "Working it out: the records of both nights are compared.";
            waiting = true;
        }
        return new WhyPage(
                metric.id(),
                metric.label(),
                where(chosen),
                chosen.group().equals(Asked.EVERYBODY) ? "" : WhyForm.words(chosen.group()),
                Dates.full(chosen.edition().asOf()),
                chosen.edition().publication(),
                finding,
                waiting,
                new WhyForm(metric, chosen.choices(), kind, chosen.question())
                        .form(
                                chosen.places(),
                                chosen.place(),
                                chosen.group(),
                                chosen.authority(),
                                !asked.compare().isEmpty() || (told.isEmpty() && !waiting)),
                told);
    }

    private static String where(Chosen chosen) {
        return chosen.place().district() ? "The whole district" : chosen.place().name();
    }

    private Marks marks(Chosen chosen) {
        return editions.ask(answers -> notes.on(answers, chosen.metric(), chosen.place()));
    }

    private FigureOrigin origin(Chosen chosen) {
        Metric metric = chosen.metric();
        String group = chosen.group().equals(Asked.EVERYBODY) ? "" : ", " + WhyForm.words(chosen.group());
        return new FigureOrigin(
                district.name(),
                chosen.edition(),
                metric,
                where(chosen) + group,
                metric.authorities().size() < 2 ? "" : Authorities.words(chosen.authority()) + " definition");
    }

    /** Everybody behind the move. What leaves is noted before its first row does. */
    @GetMapping("/metrics/{id}/why.csv")
    void csv(
            Person person,
            @PathVariable String id,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Chosen chosen = questions.choose(person, Asked.of(id, parameters));
        Question question = chosen.question().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var answer =
                whys.ask(WhyQuestions.asker(person), question, chosen.metric().mainAuthority(), FILE_PATIENCE);
        if (!(answer instanceof Answer.Told told) || !told.records()) {
            throw new ResponseStatusException(noFile(answer));
        }
        List<String> lines = new ArrayList<>();
        List<Seen> seen = new ArrayList<>();
        Optional<Answer> instead = whys.list(WhyQuestions.asker(person), question, (causes, record) -> {
            lines.add(line(Moves.name(causes), record));
            seen(record).ifPresent(seen::add);
        });
        if (instead.isPresent()) {
            throw new ResponseStatusException(noFile(instead.get()));
        }
        audit.saw(person, "why.downloaded", "csv " + subject(chosen), lines.size(), seen);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"why-" + chosen.metric().id() + ".csv\"");
        // Excel takes a file for UTF-8 only with the mark.
        var text = new StringBuilder("\ufeff")
                .append(cells("part", "kind", "number", "name", "before", "after", "what it did"));
        lines.forEach(text::append);
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Only what may be otherwise in a while is worth asking for again. */
    private static HttpStatus noFile(Answer answer) {
        boolean later = answer instanceof Answer.Waiting || (answer instanceof Answer.NotTold untold && untold.later());
        return later ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.FORBIDDEN;
    }

    private static String line(String part, Counted record) {
        Named person = record.person();
        return cells(
                part,
                person == null ? record.dataset() : person.kind(),
                RecordWords.number(record),
                RecordWords.who(record),
                RecordWords.values(record.before()),
                RecordWords.values(record.after()),
                RecordWords.did(record));
    }

    private static String cells(String... cells) {
        return Stream.of(cells).map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n"));
    }
}
