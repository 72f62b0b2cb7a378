package org.yearbook.dashboard.page.card;

import java.nio.charset.StandardCharsets;
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

/**
 * The report card. It reads the publication for everybody alone, so nobody sees more here than anybody else, whatever
 * their role and schools.
 */
@Controller
class CardController {

    /** In place of a year: the file has every year. */
    private static final String EVERY_YEAR = "all";

    private final Cards cards;
    private final CardPress press;

    CardController(Cards cards, CardPress press) {
        this.cards = cards;
        this.press = press;
    }

    @GetMapping("/report-card")
    String chosen(
            @RequestParam(defaultValue = "") String place, @RequestParam(defaultValue = "") String year, Model model) {
        return place.isEmpty()
                ? page("", year, model)
                : "redirect:" + Link.to("/report-card/" + Link.part(place)).with("year", year);
    }

    @GetMapping("/report-card/{organizationId}")
    String page(@PathVariable String organizationId, @RequestParam(defaultValue = "") String year, Model model) {
        model.addAttribute(
                "page",
                cards.ask(Link.said(organizationId), year, one -> one.reader().page())
                        .orElseThrow(CardController::nowhere));
        return "page/card/page";
    }

    @GetMapping("/report-card/{organizationId}.csv")
    ResponseEntity<byte[]> csv(@PathVariable String organizationId, @RequestParam(defaultValue = "") String year) {
        String text = cards.ask(Link.said(organizationId), year, one -> one.file(year.equals(EVERY_YEAR)))
                .orElseThrow(CardController::nowhere);
        return file(
                Link.said(organizationId) + ".csv",
                MediaType.parseMediaType("text/csv;charset=UTF-8"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/report-card/{organizationId}.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String organizationId, @RequestParam(defaultValue = "") String year) {
        CardPress.Printed printed =
                cards.ask(Link.said(organizationId), year, Cards.One::printed).orElseThrow(CardController::nowhere);
        return file(Link.said(organizationId) + ".pdf", MediaType.APPLICATION_PDF, press.print(printed));
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

    private static ResponseStatusException nowhere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
