package org.yearbook.dashboard.page.technology;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.Answers;

/**
 * A work list as scripts take it, or why they cannot: a script must not take an unanswered list for an empty one, nor
 * another day's for today's.
 */
public final class ListFile {

    private final ListKind kind;
    private final AskedDay day;
    private final WorkList<?> list;
    private final String notToday;

    private ListFile(ListKind kind, AskedDay day, WorkList<?> list, String notToday) {
        this.kind = kind;
        this.day = day;
        this.list = list;
        this.notToday = notToday;
    }

    /** {@return the names of all lists, in the order in which they matter} */
    public static List<String> slugs() {
        return Arrays.stream(ListKind.values()).map(ListKind::slug).toList();
    }

    /**
     * {@return the list of a name, if it is one}
     *
     * @param on the day asked for, as it stands in an address; empty for today
     */
    public static Optional<ListFile> read(Answers answers, Person person, String slug, String on, LocalDate today) {
        return ListKind.of(slug).map(kind -> {
            AskedDay day = AskedDay.of(on, answers.edition().asOf(), today);
            String notToday = on.isBlank() && !day.on().equals(today)
                    ? "There is no list for today: the last night was that of " + Dates.brief(day.first())
                            + ". Ask for a day from then to " + Dates.brief(day.last()) + ", such as ?on="
                            + day.first() + "."
                    : "";
            return new ListFile(kind, day, new TechnologyReader(answers, person, day).list(kind), notToday);
        });
    }

    /** {@return why the day cannot be asked for; empty when it can} */
    public String badDay() {
        return day.fault();
    }

    /** {@return why nobody can tell; empty when the list can be relied on} */
    public String unanswerable() {
        return notToday.isEmpty() ? list.unanswerable() : notToday;
    }

    public LocalDate on() {
        return day.on();
    }

    public String slug() {
        return kind.slug();
    }

    /** {@return what the list says, in a sentence} */
    public String finding() {
        return list.finding();
    }

    /** {@return what to do about it, in a sentence} */
    public String todo() {
        return kind.todo();
    }

    /** {@return what the list cannot say, a sentence each} */
    public List<String> unknown() {
        return list.unknown();
    }

    /** {@return the rows, each cell by the name of its column in the file} */
    public List<Map<String, @Nullable Object>> rows() {
        return list.data();
    }

    /** {@return the records of people in it} */
    public List<Seen> seen() {
        return list.seenInFirst(list.rows().size());
    }

    /** {@return what the audit says of it} */
    public String subject() {
        return kind.slug() + " on=" + day.on();
    }

    String text() {
        return list.lines().collect(Collectors.joining());
    }
}
