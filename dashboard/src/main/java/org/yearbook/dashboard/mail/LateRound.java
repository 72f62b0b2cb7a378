package org.yearbook.dashboard.mail;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.schedule.RefreshWatch.Age;
import org.yearbook.dashboard.state.LateRefresh;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Outbox.Mail;
import org.yearbook.dashboard.state.Outbox.ToldLate;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;

/**
 * Tells administrators of a source that is refreshed between nights and is late, once for as long as nothing comes of
 * it, and, whoever was told so, that it has come again.
 */
@Component
final class LateRound {

    /** Whoever was told longer ago has found out. */
    private static final Duration NEWS = Duration.ofDays(30);

    private final RefreshWatch watch;
    private final Editions editions;
    private final People people;
    private final Outbox outbox;

    LateRound(RefreshWatch watch, Editions editions, People people, Outbox outbox) {
        this.watch = watch;
        this.editions = editions;
        this.people = people;
        this.outbox = outbox;
    }

    /** Looks at how old everything is, and puts in what there is to tell. */
    void run() {
        List<Age> ages;
        try {
            ages = editions.ask(watch::ages);
        } catch (NoPublicationException e) {
            return;
        }
        if (ages.isEmpty()) {
            return;
        }
        ages.stream()
                .filter(Age::late)
                .map(age -> new LateRefresh(age.source(), age.at(), false))
                .distinct()
                .forEach(this::tell);
        outbox.toldLate(NEWS).stream()
                .filter(told -> over(told, ages))
                .forEach(told -> outbox.put(Mail.late(told.late().ended(), told.person())));
    }

    private void tell(LateRefresh late) {
        people.all().stream()
                .filter(Person::administrator)
                .filter(person -> person.enabled() && !person.email().isEmpty())
                .forEach(person -> outbox.put(Mail.late(late, person.id())));
    }

    /** It is over once all of the source has come since; that a day without refreshes begins is no news. */
    private static boolean over(ToldLate told, List<Age> ages) {
        List<Age> ofSource = ages.stream()
                .filter(age -> age.source().equals(told.late().source()))
                .toList();
        return !ofSource.isEmpty()
                && ofSource.stream().noneMatch(Age::late)
                && ofSource.stream()
                        .allMatch(age -> age.at().isAfter(told.late().heard().plusSeconds(1)));
    }
}
