package org.yearbook.dashboard.page.technology;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.day.DistrictDay;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.Runs;

/**
 * The work lists of the technology office, on a page and as files for scripts. Every account and person that is shown,
 * or leaves in a file, is noted before it does. Addresses hold the list and the day, and nothing of a person.
 */
@Controller
class TechnologyController {

    private final Editions editions;
    private final AuditTrail audit;
    private final DistrictDay day;
    private final Runs runs;

    TechnologyController(Editions editions, AuditTrail audit, DistrictHome home, DistrictDay day) {
        this.editions = editions;
        this.audit = audit;
        this.day = day;
        this.runs = new Runs(home);
    }

    private record Read(TechnologyPage page, List<WorkList<?>> lists, AskedDay day) {}

    @GetMapping("/technology")
    String page(Person person, @RequestParam(defaultValue = "") String on, Model model) {
        LocalDate today = day.today();
        Optional<LocalDate> heard = runs.lastHeard();
        Read read = editions.ask(answers -> {
            AskedDay day = AskedDay.of(on, answers.edition().asOf(), today);
            var reader = new TechnologyReader(answers, person, day);
            List<WorkList<?>> lists = reader.lists();
            return new Read(reader.page(lists, today, heard), lists, day);
        });
        for (WorkList<?> list : read.lists()) {
            List<Seen> seen = list.seenInFirst(TechnologyReader.SHOWN);
            if (!seen.isEmpty()) {
                audit.saw(person, "technology.read", subject(list.kind(), read.day()), seen);
            }
        }
        model.addAttribute("page", read.page());
        return "page/technology/page";
    }

    /** A script must not take an unanswered list for an empty one, so that is told as an error. */
    @GetMapping("/technology/{slug}.csv")
    void csv(
            Person person,
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String on,
            HttpServletResponse response)
            throws IOException {
        ListFile file = editions.ask(answers -> ListFile.read(answers, person, slug, on, day.today()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!file.badDay().isEmpty()) {
            refuse(response, HttpStatus.BAD_REQUEST, file.badDay());
            return;
        }
        if (!file.unanswerable().isEmpty()) {
            refuse(response, HttpStatus.CONFLICT, file.unanswerable());
            return;
        }
        List<Seen> seen = file.seen();
        if (seen.isEmpty()) {
            audit.tookAway(
                    person, "technology.downloaded", file.subject(), file.rows().size());
        } else {
            audit.saw(person, "technology.downloaded", file.subject(), seen);
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + slug + "-" + file.on() + ".csv\"");
        // Excel takes a file for UTF-8 only with this mark.
        write(response, "\ufeff" + file.text());
    }

    private static String subject(ListKind kind, AskedDay day) {
        return kind.slug() + " on=" + day.on();
    }

    private static void refuse(HttpServletResponse response, HttpStatus status, String why) throws IOException {
        response.setStatus(status.value());
        response.setContentType("text/plain;charset=UTF-8");
        write(response, why + "\n");
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
