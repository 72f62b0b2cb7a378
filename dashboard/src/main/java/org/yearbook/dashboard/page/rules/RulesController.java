package org.yearbook.dashboard.page.rules;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;

/** The whole rule book in plain words, for clerks and for those who train them. */
@Controller
class RulesController {

    private static final int LONGEST = 100;

    private final Editions editions;

    RulesController(Editions editions) {
        this.editions = editions;
    }

    @GetMapping("/quality/rules")
    String page(
            @RequestParam(name = "area", defaultValue = "") String area,
            @RequestParam(name = "q", defaultValue = "") String text,
            Person person,
            Model model) {
        String asked = text.substring(0, Math.min(LONGEST, text.length())).strip();
        model.addAttribute("page", editions.ask(answers -> read(answers, person, area, asked)));
        return "page/rules/page";
    }

    private static RulesPage read(Answers answers, Person person, String area, String text) {
        List<RuleReader> all = answers.rules(person.records()).all().stream()
                .map(RuleReader::new)
                .toList();
        List<RulesPage.Row> rows = all.stream()
                .filter(rule -> area.isEmpty() || rule.area().equals(area))
                .filter(rule -> rule.says(text))
                .map(RuleReader::row)
                .toList();
        String whole = Numbers.of(all.size(), "rule", "rules");
        List<Option> areas = RuleReader.AREAS.stream()
                .filter(one -> all.stream().anyMatch(rule -> rule.area().equals(one.getKey())))
                .map(one ->
                        new Option(one.getKey(), one.getValue(), one.getKey().equals(area)))
                .toList();
        return new RulesPage(
                Dates.full(answers.edition().asOf()),
                areas,
                text,
                !area.isEmpty() || !text.isEmpty(),
                rows.size() == all.size() ? whole : Numbers.whole(rows.size()) + " of " + whole,
                rows);
    }
}
