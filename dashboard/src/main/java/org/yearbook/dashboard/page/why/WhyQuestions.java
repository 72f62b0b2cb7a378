package org.yearbook.dashboard.page.why;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Places;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.why.Asker;
import org.yearbook.warehouse.why.Choices;
import org.yearbook.warehouse.why.Choices.Group;
import org.yearbook.warehouse.why.Whys;

/** Makes a question of what an address asks for: what it leaves open is what the page would show. */
@Component
public class WhyQuestions {

    private final Editions editions;
    private final Whys whys;

    WhyQuestions(Editions editions, Whys whys) {
        this.editions = editions;
        this.whys = whys;
    }

    /** The question of an address, and what it was chosen from. */
    public record Chosen(
            Metric metric,
            Edition edition,
            String running,
            List<Organization> places,
            Organization place,
            Group group,
            String authority,
            Choices choices,
            Optional<Question> question) {

        Link link(String path) {
            return question.map(asked ->
                            Asked.link(path, asked, place.district(), authority.equals(metric.mainAuthority())))
                    .orElse(Link.to(path));
        }
    }

    /** {@return somebody as one who asks why} */
    public static Asker asker(Person person) {
        return new Asker(person.scope(), person.records());
    }

    /**
     * {@return the question of an address}
     *
     * @param parameters compare, from, to, year, school, group and authority, as on the page
     */
    public Chosen choose(Person person, String metric, Map<String, String> parameters) {
        return choose(person, Asked.of(metric, parameters));
    }

    /** {@return the question of an address on a page} */
    Chosen choose(Person person, Asked asked) {
        record Found(Optional<Metric> metric, Edition edition, String running, List<Organization> places) {}
        Found found = editions.ask(answers -> new Found(
                answers.metrics(person.scope()).metric(asked.metric()),
                answers.edition(),
                answers.runningYear().orElse(""),
                answers.organizations()));
        Metric metric = found.metric().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Organization place = place(person, asked, found.places()).orElse(Places.NONE);
        String authority =
                metric.authorities().contains(asked.authority()) ? asked.authority() : metric.mainAuthority();
        Choices ofEverybody =
                whys.choices(asker(person), metric.id(), authority, place.id(), asked.year(), asked.wantedGroup());
        Group group = asked.group(ofEverybody);
        Choices choices = group.equals(asked.wantedGroup())
                ? ofEverybody
                : whys.choices(asker(person), metric.id(), authority, place.id(), asked.year(), group);
        return new Chosen(
                metric,
                found.edition(),
                found.running(),
                found.places(),
                place,
                group,
                authority,
                choices,
                asked.question(choices, place.id(), authority, group));
    }

    // An address that says what is compared names the school, too, unless it is of the whole district.
    private static Optional<Organization> place(Person person, Asked asked, List<Organization> places) {
        boolean named = !asked.school().isEmpty()
                || (asked.from().isEmpty() && asked.compare().isEmpty());
        return named ? Places.meant(person.scope(), places, asked.school()) : Places.district(places);
    }
}
