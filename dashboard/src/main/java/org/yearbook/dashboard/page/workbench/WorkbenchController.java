package org.yearbook.dashboard.page.workbench;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.access.SignedIn;
import org.yearbook.dashboard.desk.Guides;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SavedQuery;
import org.yearbook.dashboard.workbench.AskedQuestion;
import org.yearbook.dashboard.workbench.AskedQuestion.Asked;
import org.yearbook.dashboard.workbench.Questions;
import org.yearbook.warehouse.guide.TableGuide;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.query.QueryException;

/** Asks the tables by a statement. A statement and its values come in forms; an address names only where they lie. */
@Controller
class WorkbenchController {

    /** A field of a form that holds the value of a placeholder. */
    private static final String VALUE = "value.";

    private final Source source;
    private final SideReader sides;
    private final Guides guides;
    private final Questions questions;

    WorkbenchController(Source source, SideReader sides, Guides guides, Questions questions) {
        this.source = source;
        this.sides = sides;
        this.guides = guides;
        this.questions = questions;
    }

    @GetMapping("/workbench")
    String page(Person person, @RequestParam Map<String, String> address, Model model) {
        Editor editor =
                source.read(person, address).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return show(person, editor, model);
    }

    private String show(Person person, Editor editor, Model model) {
        model.addAttribute("editor", editor);
        model.addAttribute("side", sides.read(person, editor.audience()));
        return "page/workbench/page";
    }

    @PostMapping("/workbench")
    String ask(Person person, @RequestParam Map<String, String> form, HttpServletResponse response, Model model) {
        Asked asked = asked(person, form);
        Editor editor =
                Editor.of(asked.statement(), asked.audience(), person.role().asks(), asked.values());
        try {
            AskedQuestion question = questions.ask(person, session(), asked);
            return "redirect:/workbench/answers/" + question.id();
        } catch (QueryException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(person, editor.with(String.valueOf(e.getMessage())), model);
        }
    }

    private static String session() {
        return SignedIn.now().map(SignedIn::handle).orElse("");
    }

    /** The fields for values, while somebody writes. */
    @PostMapping("/workbench/fields")
    String fields(Person person, @RequestParam Map<String, String> form, Model model) {
        Asked asked = asked(person, form);
        model.addAttribute("fields", Editor.fields(asked.statement(), asked.values()));
        return "page/workbench/fragments :: fields";
    }

    static Asked asked(Person person, Map<String, String> form) {
        Audience audience = person.role()
                .asks(form.getOrDefault("audience", ""))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        var values = new LinkedHashMap<String, String>();
        form.forEach((name, value) -> {
            if (name.startsWith(VALUE)) {
                values.put(name.substring(VALUE.length()), value);
            }
        });
        String statement = form.getOrDefault("statement", "").replace("\r\n", "\n");
        if (statement.length() > SavedQuery.LONGEST_STATEMENT) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        return new Asked(audience, statement, values);
    }

    /** The columns of a table, to be read beside the editor. */
    @GetMapping("/workbench/table")
    String table(Person person, @RequestParam String audience, @RequestParam String name, Model model) {
        model.addAttribute("table", table(person, audience, name));
        model.addAttribute("audience", audience);
        return "page/workbench/fragments :: columns";
    }

    private TableGuide table(Person person, String audience, String name) {
        return file(person, audience)
                .flatMap(guides::of)
                .flatMap(guide -> guide.table(name))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Optional<Audience> file(Person person, String audience) {
        return person.role().asks(audience);
    }

    /** What the editor completes: tables and their columns, each with what it means. */
    @GetMapping("/workbench/words")
    @ResponseBody
    List<Word> words(Person person, @RequestParam String audience) {
        Audience asked = file(person, audience).orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        return guides.of(asked).map(guide -> guide.tables()).orElse(List.of()).stream()
                .map(table -> new Word(
                        table.name(),
                        table.about(),
                        table.columns().stream()
                                .map(column -> List.of(column.name(), column.type(), column.about()))
                                .toList()))
                .toList();
    }

    /** A table, and its columns with type and meaning. */
    record Word(String name, String about, List<List<String>> columns) {

        Word {
            columns = List.copyOf(columns);
        }
    }
}
