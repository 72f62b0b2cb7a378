package org.yearbook.dashboard.page.school;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Places;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Areas;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Levels;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.SchoolLine;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Unit;

/** Reads the list of schools out of one publication: those that the reader answers for. */
final class ListReader {

    private final Answers answers;
    private final Person person;

    ListReader(Answers answers, Person person) {
        this.answers = answers;
        this.person = person;
    }

    SchoolList read(SchoolChoice asked) {
        List<String> years = answers.years();
        String year = years.contains(asked.year()) ? asked.year() : years.isEmpty() ? "" : years.get(0);
        String running = answers.runningYear().orElse("");
        List<Organization> own = answers.organizations().stream()
                .filter(place -> !place.district() && person.scope().covers(place.id()))
                .toList();
        List<Organization> shown = own.stream()
                .filter(place ->
                        !Levels.ALL.contains(asked.level()) || place.level().equals(asked.level()))
                .sorted(Comparator.comparingInt((Organization place) -> Levels.ALL.indexOf(place.level()))
                        .thenComparing(Organization::name)
                        .thenComparing(Organization::id))
                .toList();
        List<SchoolLine> lines = answers.schools(person.scope()).list(year, shown);
        Set<Area> areas = EnumSet.noneOf(Area.class);
        lines.forEach(line -> areas.addAll(line.standings().keySet()));
        var link = new SchoolChoice(years.contains(asked.year()) ? year : "", asked.policy(), "");
        return new SchoolList(
                year,
                year.equals(running),
                Dates.full(answers.edition().asOf()),
                finding(lines),
                years.stream()
                        .map(name ->
                                new Option(name, name.equals(running) ? name + " so far" : name, name.equals(year)))
                        .toList(),
                Places.levels(own, asked.level()),
                areas.stream().map(Areas::words).toList(),
                lines.stream().map(line -> row(line, year, areas, link)).toList());
    }

    private static String finding(List<SchoolLine> lines) {
        if (lines.isEmpty()) {
            return "No school to show.";
        }
        List<Standing> all = lines.stream().flatMap(ListReader::standings).toList();
        String schools = lines.size() == 1 ? "One school: " : lines.size() + " schools: ";
        long most = lines.stream().mapToLong(ListReader::missed).max().orElse(0);
        List<SchoolLine> worst =
                lines.stream().filter(line -> missed(line) == most).toList();
        String who = most > 0 && worst.size() == 1 && lines.size() > 1
                ? " " + worst.get(0).school().name() + " misses most, " + most + "."
                : "";
        String headline = Standings.headline(all);
        return (headline.startsWith("No goals") ? headline : schools + headline) + who;
    }

    private static Stream<Standing> standings(SchoolLine line) {
        return line.standings().values().stream().flatMap(List::stream);
    }

    private static long missed(SchoolLine line) {
        return standings(line).filter(standing -> standing == Standing.NOT_MET).count();
    }

    private static SchoolList.Row row(SchoolLine line, String year, Set<Area> areas, SchoolChoice link) {
        var cells = new ArrayList<SchoolList.Cell>();
        areas.forEach(area -> cells.add(cell(area, line.standings())));
        return new SchoolList.Row(
                link.school(line.school().id()),
                line.school().name(),
                Levels.words(line.school().level()),
                students(line.members()),
                note(line, year),
                cells);
    }

    private static String students(Point members) {
        if (members.status() == Point.Status.SUPPRESSED) {
            return Standings.of(Standing.SUPPRESSED).words();
        }
        return members.value() == null ? "–" : Numbers.value(Unit.COUNT, members.value());
    }

    private static String note(SchoolLine line, String year) {
        boolean nobody =
                line.members().value() == null || line.members().value().signum() == 0;
        return nobody && !line.lastYear().isEmpty() && line.lastYear().compareTo(year) < 0
                ? "Last students in " + line.lastYear()
                : "";
    }

    private static SchoolList.Cell cell(Area area, Map<Area, List<Standing>> standings) {
        List<Standing> own = standings.getOrDefault(area, List.of());
        List<Standing> judged = own.stream()
                .filter(standing ->
                        standing == Standing.MET || standing == Standing.NEAR || standing == Standing.NOT_MET)
                .toList();
        long met = judged.stream().filter(standing -> standing == Standing.MET).count();
        // They are listed from the best to the worst.
        Standing worst = judged.stream().max(Comparator.naturalOrder()).orElse(Standing.NO_GOAL);
        String words = !judged.isEmpty()
                ? met + " of " + judged.size()
                : own.isEmpty() ? "No number" : own.size() == 1 ? "1 number" : own.size() + " numbers";
        return new SchoolList.Cell(Areas.words(area), Standings.of(worst), words);
    }
}
