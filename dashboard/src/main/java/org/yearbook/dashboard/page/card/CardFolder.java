package org.yearbook.dashboard.page.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
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
     * Writes the cards of a year: all of them, or none. They are written beside the folder and take their places when
     * all are there; what else lies in the folder stays.
     *
     * @param year the latest where it is empty
     * @throws UncheckedIOException where a file cannot be written; the folder is as it was then
     */
    public Written write(Path folder, String year) {
        Path target = folder.toAbsolutePath().normalize();
        Path parent = Objects.requireNonNullElse(target.getParent(), target);
        Path beside = parent.resolve("." + target.getFileName() + "-" + UUID.randomUUID());
        try {
            Files.createDirectories(beside);
            try {
                Written written = fill(beside, year);
                place(beside, target);
                return written;
            } finally {
                FileSystemUtils.deleteRecursively(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Report cards cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private Written fill(Path folder, String year) throws IOException {
        List<Organization> places = cards.places();
        Written written = new Written(year, "", 0, 0);
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
        return written;
    }

    private static void place(Path beside, Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(beside)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            Path there = folder.resolve(file.getFileName());
            if (Files.isDirectory(there)) {
                throw new IOException(there + " is a folder, and a card has that name. Nothing was written.");
            }
        }
        for (Path file : files) {
            Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
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
