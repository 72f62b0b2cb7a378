package org.yearbook.dashboard.page.metric;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Organization;

/** The book of definitions: what was in force in a school year, on one page to read and to print. */
@Controller
class BookController {

    static final String PATH = "/metrics/book";

    private final Editions editions;

    BookController(Editions editions) {
        this.editions = editions;
    }

    @GetMapping(PATH)
    String latest() {
        return editions.ask(Answers::years).stream()
                .findFirst()
                .map(year -> "redirect:" + PATH + "/" + year)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping(PATH + "/{year}")
    String page(Person person, @PathVariable String year, Model model) {
        model.addAttribute(
                "page",
                editions.ask(answers -> read(answers, person, year))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "page/metric/book";
    }

    private static Optional<BookPage> read(Answers answers, Person person, String year) {
        List<String> years = answers.years();
        List<Organization> places = answers.organizations();
        Optional<Organization> district =
                places.stream().filter(Organization::district).findFirst();
        if (!years.contains(year) || district.isEmpty()) {
            return Optional.empty();
        }
        var told = new BookPage.Year(
                year,
                state(answers, year),
                years.stream()
                        .map(other -> new Option(other, other, PATH + "/" + other, other.equals(year)))
                        .toList(),
                answers.edition().publication(),
                Dates.full(answers.edition().asOf()));
        return Optional.of(BookPage.of(told, answers.metrics(person.scope()).everyTrend(district.get()), places));
    }

    private static String state(Answers answers, String year) {
        return answers.schoolYears().closed().stream()
                .filter(closed -> closed.schoolYear().equals(year))
                .findFirst()
                .map(closed -> "Closed on " + Dates.brief(closed.on()) + " by " + closed.by()
                        + ": its definitions and numbers do not move any more.")
                .orElseGet(() -> answers.runningYear()
                        .filter(year::equals)
                        .map(running -> "This school year is not over: its numbers still move.")
                        .orElse("Nobody has closed this year: late corrections still move its numbers."));
    }
}
