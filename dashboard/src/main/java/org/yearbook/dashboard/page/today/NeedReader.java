package org.yearbook.dashboard.page.today;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.dashboard.glance.SourceAges;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.today.TodayPage.Need;
import org.yearbook.dashboard.page.today.TodayPage.Weight;
import org.yearbook.dashboard.schedule.LastNight;
import org.yearbook.dashboard.schedule.NightStanding;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.ApplicationAnswers;
import org.yearbook.warehouse.answer.NightAnswers.Delivery;
import org.yearbook.warehouse.answer.QualityReport.Due;
import org.yearbook.warehouse.answer.YearAnswers;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.NotTaken;
import org.yearbook.warehouse.year.Openings;
import org.yearbook.warehouse.year.YearException;

/** Finds what needs a person, goals aside. Everything is a count: nobody is named. */
final class NeedReader {

    private static final int OPENS_SOON = 60;

    private final Answers answers;
    private final Person person;
    private final LocalDate night;
    private final LocalDate today;
    private final List<Need> needs = new ArrayList<>();

    NeedReader(Answers answers, Person person, LocalDate today) {
        this.answers = answers;
        this.person = person;
        this.night = answers.edition().asOf();
        this.today = today;
    }

    /** {@return what was found, in the order in which it was looked for} */
    List<Need> found() {
        return List.copyOf(needs);
    }

    /**
     * A night that is missing, for whoever sees the whole district; for everybody, that the numbers are old.
     *
     * @param heard the last night that took in all that there was, if only nothing
     */
    NeedReader night(Optional<NightStanding> missing, Optional<LocalDate> heard) {
        var last = LastNight.of(night, heard, today);
        if (missing.isPresent() && person.role().districtWide()) {
            needs.add(Need.of(
                    "night",
                    Weight.NOW,
                    missing.get().finding(),
                    "/nights",
                    missing.get().more()));
        } else if (last.isLongAgo()) {
            needs.add(Need.of(
                    "night",
                    Weight.NOW,
                    last.finding(),
                    "/nights",
                    "Nothing that happened since is in these numbers."));
        }
        return this;
    }

    /** Files that were held back, sources that fell silent. */
    NeedReader data(SourceAges sources) {
        Set<String> own = sources.rows().stream().map(SourceAges.Row::source).collect(Collectors.toSet());
        List<Delivery> held = answers.nights().heldBack().stream()
                .filter(file -> person.role().seesEveryNumber() || own.contains(file.source()))
                .toList();
        if (!held.isEmpty()) {
            needs.add(Need.of(
                    "held",
                    Weight.NOW,
                    NotTaken.of(held, Delivery::source, Delivery::file).words() + " last night",
                    "/nights",
                    "From " + held.stream().map(Delivery::source).distinct().collect(Collectors.joining(", "))
                            + "; what came before stays in force."));
        }
        String stale = sources.stale();
        if (!stale.isEmpty()) {
            needs.add(Need.of("stale", Weight.SOON, sources.finding(), "/nights", stale + "."));
        }
        String late = sources.late();
        if (!late.isEmpty()) {
            needs.add(Need.of("late", Weight.SOON, "What is promised by the hour is late", "/nights", late + "."));
        }
        if (sources.rows().isEmpty()) {
            needs.add(Need.of("sources", Weight.KNOW, "No source has delivered records of yours", "/nights", ""));
        }
        return this;
    }

    /** Blocking and new grave issues, and what is due for the person. */
    NeedReader issues(IssueCounts.Counts counts) {
        long blocking = counts.blocking();
        if (blocking > 0) {
            long fresh = counts.freshBlocking();
            needs.add(Need.of(
                    "blocking",
                    fresh > 0 ? Weight.NOW : Weight.SOON,
                    Numbers.of(blocking, "row is kept out until it is fixed", "rows are kept out until they are fixed"),
                    Link.to("/quality").with("severity", "block").toString(),
                    fresh == 0 ? "None of them is new." : Numbers.whole(fresh) + " of them came up last night."));
        }
        long major = counts.freshMajor();
        if (major > 0) {
            needs.add(Need.of(
                    "major",
                    Weight.SOON,
                    Numbers.of(major, "major issue", "major issues") + " came up last night",
                    Link.to("/quality")
                            .with("severity", "major")
                            .with("status", "new")
                            .toString(),
                    "Numbers may be wrong until they are fixed."));
        }
        Due due = counts.due();
        if (due.assigned() + due.again() > 0) {
            needs.add(Need.of(
                    "mine",
                    Weight.SOON,
                    Numbers.of(due.assigned() + due.again(), "issue is", "issues are") + " with you",
                    Link.to("/quality").with("status", "mine").toString(),
                    due.again() == 0
                            ? ""
                            : Numbers.of(due.again(), "of them was to be looked", "of them were to be looked")
                                    + " at again by today."));
        }
        if (due.expiring() > 0) {
            needs.add(Need.of(
                    "exceptions",
                    Weight.KNOW,
                    Numbers.of(due.expiring(), "exception ends", "exceptions end") + " within a week",
                    Link.to("/quality").with("status", "excepted").toString(),
                    "What they excuse comes back then."));
        }
        return this;
    }

