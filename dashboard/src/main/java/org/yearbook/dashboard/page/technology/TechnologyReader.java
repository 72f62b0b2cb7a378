package org.yearbook.dashboard.page.technology;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.schedule.LastNight;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.NightAnswers;
import org.yearbook.warehouse.answer.NightAnswers.Delivery;
import org.yearbook.warehouse.answer.NightAnswers.Freshness;
import org.yearbook.warehouse.run.NotTaken;

/** Reads the work lists out of one publication, as far as a person may see them. */
final class TechnologyReader {

    /** Rows of each list on the page; the file has all. */
    static final int SHOWN = 25;

    private final LocalDate night;
    private final NightAnswers nights;
    private final AccessLists access;
    private final ApplicationLists applications;
    private final AskedDay day;

    TechnologyReader(Answers answers, Person person, AskedDay day) {
        this.night = answers.edition().asOf();
        this.nights = answers.nights();
        this.access = new AccessLists(answers.access(person.records()), day.on());
        this.applications = new ApplicationLists(answers.applications(person.records()), day.on());
        this.day = day;
    }

    WorkList<?> list(ListKind kind) {
        return switch (kind) {
            case ACCOUNTS, STARTERS, NAMES -> access.of(kind);
            case REVIEW, AGREEMENTS, LICENCES -> applications.of(kind);
        };
    }

    List<WorkList<?>> lists() {
        return Arrays.stream(ListKind.values()).<WorkList<?>>map(this::list).toList();
    }

    /** @param heard the last night that took in all that there was, if only nothing */
    TechnologyPage page(List<WorkList<?>> lists, LocalDate today, Optional<LocalDate> heard) {
        Map<String, String> missing = nights.heldBack().stream()
                .collect(Collectors.toMap(Delivery::source, TechnologyReader::missing, (one, other) -> one));
        var last = LastNight.of(night, heard, today);
        return new TechnologyPage(
                Dates.full(night),
                Dates.full(day.on()),
                day.on().toString(),
                day.first().toString(),
                day.last().toString(),
                day.fault(),
                last.isLongAgo() ? last.finding() + ". Accounts and sign-ons since then are not in these lists." : "",
                summary(lists),
                lists.stream().map(list -> section(list, missing)).toList());
    }

    private static String summary(List<WorkList<?>> lists) {
        long rows = lists.stream().mapToLong(list -> list.rows().size()).sum();
        long impossible =
                lists.stream().filter(list -> !list.unanswerable().isEmpty()).count();
        return (rows == 0 ? "Nothing is known that has to be done" : Numbers.of(rows, "thing to do", "things to do"))
                + (impossible == 0 ? "" : "; " + Numbers.of(impossible, "list cannot be made", "lists cannot be made"));
    }

    private TechnologyPage.Section section(WorkList<?> list, Map<String, String> missing) {
        ListKind kind = list.kind();
        boolean possible = list.unanswerable().isEmpty();
        int rows = list.rows().size();
        return new TechnologyPage.Section(
                kind.slug(),
                kind.title(),
                list.finding(),
                kind.todo(),
                list.unanswerable(),
                possible ? Numbers.whole(rows) : "–",
                rows > SHOWN ? "The first " + SHOWN + " of " + Numbers.whole(rows) + "; the file has all." : "",
                possible
                        ? Link.to("/technology/" + kind.slug() + ".csv")
                                .with("on", day.on().toString())
                                .toString()
                        : "",
                list.columns().stream()
                        .filter(column -> !column.heading().isEmpty())
                        .map(column -> new TechnologyPage.Heading(column.heading(), column.look()))
                        .toList(),
                list.cells(SHOWN),
                list.unknown(),
                nights.sourcesOf(kind.entities()).stream()
                        .map(found -> source(found, missing))
                        .toList());
    }

    private TechnologyPage.Source source(Freshness found, Map<String, String> missing) {
        LocalDate through = found.reaches();
        return new TechnologyPage.Source(
                found.source(),
                Dates.brief(through),
                Dates.age(through, night),
                found.isBehind(night),
                missing.getOrDefault(found.source(), ""));
    }

    private static String missing(Delivery held) {
        return NotTaken.isPull(held.source(), held.file()) ? "not pulled last night" : "a file held back";
    }
}
