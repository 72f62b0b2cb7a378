package org.yearbook.dashboard.page.workbench;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.desk.Guides;
import org.yearbook.dashboard.state.AskedStatements;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SavedQueries;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.guide.Guide;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.publish.Audience;

/** Reads what stands beside the editor. */
@Component
class SideReader {

    private static final int FIRST = 6;

    private final Guides guides;
    private final SavedQueries queries;
    private final AskedStatements asked;
    private final District district;

    SideReader(Guides guides, SavedQueries queries, AskedStatements asked, District district) {
        this.guides = guides;
        this.queries = queries;
        this.asked = asked;
        this.district = district;
    }

    Side read(Person person, Audience audience) {
        List<Side.Subject> subjects =
                guides.of(audience).map(SideReader::subjects).orElse(List.of());
        int tables =
                subjects.stream().mapToInt(subject -> subject.tables().size()).sum();
        return new Side(
                tables == 0
                        ? "There is no such file yet, so there is nothing to ask. It comes with the next night."
                        : Numbers.of(tables, "table and view", "tables and views")
                                + " to ask, with one reading statement at a time.",
                subjects,
                kept(person).stream().limit(FIRST).toList(),
                lately(person).stream().limit(FIRST).toList());
    }

    private static List<Side.Subject> subjects(Guide guide) {
        return guide.bySubject().entrySet().stream()
                .map(entry -> new Side.Subject(
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(table -> new Side.Table(table.name(), table.about()))
                                .toList()))
                .toList();
    }

    List<Side.Kept> kept(Person person) {
        return queries.of(person).stream()
                .map(query -> new Side.Kept(
                        query.id(),
                        query.title(),
                        query.about(),
                        query.owner() == person.id() ? "you" : query.ownerName(),
                        query.audience().label(),
                        query.statement(),
                        query.owner() == person.id(),
                        query.shared(),
                        Dates.minute(query.changedAt(), district.zone())))
                .toList();
    }

    List<Side.Lately> lately(Person person) {
        return asked.of(person).stream()
                .map(one -> new Side.Lately(
                        one.id(),
                        Dates.minute(one.at(), district.zone()),
                        one.audience().label(),
                        one.statement(),
                        outcome(one.outcome(), one.rows())))
                .toList();
    }

    private static String outcome(String outcome, long rows) {
        return switch (outcome) {
            case "answered" -> Numbers.of(rows, "row", "rows");
            case "cut" -> "the first " + Numbers.of(rows, "row", "rows");
            case "stopped" -> "stopped";
            case "refused" -> "refused";
            default -> "no answer";
        };
    }
}
