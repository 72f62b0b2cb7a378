package org.yearbook.dashboard.page.card;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Places;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.home.District;

/**
 * The report card. It reads the publication for everybody alone, so nobody sees more here than anybody else, whatever
 * their role and schools.
 */
@Controller
class CardController {

    /** In place of a year: the file has every year. */
    private static final String EVERY_YEAR = "all";

    private final PublicEditions published;
    private final District district;
    private final CardList list;
    private final CardPress press;

    CardController(PublicEditions published, District district, CardList list, CardPress press) {
        this.published = published;
        this.district = district;
        this.list = list;
        this.press = press;
    }

    @GetMapping("/report-card")
    String chosen(
            @RequestParam(defaultValue = "") String place, @RequestParam(defaultValue = "") String year, Model model) {
        if (!place.isEmpty()) {
            return "redirect:" + Link.to("/report-card/" + Link.part(place)).with("year", year);
        }
        model.addAttribute(
                "page", ask("", year, (answers, asked) -> reader(answers, asked).page()));
        return "page/card/page";
    }

    @GetMapping("/report-card/{organizationId}")
    String page(@PathVariable String organizationId, @RequestParam(defaultValue = "") String year, Model model) {
        model.addAttribute(
                "page",
                ask(
                        organizationId,
                        year,
                        (answers, asked) -> reader(answers, asked).page()));
        return "page/card/page";
    }

    @GetMapping("/report-card/{organizationId}.csv")
    ResponseEntity<byte[]> csv(@PathVariable String organizationId, @RequestParam(defaultValue = "") String year) {
        String text = ask(organizationId, year, (answers, asked) -> {
            var file = new CardFile(asked.place(), answers.edition());
            List<String> years = year.equals(EVERY_YEAR) ? answers.years() : List.of(asked.year());
            for (String each : years) {
                CardReader reader = reader(answers, new Asked(asked.place(), asked.whole(), each, asked.listed()));
                file.add(asked.listed().card().elements(), reader.told(), each);
            }
            return file.toString();
        });
        return file(
                organizationId + ".csv",
                MediaType.parseMediaType("text/csv;charset=UTF-8"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/report-card/{organizationId}.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String organizationId, @RequestParam(defaultValue = "") String year) {
        CardPress.Printed printed = ask(
                organizationId,
                year,
                (answers, asked) -> new CardPress.Printed(
                        reader(answers, asked).page(), answers.edition().asOf()));
        return file(organizationId + ".pdf", MediaType.APPLICATION_PDF, press.print(printed));
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("report-card-" + name.replaceAll("[^A-Za-z0-9._-]", "_"))
                                .build()
                                .toString())
                .body(bytes);
    }

    /** What an address means: a place, the district beside it, a year, and what must be told. */
    private record Asked(Organization place, Organization whole, String year, CardList.Listed listed) {}

    private CardReader reader(Answers answers, Asked asked) {
        return new CardReader(answers, district, asked.listed(), asked.place(), asked.whole(), asked.year());
    }

    /** @param id organization id; empty for the district */
    private <T> T ask(String id, String year, BiFunction<Answers, Asked, T> question) {
        CardList.Listed listed = list.now();
        return published.ask(answers -> {
            List<String> years = answers.years();
            List<Organization> places = answers.organizations();
            Organization whole = Places.district(places).orElseThrow(CardController::nowhere);
            Organization place = id.isEmpty()
                    ? whole
                    : places.stream()
                            .filter(one -> one.id().equals(id))
                            .findFirst()
                            .orElseThrow(CardController::nowhere);
            if (years.isEmpty()) {
                throw nowhere();
            }
            return question.apply(answers, new Asked(place, whole, years.contains(year) ? year : years.get(0), listed));
        });
    }

    private static ResponseStatusException nowhere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
