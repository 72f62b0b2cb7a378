package org.yearbook.dashboard.page.administration;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yearbook.dashboard.mail.MailSetup;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.schedule.Watches;
import org.yearbook.dashboard.state.Letters;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NightAnswers.Delivery;
import org.yearbook.warehouse.answer.NightAnswers.Freshness;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.ValueDecisions;
import org.yearbook.warehouse.run.NotTaken;

/**
 * The way to everything that administrators look after, each with how it stands; and schools, sources and schedules.
 * What the home says in files is told here and changed there.
 */
@Controller
class AdministrationController {

    private final Editions editions;
    private final People people;
    private final DistrictHome home;
    private final District district;
    private final RefreshWatch refreshes;
    private final Schedules schedules;

    AdministrationController(
            Editions editions,
            People people,
            DistrictHome home,
            District district,
            MailSetup mail,
            Letters letters,
            Watches watches,
            Clock clock) {
        this.editions = editions;
        this.people = people;
        this.home = home;
        this.district = district;
        this.refreshes = watches.refreshes();
        this.schedules = new Schedules(home, district, mail, letters, watches, clock);
    }

    /**
     * One of the ways.
     *
     * @param standing how it stands, in a sentence; empty where there is nothing to say
     * @param alarming whether somebody should look
     */
    record Way(String link, String title, String what, String standing, boolean alarming) {}

    @GetMapping("/administration")
    String entrance(Person self, Model model) {
        var ways = new ArrayList<Way>();
        if (self.administrator()) {
            ways.add(people());
            ways.add(new Way(
                    "/administration/schools",
                    "Schools",
                    "Their levels, what each has numbers of, and what is hidden.",
                    published(answers -> schools(answers)).orElse("Nothing is published yet."),
                    false));
            ways.add(sources());
            ways.add(new Way(
                    "/administration/schedules",
                    "Schedules",
                    "Nights, mail, releases and exports: when last, when next.",
                    published(answers -> "The last night was that of "
                                    + Dates.brief(answers.edition().asOf()) + ".")
                            .orElse("There was no night yet."),
                    false));
            ways.add(mappings());
            ways.add(new Way(
                    "/audit", "Audit trail", "What everybody did and read, by person, kind and date.", "", false));
        }
        ways.add(new Way(
                "/who-saw",
                "Who saw a student?",
                "Who read a record that names a student or an employee, when, and on which page.",
                "",
                false));
        model.addAttribute("ways", ways);
        return "page/administration/page";
    }

    private Way people() {
        List<Person> everybody = people.all();
        long open = everybody.stream().filter(Person::enabled).count();
        long closed = everybody.size() - open;
        long waiting = everybody.stream()
                .filter(person -> person.enabled() && person.mustChangePassword())
                .count();
        return new Way(
                "/people",
                "People",
                "Who may sign in, in which role, at which schools, until when.",
                Numbers.of(open, "person may sign in", "people may sign in")
                        + (closed == 0 ? "" : ", " + Numbers.of(closed, "account is closed", "accounts are closed"))
                        + (waiting == 0
                                ? "."
                                : "; " + waiting + (waiting == 1 ? " has" : " have") + " not chosen a password yet."),
                false);
    }

    private static String schools(Answers answers) {
        long schools = answers.organizations().stream()
                .filter(place -> !place.district())
                .count();
        return Numbers.of(schools, "school has numbers.", "schools have numbers.");
    }

    private Way sources() {
        record Found(int all, List<String> stale, NotTaken missing) {}
        Optional<Found> found = published(answers -> {
            LocalDate night = answers.edition().asOf();
            List<Freshness> sources = answers.nights().freshness();
            return new Found(
                    sources.size(),
                    sources.stream()
                            .filter(source -> source.isBehind(night))
                            .map(Freshness::source)
                            .toList(),
                    NotTaken.of(answers.nights().heldBack(), Delivery::source, Delivery::file));
        });
        String standing = found.map(known -> known.stale().isEmpty()
                        ? "None of " + known.all() + " sources is behind what it promises."
                        : String.join(", ", known.stale())
                                + (known.stale().size() == 1
                                        ? " is behind what it promises."
                                        : " are behind what they promise."))
                .orElse("Nothing is published yet.");
        String missing = found.filter(known -> !known.missing().none())
                .map(known -> " " + known.missing().words() + ".")
                .orElse("");
        return new Way(
                "/administration/sources",
                "Sources",
                "What each promises, when it last delivered, and where its settings are.",
                standing + missing,
                found.filter(known ->
                                !known.stale().isEmpty() || !known.missing().none())
                        .isPresent());
    }

    private Way mappings() {
        String standing;
        boolean unreadable = false;
        try {
            int size = ValueDecisions.of(home).holding().size();
            standing = size == 0
                    ? "Nothing has been decided yet."
                    : Numbers.of(size, "decision holds.", "decisions hold.");
        } catch (HomeException e) {
            standing = "decisions/values.csv cannot be used: " + e.getMessage();
            unreadable = true;
        }
        return new Way(
                "/quality/values",
                "Mappings",
                "What the codes and spellings of the sources count as.",
                standing,
                unreadable);
    }

    @GetMapping("/administration/schools")
    String schools(Person self, Model model) {
        int smallest = district.minimumGroupSize();
        model.addAttribute("page", editions.ask(answers -> SchoolsAndSources.schools(answers, smallest)));
        model.addAttribute("smallest", smallest);
        model.addAttribute("range", district.privacy().hiddenRange());
        return "page/administration/schools";
    }

    @GetMapping("/administration/sources")
    String sources(Person self, Model model) {
        model.addAttribute("page", editions.ask(answers -> new SchoolsAndSources(home, refreshes).sources(answers)));
        return "page/administration/sources";
    }

    @GetMapping("/administration/schedules")
    String schedules(Person self, Model model) {
        model.addAttribute("rows", schedules.rows(published(Answers::edition)));
        model.addAttribute("zone", district.zone().getId());
        return "page/administration/schedules";
    }

    private <T> Optional<T> published(Function<Answers, T> question) {
        try {
            return Optional.of(editions.ask(question));
        } catch (NoPublicationException e) {
            return Optional.empty();
        }
    }
}
