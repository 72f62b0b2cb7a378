package org.yearbook.dashboard.page.workbench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.desk.Guides;
import org.yearbook.dashboard.state.AskedStatements;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SavedQueries;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.guide.Example;
import org.yearbook.warehouse.guide.GuideBook;
import org.yearbook.warehouse.guide.TableGuide;
import org.yearbook.warehouse.publish.Audience;

/** Where the statement in the editor comes from, as the address says it. A statement itself stands in no address. */
@Component
class Source {

    private static final int LOOK = 100;

    private final Guides guides;
    private final SavedQueries queries;
    private final AskedStatements asked;
    private final Editions editions;

    Source(Guides guides, SavedQueries queries, AskedStatements asked, Editions editions) {
        this.guides = guides;
        this.queries = queries;
        this.asked = asked;
        this.editions = editions;
    }

    /** {@return the editor as an address asks for it; empty where it names something that is not there} */
    Optional<Editor> read(Person person, Map<String, String> address) {
        List<Audience> open = person.role().asks();
        Audience audience =
                person.role().asks(address.getOrDefault("audience", "")).orElse(open.get(0));
        if (address.containsKey("saved")) {
            return saved(person, number(address.get("saved")));
        }
        if (address.containsKey("asked")) {
            return asked.find(person, number(address.get("asked")))
                    .map(one -> Editor.of(one.statement(), allowed(open, one.audience()), open, Map.of())
                            .from("From what you asked lately."));
        }
        if (address.containsKey("example")) {
            return example(address.getOrDefault("example", ""))
                    .map(example -> Editor.of(example.sql(), allowed(open, example.audience()), open, example.values())
                            .from("Example: " + example.title() + ". " + example.about()));
        }
        if (address.containsKey("metric")) {
            return metric(person, address)
                    .map(version -> Editor.of(version.text().sql().strip(), audience, open, Map.of())
                            .from("How " + address.get("metric") + " is computed under version " + version.version()
                                    + " of the " + version.authority() + " definition."));
        }
        if (address.containsKey("table")) {
            return guides.of(audience)
                    .flatMap(guide -> guide.table(address.getOrDefault("table", "")))
                    .map(table ->
                            Editor.of(look(table), audience, open, Map.of()).from("A look at " + table.name() + "."));
        }
        return Optional.of(Editor.of("", audience, open, Map.of()));
    }

    private Optional<Editor> saved(Person person, long id) {
        List<Audience> open = person.role().asks();
        return queries.find(person, id)
                .map(query -> Editor.of(query.statement(), allowed(open, query.audience()), open, Map.of())
                        .keptAs(query, query.owner() == person.id())
                        .from(query.title() + ", kept by "
                                + (query.owner() == person.id() ? "you" : query.ownerName()) + ". "
                                + query.about()));
    }

    private static Audience allowed(List<Audience> open, Audience wanted) {
        return open.contains(wanted) ? wanted : open.get(0);
    }

    private static String look(TableGuide table) {
        return "select *\nfrom " + table.name() + "\nlimit " + LOOK;
    }

    private static Optional<Example> example(String place) {
        List<Example> all = GuideBook.shipped().examples();
        long number = number(place);
        return number >= 1 && number <= all.size() ? Optional.of(all.get((int) number - 1)) : Optional.empty();
    }

    private Optional<Definition> metric(Person person, Map<String, String> address) {
        String version = address.getOrDefault("version", "");
        try {
            return editions.ask(answers -> answers.metrics(person.scope())
                    .metric(address.getOrDefault("metric", ""))
                    .flatMap(metric -> metric.versions().stream()
                            .filter(one -> (one.authority() + "-" + one.version()).equals(version))
                            .findFirst()));
        } catch (NoPublicationException e) {
            return Optional.empty();
        }
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
