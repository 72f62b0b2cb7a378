package org.yearbook.dashboard.page.administration;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.state.Subject;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NamedAnswers.Known;
import org.yearbook.warehouse.answer.NoPublicationException;

/** All that the audit may have noted a student or an employee as. */
public final class NotedAs {

    private NotedAs() {}

    /**
     * {@return what last night's data knows as theirs: the number itself, accounts, roster ids, app users}
     *
     * @param kind {@link Subject#STUDENT} or {@link Subject#STAFF}
     */
    public static Set<Subject> of(Editions editions, String kind, String number) {
        List<Known> known;
        try {
            known = editions.ask(answers -> answers.named().known(kind, number));
        } catch (NoPublicationException e) {
            known = List.of();
        }
        return Stream.concat(Stream.of(new Known(kind, kind, number)), known.stream())
                .flatMap(NotedAs::subjects)
                .collect(Collectors.toSet());
    }

    /** A record may have been noted by its entity, as what it is of, as an app's user, or as a side of a decision. */
    private static Stream<Subject> subjects(Known known) {
        if (known.entity().startsWith("app_usage")) {
            return Stream.of(Subject.appUser(known.kind(), known.number()));
        }
        Stream<Subject> always =
                Stream.of(Subject.of(known.entity(), known.number()), new Subject(Subject.DECISION, known.number()));
        return known.kind().isEmpty() || known.entity().endsWith("_key")
                ? always
                : Stream.concat(
                        always,
                        Stream.of(
                                Subject.appUser(known.kind(), known.number()),
                                new Subject(known.kind(), known.number())));
    }
}
