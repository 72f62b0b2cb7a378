package org.yearbook.dashboard.page.metric;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.CsvCell;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Pages;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.RecordValues;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.why.Asker;
import org.yearbook.warehouse.why.Behind;
import org.yearbook.warehouse.why.Behind.Listed;
import org.yearbook.warehouse.why.Behind.One;
import org.yearbook.warehouse.why.Behind.Part;

/**
 * Who is behind a number, for those who may see it. Whoever is shown, and every file, is noted before it leaves;
 * addresses hold the number, and nothing of a person.
 */
@Controller
class BehindController {

    private static final int SIZE = 50;

    private final Editions editions;
    private final Behind behind;
    private final AuditTrail audit;
    private final District district;

    BehindController(Editions editions, Behind behind, AuditTrail audit, District district) {
        this.editions = editions;
        this.behind = behind;
        this.audit = audit;
        this.district = district;
    }

    /** The number of an address. */
    private record Chosen(
            Metric metric,
            Edition edition,
            MetricChoice choice,
            NumberReader.Told told,
            List<Organization> places,
            boolean closed) {

        Link link(String path, Part part) {
            return choice.link("/metrics/" + metric.id() + path)
                    .with("part", part == Part.OTHERS ? part.name().toLowerCase(Locale.ROOT) : "");
        }

        String subject(Part part) {
            return link("", part).toString().substring("/metrics/".length());
        }
    }

    @GetMapping("/metrics/{id}/records")
    String page(
            Person person,
            @PathVariable String id,
            @RequestParam Map<String, String> parameters,
            @RequestParam(name = "page", defaultValue = "1") int asked,
            Model model) {
        int page = Math.max(1, Math.min(asked, Behind.LISTED / SIZE));
        Chosen chosen = choose(person, id, parameters);
        Part part = part(parameters);
        Listed listed = listed(person, chosen, part, SIZE, (page - 1) * SIZE);
        List<Seen> seen = seen(listed);
        if (!seen.isEmpty()) {
            audit.saw(person, "number.read", chosen.subject(part), seen);
        }
        model.addAttribute("page", page(person, chosen, part, listed, page));
        return "page/metric/records";
    }

    /** The part that is chosen, the counted or those beside them, as far as a list goes. */
    @GetMapping("/metrics/{id}/records.csv")
    void csv(
            Person person,
            @PathVariable String id,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Chosen chosen = choose(person, id, parameters);
        Part part = part(parameters);
        Listed listed = listed(person, chosen, part, Behind.LISTED, 0);
        audit.saw(
                person,
                "number.downloaded",
                "csv " + chosen.subject(part),
                listed.rows().size(),
                seen(listed));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + id + "-records.csv\"");
        // Excel takes a file for UTF-8 only with the mark.
        var text = new StringBuilder("\ufeff")
                .append(cells("number", "name", "schools", "what the formula read", "counts as"));
        listed.rows()
                .forEach(one -> text.append(cells(
                        one.number().isEmpty() ? one.key() : one.number(),
                        one.name(),
                        String.join(" ", one.schools()),
                        RecordValues.words(one.read()),
                        one.numerator().stripTrailingZeros().toPlainString())));
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String cells(String... cells) {
        return Stream.of(cells).map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n"));
    }

    private Chosen choose(Person person, String id, Map<String, String> parameters) {
        MetricChoice asked = MetricChoice.of(parameters);
        return editions.ask(answers -> {
            Metric metric = answers.metrics(person.scope())
                    .metric(id)
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            NumberReader.Told told = new NumberReader(answers, person, district, metric, asked).told();
            boolean closed = answers.schoolYears().closed(id).stream()
                    .anyMatch(year -> year.schoolYear().equals(told.year()));
            return new Chosen(metric, answers.edition(), told.choice(), told, answers.organizations(), closed);
        });
    }

    private static Part part(Map<String, String> parameters) {
        return "others".equals(parameters.get("part")) ? Part.OTHERS : Part.COUNTED;
    }

