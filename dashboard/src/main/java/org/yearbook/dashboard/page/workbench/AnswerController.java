package org.yearbook.dashboard.page.workbench;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.workbench.AnswerFiles;
import org.yearbook.dashboard.workbench.AskedQuestion;
import org.yearbook.dashboard.workbench.Questions;
import org.yearbook.warehouse.query.QuestionState;
import org.yearbook.warehouse.query.QuestionState.Done;
import org.yearbook.warehouse.query.QuestionState.Failed;
import org.yearbook.warehouse.query.QuestionState.Running;
import org.yearbook.warehouse.query.QuestionState.Stopped;
import org.yearbook.warehouse.query.QuestionState.Waiting;
import org.yearbook.warehouse.spool.Spool;

/** Answers of the workbench: on their way, page by page, and as files. Nobody opens another's. */
@Controller
class AnswerController {

    private static final String ANSWER = "/workbench/answers/{id}";

    private final Questions questions;
    private final SideReader sides;
    private final AuditTrail audit;

    AnswerController(Questions questions, SideReader sides, AuditTrail audit) {
        this.questions = questions;
        this.sides = sides;
        this.audit = audit;
    }

    @GetMapping(ANSWER)
    String page(
            Person person,
            @PathVariable String id,
            @RequestParam Map<String, String> address,
            HttpServletResponse response,
            Model model) {
        Optional<AskedQuestion> found = questions.find(person, id);
        if (found.isEmpty()) {
            return gone(person, response, model);
        }
        AskedQuestion question = found.get();
        AskedQuestion.Asked asked = question.asked();
        Editor editor =
                Editor.of(asked.statement(), asked.audience(), person.role().asks(), asked.values());
        QuestionState state = question.state();
        Optional<Spool> spool = question.spool();
        if (state instanceof Done done && spool.isPresent()) {
            model.addAttribute("answer", new AnswerReader(question, spool.get(), done, address).read());
        } else if (!state.ended()) {
            model.addAttribute("live", live(question.id(), state));
            model.addAttribute("again", "/workbench/answers/" + question.id());
        }
        model.addAttribute("editor", editor.with(why(state)));
        model.addAttribute("side", sides.read(person, asked.audience()));
        return "page/workbench/page";
    }

    private static String why(QuestionState state) {
        if (state instanceof Failed failed) {
            return failed.why();
        }
        return state instanceof Stopped stopped ? stopped.why() : "";
    }

    private String gone(Person person, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.GONE.value());
        Editor editor = Editor.of("", person.role().asks().get(0), person.role().asks(), Map.of());
        model.addAttribute(
                "editor",
                editor.with(
                        "That answer is not kept any more. Answers go half an hour after they were looked at last, and"
                                + " when you sign out. Ask again: what you asked is in the list beside."));
        model.addAttribute("side", sides.read(person, editor.audience()));
        return "page/workbench/page";
    }

    /** How far a question is; when it has ended, the whole page is wanted anew. */
    @GetMapping(ANSWER + "/live")
    String live(Person person, @PathVariable String id, HttpServletResponse response, Model model) {
        Optional<AskedQuestion> found = questions.find(person, id);
        QuestionState state = found.map(AskedQuestion::state).orElse(new Stopped("", 0, 0));
        if (state.ended()) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("live", state.ended() ? null : live(id, state));
        return "page/workbench/fragments :: live";
    }

    private static AnswerPage.Live live(String id, QuestionState state) {
        if (state instanceof Waiting waiting) {
            String place = waiting.place() <= 1 ? "It is next." : "Number " + waiting.place() + " in the line.";
            return waiting.lengthy()
                    ? new AnswerPage.Live(
                            id,
                            "Waiting for its turn among long questions",
                            place + " It takes long, and as many long ones as may run already. It begins anew when one"
                                    + " of them has ended.",
                            "")
                    : new AnswerPage.Live(id, "Waiting for its turn", place, "");
        }
        if (state instanceof Running running) {
            double percent = running.percent();
            return new AnswerPage.Live(
                    id,
                    "Being answered",
                    Numbers.seconds(running.since().toMillis() / 1000.0)
                            + (running.rows() > 0 ? ", " + Numbers.of(running.rows(), "row", "rows") + " so far" : "")
                            + ".",
                    percent > 0 && percent <= 100 ? Math.round(percent) + "%" : "");
        }
        return new AnswerPage.Live(id, "Answered", "", "100%");
    }

    @PostMapping(ANSWER + "/stop")
    String stop(Person person, @PathVariable String id) {
        questions.stop(person, id);
        return "redirect:/workbench/answers/" + id;
    }

    /** The answer as a file. What is taken away is noted before its first byte leaves. */
    @GetMapping(ANSWER + "/answer.{kind}")
    void file(Person person, @PathVariable String id, @PathVariable String kind, HttpServletResponse response)
            throws IOException {
        AskedQuestion question =
                questions.find(person, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
        Spool spool = question.spool().orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT));
        String type = switch (kind) {
            case "csv" -> "text/csv;charset=UTF-8";
            case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            case "parquet" -> "application/vnd.apache.parquet";
            case "arrows" -> "application/vnd.apache.arrow.stream";
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
        audit.tookAway(
                person,
                "statement.downloaded",
                kind + " " + question.asked().audience().label() + " " + question.publication(),
                spool.rows());
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"answer." + kind + "\"");
        write(spool, kind, response.getOutputStream());
    }

    private static void write(Spool spool, String kind, OutputStream out) {
        switch (kind) {
            case "csv" -> AnswerFiles.csv(spool, out);
            case "xlsx" -> AnswerFiles.xlsx(spool, out);
            case "arrows" -> AnswerFiles.arrow(spool, out);
            default -> spool.parquet(out);
        }
    }
}