    /** Accounts, starters and agreements. */
    NeedReader work(WorkCounts.Counts counts) {
        if (counts.accounts() > 0) {
            needs.add(Need.of(
                    "accounts",
                    Weight.NOW,
                    Numbers.of(counts.accounts(), "account of somebody who left is", "accounts of people who left are")
                            + " open",
                    "/technology#accounts-to-disable",
                    counts.used() == 0
                            ? ""
                            : Numbers.whole(counts.used()) + (counts.used() == 1 ? " was" : " were")
                                    + " used after the last day."));
        }
        if (counts.starters() > 0) {
            needs.add(Need.of(
                    "starters",
                    counts.begun() > 0 ? Weight.NOW : Weight.SOON,
                    Numbers.of(counts.starters(), "person starts", "people start") + " without an account",
                    "/technology#starters-without-account",
                    counts.begun() == 0
                            ? ""
                            : Numbers.whole(counts.begun()) + " of them " + (counts.begun() == 1 ? "has" : "have")
                                    + " begun."));
        }
        if (counts.ending() + counts.ended() > 0) {
            needs.add(Need.of(
                    "agreements",
                    counts.ended() > 0 ? Weight.SOON : Weight.KNOW,
                    agreements(counts),
                    "/technology#agreements",
                    "Applications are used under them."));
        }
        return this;
    }

    private static String agreements(WorkCounts.Counts counts) {
        String ending = counts.ending() == 0
                ? ""
                : Numbers.of(counts.ending(), "privacy agreement ends", "privacy agreements end") + " within "
                        + ApplicationAnswers.ENDS_SOON + " days";
        if (counts.ended() == 0) {
            return ending;
        }
        return ending.isEmpty()
                ? Numbers.of(counts.ended(), "privacy agreement has ended", "privacy agreements have ended")
                : ending + ", " + Numbers.whole(counts.ended()) + (counts.ended() == 1 ? " has ended" : " have ended");
    }

    /** People who may be the same, for whoever decides it. */
    NeedReader pairs() {
        if (person.role().seesEveryNumber()) {
            long pairs = answers.identity(person.scope()).count("");
            if (pairs > 0) {
                needs.add(Need.of(
                        "pairs",
                        Weight.KNOW,
                        Numbers.of(pairs, "pair of records waits", "pairs of records wait") + " for a decision",
                        "/who-is-who",
                        "Are they the same person?"));
            }
        }
        return this;
    }

    /** Years to close and to open, for whoever may do it. */
    NeedReader years(DistrictHome home) {
        if (!person.role().seesEveryNumber()) {
            return this;
        }
        YearAnswers years = answers.schoolYears();
        toClose(years).ifPresent(needs::add);
        toOpen(home, years).ifPresent(needs::add);
        return this;
    }

    /** The latest year that is over and not closed; those before it were left open on purpose, or are history. */
    private Optional<Need> toClose(YearAnswers years) {
        Set<String> closed =
                years.closed().stream().map(YearAnswers.Closed::schoolYear).collect(Collectors.toSet());
        return years.spans().stream()
                .filter(span -> span.ends().isBefore(night))
                .findFirst()
                .filter(span -> !closed.contains(span.schoolYear()))
                .map(span -> Need.of(
                        "close",
                        Weight.KNOW,
                        span.schoolYear() + " is over and not closed",
                        "/years",
                        "It ended on " + Dates.brief(span.ends())
                                + "; until it is closed, data that comes late moves its numbers."));
    }

    private Optional<Need> toOpen(DistrictHome home, YearAnswers years) {
        try {
            Optional<SchoolYear> latest = Openings.of(home).latest();
            Optional<LocalDate> begins = latest.flatMap(year -> years.spans().stream()
                    .filter(span -> span.schoolYear().equals(year.toString()))
                    .map(span -> span.starts().plusYears(1))
                    .findFirst());
            if (begins.isEmpty()
                    || latest.isEmpty()
                    || begins.get().minusDays(OPENS_SOON).isAfter(today)) {
                return Optional.empty();
            }
            boolean begun = !begins.get().isAfter(today);
            return Optional.of(Need.of(
                    "open",
                    begun ? Weight.NOW : Weight.SOON,
                    latest.get().next() + " is not opened yet",
                    "/years",
                    begun
                            ? "By the calendar it has begun; no number of it is shown before."
                            : "By the calendar of the year before it begins about " + Dates.brief(begins.get()) + "."));
        } catch (YearException e) {
            return Optional.of(Need.of("open", Weight.NOW, "The record of the school years is at fault", "/years", ""));
        }
    }
}
