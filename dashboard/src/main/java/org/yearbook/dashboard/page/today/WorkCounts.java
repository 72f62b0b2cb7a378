package org.yearbook.dashboard.page.today;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.AccessAnswers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.ApplicationAnswers;
import org.yearbook.warehouse.answer.ApplicationAnswers.AgreementState;

/**
 * How long the work lists of technology are on a day. They are read from the records, and stay as they are until the
 * next night or day, so they are counted once and kept. Nobody is named in a count.
 */
@Component
final class WorkCounts {

    /** Where nobody can tell, or the person may not know, there is nothing. */
    static final Counts NOTHING = new Counts(0, 0, 0, 0, 0, 0);

    private @Nullable Kept kept;

    private record Kept(String publication, LocalDate on, Counts counts) {}

    /**
     * How much there is to do.
     *
     * @param accounts open ones of people who left
     * @param used those of them that were used after the last day
     * @param starters people who start within days, or just did, without an account
     * @param begun those of them who have begun
     * @param ending privacy agreements in force that end soon
     * @param ended privacy agreements that have ended
     */
    record Counts(long accounts, long used, long starters, long begun, long ending, long ended) {}

    /** {@return the counts of a day, for whoever sees the accounts and applications of the district} */
    Counts of(Answers answers, Person person, LocalDate on) {
        if (!person.role().seesTechnology()) {
            return NOTHING;
        }
        String publication = answers.edition().publication();
        Kept known = known();
        if (known != null
                && known.publication().equals(publication)
                && known.on().equals(on)) {
            return known.counts();
        }
        Counts counts = count(answers.access(person.records()), answers.applications(person.records()), on);
        keep(new Kept(publication, on, counts));
        return counts;
    }

    private synchronized @Nullable Kept known() {
        return kept;
    }

    private synchronized void keep(Kept fresh) {
        kept = fresh;
    }

    private static Counts count(AccessAnswers access, ApplicationAnswers applications, LocalDate on) {
        boolean known = access.knowsAccounts() && access.knowsStaff();
        var leavers = known ? access.toDisable(on) : List.<AccessAnswers.Leaver>of();
        var starters = known ? access.withoutAccount(on) : List.<AccessAnswers.Starter>of();
        var agreements = applications.agreements(on);
        return new Counts(
                leavers.size(),
                leavers.stream().filter(AccessAnswers.Leaver::usedAfter).count(),
                starters.size(),
                starters.stream().filter(row -> row.startsOn().isBefore(on)).count(),
                agreements.stream()
                        .filter(row -> row.state() == AgreementState.EXPIRING)
                        .count(),
                agreements.stream()
                        .filter(row -> row.state() == AgreementState.EXPIRED)
                        .count());
    }
}
