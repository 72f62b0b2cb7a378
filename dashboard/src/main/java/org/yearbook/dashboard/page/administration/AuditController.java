package org.yearbook.dashboard.page.administration;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.AuditTrail.Entry;
import org.yearbook.dashboard.state.AuditTrail.Filter;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Deeds;
import org.yearbook.warehouse.home.District;

/**
 * What people did and saw, by person, kind and date, on a page and as a file. A person stands in the address by number,
 * never by name. Reading the trail is noted in it.
 */
@Controller
class AuditController {

    private static final int PAGE = 100;

    private final AuditTrail audit;
    private final People people;
    private final ZoneId zone;

    AuditController(AuditTrail audit, People people, District district) {
        this.audit = audit;
        this.people = people;
        this.zone = district.zone();
    }

    /**
     * What an address asks for; what makes no sense is left out.
     *
     * @param before the last entry of the page before; 0 on the first
     */
    private record Asked(
            Optional<Person> person,
            Optional<Deeds.Kind> kind,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            long before) {

        Link link(String path) {
            return Link.to(path)
                    .with(
                            "person",
                            person.map(found -> Long.toString(found.id())).orElse(""))
                    .with("kind", kind.map(Deeds.Kind::code).orElse(""))
                    .with("from", from == null ? "" : from.toString())
                    .with("to", to == null ? "" : to.toString());
        }

        /** In words for the trail itself: the address without anybody's name. */
        String words() {
            String link = link("").toString();
            return link.isEmpty() ? "" : link.substring(1);
        }
    }

    /**
     * The page.
     *
     * @param finding what is shown, in a sentence
     * @param older where the list goes on; empty at its end
     */
    record AuditPage(
            String finding,
            List<EventRow> events,
            List<Option> people,
            List<Option> kinds,
            String from,
            String to,
            boolean narrowed,
            String file,
            String newest,
            String older) {

        AuditPage {
            events = List.copyOf(events);
            people = List.copyOf(people);
            kinds = List.copyOf(kinds);
        }
    }

    @GetMapping("/audit")
    String page(Person self, @RequestParam Map<String, String> parameters, Model model) {
        List<Person> everybody = people.all();
        Asked asked = asked(parameters, everybody);
        List<Entry> found = audit.page(filter(asked), asked.before(), PAGE + 1);
        audit.did(self, "log.read", asked.words());
        List<Entry> shown = found.subList(0, Math.min(PAGE, found.size()));
        Map<String, String> names = EventRow.names(everybody);
        Link link = asked.link("/audit");
        model.addAttribute(
                "page",
                new AuditPage(
                        finding(asked, shown),
                        shown.stream()
                                .map(entry -> EventRow.of(entry, names, zone))
                                .toList(),
                        persons(everybody, asked),
                        kinds(asked),
                        asked.from() == null ? "" : asked.from().toString(),
                        asked.to() == null ? "" : asked.to().toString(),
                        !asked.words().isEmpty(),
                        asked.link("/audit.csv").toString(),
                        asked.before() == 0 ? "" : link.toString(),
                        found.size() > PAGE
                                ? link.with(
                                                "before",
                                                Long.toString(
                                                        shown.get(PAGE - 1).id()))
                                        .toString()
                                : ""));
        return "page/administration/audit";
    }

    /** Everything that a filter finds. It is noted before its first line leaves. */
    @GetMapping("/audit.csv")
    void csv(Person self, @RequestParam Map<String, String> parameters, HttpServletResponse response)
            throws IOException {
        Asked asked = asked(parameters, people.all());
        audit.did(self, "log.downloaded", asked.words());
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name(asked) + ".csv\"");
        try (var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            audit.each(filter(asked), new EventFile(out)::add);
        }
    }

    private static String name(Asked asked) {
        return "audit" + (asked.from() == null ? "" : "-from-" + asked.from())
                + (asked.to() == null ? "" : "-to-" + asked.to());
    }

    private static Asked asked(Map<String, String> parameters, List<Person> everybody) {
        String id = parameters.getOrDefault("person", "");
        String before = parameters.getOrDefault("before", "");
        return new Asked(
                everybody.stream()
                        .filter(person -> Long.toString(person.id()).equals(id))
                        .findFirst(),
                Deeds.Kind.of(parameters.getOrDefault("kind", "")),
                day(parameters.getOrDefault("from", "")),
                day(parameters.getOrDefault("to", "")),
                before.matches("\\d{1,15}") ? Long.parseLong(before) : 0);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private Filter filter(Asked asked) {
        return new Filter(
                asked.person().map(Person::signIn).orElse(""),
                asked.kind().map(Deeds::actions).orElse(Set.of()),
                begin(asked.from()),
                asked.to() == null ? null : begin(asked.to().plusDays(1)));
    }

    private @Nullable Instant begin(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    private static String finding(Asked asked, List<Entry> shown) {
        String what = asked.kind().map(kind -> kind.words() + ", by ").orElse("What was done and read, by ")
                + asked.person().map(Person::name).orElse("everybody")
                + (asked.from() == null ? "" : ", from " + Dates.brief(asked.from()))
                + (asked.to() == null ? "" : ", to " + Dates.brief(asked.to()));
        return shown.isEmpty() ? what + ": nothing is noted." : what + ", latest first.";
    }

    private static List<Option> persons(List<Person> everybody, Asked asked) {
        return Stream.concat(
                        Stream.of(new Option("", "Everybody", asked.person().isEmpty())),
                        everybody.stream()
                                .map(person -> new Option(
                                        Long.toString(person.id()),
                                        person.name() + " (" + person.signIn() + ")",
                                        asked.person()
                                                .filter(found -> found.id() == person.id())
                                                .isPresent())))
                .toList();
    }

    private static List<Option> kinds(Asked asked) {
        return Stream.concat(
                        Stream.of(new Option("", "Everything", asked.kind().isEmpty())),
                        Stream.of(Deeds.Kind.values())
                                .map(kind -> new Option(
                                        kind.code(),
                                        kind.words(),
                                        asked.kind().filter(kind::equals).isPresent())))
                .toList();
    }
}
