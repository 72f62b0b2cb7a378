package org.yearbook.dashboard.page.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.desk.Guides;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.guide.Example;
import org.yearbook.warehouse.guide.Guide;
import org.yearbook.warehouse.guide.GuideBook;
import org.yearbook.warehouse.guide.Join;
import org.yearbook.warehouse.guide.TableGuide;
import org.yearbook.warehouse.publish.Audience;

/** What can be asked: the tables of a file in words, drawn, and column by column. */
@Controller
class CatalogueController {

    private final Guides guides;

    CatalogueController(Guides guides) {
        this.guides = guides;
    }

    /** A statement to begin with, by its number. */
    record Beginning(int number, Example example) {}

    /** Some tables, by what they are about. */
    record Subject(String title, List<TableGuide> tables) {

        Subject {
            tables = List.copyOf(tables);
        }
    }

    @GetMapping("/catalogue")
    String page(Person person, @RequestParam(defaultValue = "") String audience, Model model) {
        Audience file = file(person, audience);
        Optional<Guide> guide = guides.of(file);
        model.addAttribute("finding", guide.map(CatalogueController::finding).orElse(""));
        model.addAttribute("audience", file.label());
        model.addAttribute("files", files(person, file, "/catalogue"));
        model.addAttribute("subjects", guide.map(CatalogueController::subjects).orElse(List.of()));
        model.addAttribute("diagram", guide.map(Diagram::of).orElse(null));
        model.addAttribute("examples", examples(person));
        return "page/catalogue/page";
    }

    private static String finding(Guide guide) {
        long views = guide.tables().stream().filter(TableGuide::view).count();
        long columns = guide.tables().stream()
                .mapToLong(table -> table.columns().size())
                .sum();
        return Numbers.of(guide.tables().size() - views, "table", "tables") + " and "
                + Numbers.of(views, "view", "views") + " with " + Numbers.of(columns, "column", "columns")
                + ", each in words.";
    }

    private static List<Subject> subjects(Guide guide) {
        return guide.bySubject().entrySet().stream()
                .map(entry -> new Subject(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Beginning> examples(Person person) {
        List<Example> all = GuideBook.shipped().examples();
        return java.util.stream.IntStream.range(0, all.size())
                .mapToObj(i -> new Beginning(i + 1, all.get(i)))
                .filter(one -> person.role().asks().contains(one.example().audience()))
                .toList();
    }

    private static List<Option> files(Person person, Audience chosen, String path) {
        return person.role().asks().stream()
                .map(one -> new Option(
                        one.label(),
                        one.label(),
                        Link.to(path).with("audience", one.label()).toString(),
                        one == chosen))
                .toList();
    }

    private static Audience file(Person person, String audience) {
        return audience.isEmpty()
                ? person.role().asks().get(0)
                : person.role().asks(audience).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/catalogue/{name}")
    String table(
            Person person, @PathVariable String name, @RequestParam(defaultValue = "") String audience, Model model) {
        Audience file = file(person, audience);
        Guide guide = guides.of(file).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        TableGuide table = guide.table(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("table", table);
        model.addAttribute("audience", file.label());
        model.addAttribute(
                "size", table.view() ? "Computed when it is asked." : Numbers.of(table.rows(), "row", "rows") + ".");
        model.addAttribute("led", led(guide, name));
        model.addAttribute(
                "examples",
                examples(person).stream()
                        .filter(one -> one.example()
                                .sql()
                                .matches("(?s).*\\b" + java.util.regex.Pattern.quote(name) + "\\b.*"))
                        .toList());
        return "page/catalogue/table";
    }

    /** {@return the joins that lead here} */
    private static List<Join> led(Guide guide, String name) {
        return guide.tables().stream()
                .filter(table -> !table.view())
                .flatMap(table -> table.joins().stream())
                .filter(join -> join.to().equals(name))
                .toList();
    }
}
