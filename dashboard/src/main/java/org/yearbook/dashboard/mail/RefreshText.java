package org.yearbook.dashboard.mail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.mail.LetterText.Written;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.schedule.RefreshWatch.Age;
import org.yearbook.dashboard.state.LateRefresh;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.home.District;

/** The mail about a source that is refreshed between nights, and is late or is so no more. */
@Component
final class RefreshText {

    private final Notice notice;
    private final RefreshWatch watch;
    private final Editions editions;
    private final District district;

    RefreshText(Notice notice, RefreshWatch watch, Editions editions, District district) {
        this.notice = notice;
        this.watch = watch;
        this.editions = editions;
        this.district = district;
    }

    /** {@return the mail; nothing when it is not so any more} */
    Optional<Written> write(LateRefresh late, Person person, String server) {
        List<Age> ages = editions.ask(watch::ages).stream()
                .filter(age -> age.source().equals(late.source()))
                .filter(age -> age.late() != late.over())
                .toList();
        return ages.isEmpty() ? Optional.empty() : Optional.of(write(late, ages, person, server));
    }

    private Written write(LateRefresh late, List<Age> ages, Person person, String server) {
        String subject = late.over() ? late.source() + " has come again" : late.source() + " is late";
        String all = ages.stream().map(Age::sentence).collect(Collectors.joining(". "));
        String more = late.over()
                ? all + ". It was late: before, nothing had come since " + Dates.minute(late.heard(), district.zone())
                        + "."
                : all
                        + ". Numbers made of it are no newer, and pages say so. Look at Nights whether the refreshes run"
                        + " and what the last one says, and at Sources whether it can be reached; a mail tells when it"
                        + " has come again.";
        return notice.write(subject, person, more, "Nights", server + "/nights");
    }
}
