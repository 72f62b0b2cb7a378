package org.yearbook.dashboard.page.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.page.Link;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * The cards of the district and all its schools as files for a web site: a page that needs nothing else, CSV and PDF. A
 * page asks no server for anything, so it can be put into another page.
 */
public final class CardFolder {

    private final Cards cards;
    private final CardPress press;
    private final ITemplateEngine templates;

    public CardFolder(PublicEditions published, District district, DistrictHome home, ITemplateEngine templates) {
        this.cards = new Cards(published, district, new CardList(home));
        this.press = new CardPress(templates);
        this.templates = templates;
    }

    /** {@return what is wrong with the district's own list of elements, a line each; none when nothing is} */
    public List<String> faults() {
        return cards.faults();
    }

    /** {@return the years that have numbers, latest first} */
    public List<String> years() {
        return cards.years();
    }

    /**
     * What was written.
     *
     * @param asOf the night of the publication, in words
     */
    public record Written(String year, String asOf, int places, int files) {}

    /** A place, and the file of its page. */
    public record Page(String name, String file, boolean chosen) {}

    /**
     * Writes the cards of a year.
     *
     * @param year the latest where it is empty
     * @throws UncheckedIOException where a file cannot be written
     */
    public Written write(Path folder, String year) {
        List<Organization> places = cards.places();
        Written written = new Written(year, "", 0, 0);
        try {
            Files.createDirectories(folder);
            for (Organization place : places) {
                String name = name(place);
                var printed = cards.ask(place.id(), year, Cards.One::printed).orElseThrow();
                Files.writeString(folder.resolve(name + ".html"), html(printed.page(), places));
                Files.writeString(
                        folder.resolve(name + ".csv"),
                        cards.ask(place.id(), year, one -> one.file(false)).orElseThrow(),
                        StandardCharsets.UTF_8);
                Files.write(folder.resolve(name + ".pdf"), press.print(printed));
                CardPage.Head head = printed.page().head();
                written = new Written(head.year(), head.asOf(), written.places() + 1, written.files() + 3);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Report cards cannot be written to " + folder + ": " + e.getMessage(), e);
        }
        return written;
    }

    private String html(CardPage page, List<Organization> places) {
        List<Page> pages = places.stream()
                .map(place -> new Page(
                        place.name(),
                        name(place) + ".html",
                        place.id().equals(page.head().placeId())))
                .collect(Collectors.toList());
        String own = pages.stream()
                .filter(Page::chosen)
                .map(one -> one.file().replaceAll("\\.html$", ""))
                .findFirst()
                .orElse("index");
        return templates.process(
                "page/card/site", new Context(Locale.US, Map.of("page", page, "pages", pages, "own", own)));
    }

    /** The district's is what a web server shows of a folder. */
    private static String name(Organization place) {
        return place.district() ? "index" : Link.part(place.id()).replace('%', '_');
    }
}
