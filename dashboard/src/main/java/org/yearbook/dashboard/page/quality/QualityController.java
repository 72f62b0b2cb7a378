package org.yearbook.dashboard.page.quality;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.steps.FixSteps;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.IssueDecisions;

/** What is wrong with the records of one's own schools. Every reading of identified records is noted. */
@Controller
class QualityController {

    private final Editions editions;
    private final AuditTrail audit;
    private final IssueLog log;
    private final People people;
    private final FixSteps fixes;

    QualityController(Editions editions, AuditTrail audit, IssueLog log, People people, FixSteps fixes) {
        this.editions = editions;
        this.audit = audit;
        this.log = log;
        this.people = people;
        this.fixes = fixes;
    }

    @GetMapping("/quality")
    String page(Person person, @RequestParam Map<String, String> parameters, Model model) {
        Asked asked = Asked.of(parameters);
        IssueDecisions decisions = log.standing();
        var everybody = people.all();
        QualityReader.Read read =
                editions.ask(answers -> new QualityReader(answers, decisions, person, everybody, fixes).read(asked));
        if (!read.issues().isEmpty()) {
            audit.saw(
                    person,
                    "issues.read",
                    asked.words(),
                    read.issues().stream()
                            .map(issue -> new AuditTrail.Seen(issue.entity(), issue.record()))
                            .toList());
        }
        model.addAttribute("page", read.page());
        return "page/quality/page";
    }
}
