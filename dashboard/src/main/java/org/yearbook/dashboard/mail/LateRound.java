package org.yearbook.dashboard.mail;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.schedule.RefreshWatch.Age;
import org.yearbook.dashboard.state.LateRefresh;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Outbox.Mail;
import org.yearbook.dashboard.state.Outbox.ToldLate;
import org.yearbook.dashboard.state.People;
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
        List<ToldLate> told = outbox.toldLate(NEWS);
        ages.stream()
                .filter(Age::late)
                .collect(Collectors.toMap(Age::source, Age::at, (one, other) -> one.isBefore(other) ? one : other))
                .forEach((source, at) -> tell(new LateRefresh(source, at, false), told));
        told.stream()
                .filter(ToldLate::sent)
                .filter(one -> over(one, ages))
                .forEach(one -> outbox.put(Mail.late(one.late().ended(), one.person())));
    }

    /** What comes of a source, and is late again while other things of it still are, is no news. */
    private void tell(LateRefresh late, List<ToldLate> told) {
        people.administratorsWithMail().stream()
                .filter(person -> told.stream()
                        .noneMatch(one -> one.person() == person.id()
                                && one.late().source().equals(late.source())))
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
