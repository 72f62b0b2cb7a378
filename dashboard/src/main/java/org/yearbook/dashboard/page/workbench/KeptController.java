package org.yearbook.dashboard.page.workbench;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Pages;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SavedQueries;
import org.yearbook.dashboard.state.SavedQuery.Draft;
import org.yearbook.dashboard.workbench.AskedQuestion.Asked;

/** Statements that people keep, and what each asked lately. */
@Controller
class KeptController {

    private static final int ON_A_PAGE = 25;

    private final SideReader sides;
    private final SavedQueries queries;
    private final AuditTrail audit;

    KeptController(SideReader sides, SavedQueries queries, AuditTrail audit) {
        this.sides = sides;
        this.queries = queries;
        this.audit = audit;
    }

    @GetMapping("/workbench/saved")
    String saved(Person person, Model model) {
        model.addAttribute("queries", sides.kept(person));
        return "page/workbench/saved";
    }

    @GetMapping("/workbench/history")
    String history(Person person, @RequestParam(defaultValue = "1") int page, Model model) {
        List<Side.Lately> all = sides.lately(person);
        long rows = all.size();
        int last = Pages.last(rows, ON_A_PAGE);
        int shown = Math.max(1, Math.min(page, last));
        model.addAttribute("all", all.size());
        model.addAttribute(
                "asked",
                all.stream()
                        .skip((long) (shown - 1) * ON_A_PAGE)
                        .limit(ON_A_PAGE)
                        .toList());
        model.addAttribute("pages", Pages.of(Link.to("/workbench/history"), "", shown, last));
        model.addAttribute("administrator", person.administrator());
        return "page/workbench/history";
    }

    @PostMapping("/workbench/saved")
    String keep(Person person, @RequestParam Map<String, String> form, HttpServletResponse response, Model model) {
        Draft draft = draft(person, form);
        if (!draft.fault().isEmpty()) {
            return wrong(person, 0, draft, response, model);
        }
        long id = queries.add(person, draft);
        audit.did(person, "query.kept", id + (draft.shared() ? " shared: " : ": ") + draft.title());
        return "redirect:/workbench?saved=" + id;
    }

    @PostMapping("/workbench/saved/{id}")
    String change(
            Person person,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            HttpServletResponse response,
            Model model) {
        Draft draft = draft(person, form);
        if (!draft.fault().isEmpty()) {
            return wrong(person, id, draft, response, model);
        }
        if (!queries.change(person, id, draft)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        audit.did(person, "query.changed", id + (draft.shared() ? " shared: " : ": ") + draft.title());
        return "redirect:/workbench?saved=" + id;
    }

    @PostMapping("/workbench/saved/{id}/remove")
    String remove(Person person, @PathVariable long id) {
        if (!queries.remove(person, id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        audit.did(person, "query.removed", String.valueOf(id));
        return "redirect:/workbench/saved";
    }

    /** @param id of the statement that was to be changed; 0 for a new one */
    private String wrong(Person person, long id, Draft draft, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        boolean own = queries.find(person, id)
                .filter(query -> query.owner() == person.id())
                .isPresent();
        model.addAttribute(
                "editor",
                Editor.of(draft.statement(), draft.audience(), person.role().asks(), Map.of())
                        .keptAs(draft.of(id, person), own)
                        .with(draft.fault()));
        model.addAttribute("side", sides.read(person, draft.audience()));
        return "page/workbench/page";
    }

    private static Draft draft(Person person, Map<String, String> form) {
        Asked asked = WorkbenchController.asked(person, form);
        return new Draft(
                form.getOrDefault("title", ""),
                form.getOrDefault("about", ""),
                asked.audience(),
                asked.statement(),
                "true".equals(form.get("shared")));
    }
}