    private Listed listed(Person person, Chosen chosen, Part part, int size, int offset) {
        Behind.Asked asked = chosen.told().asked().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return behind.read(new Asker(person.scope(), person.records()), chosen.edition(), asked, part, size, offset)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    /** Persons, by number; by key where a publication has no number to it. Things are nobody. */
    private static List<Seen> seen(Listed listed) {
        return listed.rows().stream()
                .filter(one -> !one.kind().equals("record"))
                .map(one -> one.number().isEmpty()
                        ? new Seen(one.kind() + "_key", one.key())
                        : new Seen(one.kind(), one.number()))
                .distinct()
                .toList();
    }

    private BehindPage page(Person person, Chosen chosen, Part part, Listed listed, int page) {
        NumberReader.Told told = chosen.told();
        long total = part == Part.COUNTED ? listed.counted() : listed.others();
        Link list = chosen.link("/records", part);
        return new BehindPage(
                chosen.metric().id(),
                chosen.metric().label(),
                told.who(),
                told.year(),
                finding(chosen, part, listed),
                Stream.of(moved(chosen, listed), cut(total))
                        .filter(note -> !note.isEmpty())
                        .collect(Collectors.joining(" ")),
                List.of(
                        part(chosen, Part.COUNTED, "Counted", listed.counted(), part),
                        part(chosen, Part.OTHERS, "Looked at, not counted", listed.others(), part)),
                schools(chosen, part, listed, person),
                listed.rows().stream().map(one -> row(one, chosen.places())).toList(),
                Pages.of(list, "#list", page, Pages.last(Math.min(total, Behind.LISTED), SIZE)),
                chosen.link("/records.csv", part).toString(),
                chosen.link("", Part.COUNTED).toString(),
                Dates.full(chosen.edition().asOf()),
                chosen.edition().publication());
    }

    private static Option part(Chosen chosen, Part part, String words, long count, Part shown) {
        return new Option(
                part.name().toLowerCase(Locale.ROOT),
                words + " (" + Numbers.whole(count) + ")",
                chosen.link("/records", part).toString(),
                part == shown);
    }

    private static String finding(Chosen chosen, Part part, Listed listed) {
        var text = chosen.told().asked().orElseThrow().definition().text();
        String what = part == Part.COUNTED ? text.numerator() : "Looked at, and not counted: " + text.denominator();
        return Numbers.whole(part == Part.COUNTED ? listed.counted() : listed.others())
                + (text.denominator().isEmpty() || part == Part.OTHERS
                        ? ""
                        : " of " + Numbers.whole(listed.counted() + listed.others()))
                + ". " + what + ".";
    }

    /** A closed year keeps its number while its records move on; then the list is not quite of the number. */
    private static String moved(Chosen chosen, Listed listed) {
        Point point = chosen.told().point();
        BigDecimal top = point.numerator();
        BigDecimal bottom = point.denominator();
        boolean same = (top == null || top.compareTo(listed.numerator()) == 0)
                && (bottom == null || bottom.compareTo(listed.denominator()) == 0);
        return same
                ? ""
                : "The number was made of other records than tonight's"
                        + (chosen.closed()
                                ? ", since the year is closed: the list is of the records as they read now."
                                : ".");
    }

    private static String cut(long total) {
        return total <= Behind.LISTED
                ? ""
                : "The list is cut: it and its file hold the first " + Numbers.whole(Behind.LISTED) + " of "
                        + Numbers.whole(total) + ". Choose a school or a group on the page of the number for fewer.";
    }

    private List<BehindPage.School> schools(Chosen chosen, Part part, Listed listed, Person person) {
        if (!chosen.told().place().district()) {
            return List.of();
        }
        return chosen.places().stream()
                .filter(place -> listed.bySchool().containsKey(place.id()))
                .map(place -> new BehindPage.School(
                        place.name(),
                        Numbers.whole(listed.bySchool().getOrDefault(place.id(), 0L)),
                        person.scope().covers(place.id())
                                ? chosen.link("/records", part)
                                        .with("school", place.id())
                                        .toString()
                                : ""))
                .toList();
    }

    private static BehindPage.Row row(One one, List<Organization> places) {
        return new BehindPage.Row(
                one.name().isBlank() ? RecordValues.spelled(one.kind()) + " " + one.key() : one.name(),
                one.number(),
                one.schools().stream()
                        .map(id -> places.stream()
                                .filter(place -> place.id().equals(id))
                                .map(Organization::name)
                                .findFirst()
                                .orElse(id))
                        .collect(Collectors.joining(", ")),
                RecordValues.words(one.read()));
    }
}
