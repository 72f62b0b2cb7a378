package org.yearbook.dashboard.page.school;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.chart.Spark;
import org.yearbook.dashboard.glance.SourceAges;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Areas;
import org.yearbook.dashboard.words.Changes;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.dashboard.words.Levels;
import org.yearbook.dashboard.words.MetricOrder;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.dashboard.words.Severities;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.GroupGap;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.IssueFilter;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Policy;
import org.yearbook.warehouse.answer.QualityAnswers.Counts;
import org.yearbook.warehouse.answer.RecordClass;
import org.yearbook.warehouse.answer.SchoolFacts;
import org.yearbook.warehouse.answer.SchoolNumber;
import org.yearbook.warehouse.answer.SchoolView;
import org.yearbook.warehouse.answer.Similar;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Unit;

/** Reads the page of one school out of one publication. */
final class SchoolReader {

    /** More gaps than these are read by nobody; the page of each number has all its groups. */
    private static final int MOST_GAPS = 8;

    private static final Precision WHOLE = new Precision(Unit.COUNT, 0);

    private final Answers answers;
    private final Person person;
    private final IssueDecisions decisions;
    private final RefreshWatch refreshes;
    private final int few;

    SchoolReader(Answers answers, Person person, IssueDecisions decisions, RefreshWatch refreshes, int few) {
        this.answers = answers;
        this.person = person;
        this.decisions = decisions;
        this.refreshes = refreshes;
        this.few = few;
    }

    SchoolPage read(Organization school, SchoolChoice asked, List<Organization> places) {
        List<String> years = answers.years();
        String running = answers.runningYear().orElse("");
        SchoolView view = answers.schools(person.scope())
                .school(school, years.contains(asked.year()) ? asked.year() : "", asked.policy(), places);
        List<SchoolNumber> shown = view.numbers().stream()
                .filter(SchoolWords::shown)
                .sorted(Comparator.comparing(SchoolNumber::metric, MetricOrder.IN_ORDER))
                .toList();
        return new SchoolPage(
                head(view, view.year().equals(running)),
                view.year(),
                before(view),
                SchoolWords.finding(
                        view, shown.stream().map(SchoolNumber::standing).toList()),
                SchoolWords.note(view),
                years.stream()
                        .map(year -> new Option(
                                year, year.equals(running) ? year + " so far" : year, year.equals(view.year())))
                        .toList(),
                List.of(
                        new Option("", "As reported each year", asked.policy() == Policy.AS_REPORTED),
                        new Option(
                                Policy.RESTATED.code(),
                                "Under the latest definition",
                                asked.policy() == Policy.RESTATED)),
                areas(shown, view),
                SchoolWords.absent(view, asked.policy()),
                gaps(view),
                alike(view, shown, asked),
                quality(school),
                SourceAges.of(answers.nights().freshness(), answers.edition().asOf(), refreshes.ages(answers)));
    }

    private static String before(SchoolView view) {
        return view.numbers().isEmpty() ? "" : view.numbers().get(0).change().since();
    }

    private SchoolPage.Head head(SchoolView view, boolean soFar) {
        SchoolFacts facts = view.facts();
        Organization school = facts.school();
        BigDecimal members = facts.members().value();
        Long staff = view.staff();
        return new SchoolPage.Head(
                school.id(),
                school.name(),
                Stream.of(
                                Levels.words(school.level()),
                                SchoolWords.grades(facts.grades()),
                                members == null ? "" : counted(members, "student"),
                                staff == null ? "" : counted(BigDecimal.valueOf(staff), "staff"))
                        .filter(fact -> !fact.isEmpty())
                        .toList(),
                soFar,
                Dates.full(answers.edition().asOf()),
                answers.edition().publication());
    }

    private static String counted(BigDecimal number, String what) {
        boolean plural = number.compareTo(BigDecimal.ONE) != 0 && !what.equals("staff");
        return Numbers.value(Unit.COUNT, number) + " " + what + (plural ? "s" : "");
    }

    private List<SchoolPage.AreaPart> areas(List<SchoolNumber> shown, SchoolView view) {
        Map<Area, List<SchoolNumber>> byArea = new EnumMap<>(Area.class);
        shown.forEach(number -> byArea.computeIfAbsent(number.metric().area(), area -> new ArrayList<>())
                .add(number));
        return byArea.entrySet().stream()
                .map(area -> new SchoolPage.AreaPart(
                        area.getKey().name().toLowerCase(Locale.ROOT),
                        Areas.words(area.getKey()),
                        area.getValue().stream()
                                .map(number -> row(number, money(area.getValue()), view))
                                .toList()))
                .toList();
    }

    private static List<BigDecimal> money(List<SchoolNumber> numbers) {
        return numbers.stream()
                .filter(number -> number.metric().unit() == Unit.CURRENCY)
                .flatMap(number -> Optional.ofNullable(number.point().value()).stream())
                .toList();
    }

    private SchoolPage.NumberRow row(SchoolNumber number, List<BigDecimal> money, SchoolView view) {
        Metric metric = number.metric();
        Point point = number.point();
        Precision precision = Precision.among(metric.unit(), point.value(), money);
        String note = SchoolWords.changeNote(number);
        return new SchoolPage.NumberRow(
                metric.id(),
                metric.label(),
                link(metric, view.facts().school(), view.year(), ""),
                value(number, precision),
                Standings.of(number.standing()),
                number.goal()
                        .map(goal -> Numbers.goalWithSide(metric.unit(), metric.direction(), goal.value()))
                        .orElse(""),
                SchoolWords.gap(number, precision, ""),
                Changes.of(metric, precision, point.value(), number.change()),
                note,
                Spark.of(number.line(), view.year()),
                SchoolWords.years(number),
                point.value() != null && point.n() < few ? "only " + point.n() + " counted" : "",
                view.similar().middle(metric.id()).map(precision::value).orElse(""));
    }

    private static String link(Metric metric, Organization school, String year, String group) {
        return Link.to("/metrics/" + metric.id())
                .with("school", school.id())
                .with("year", year)
                .with("group", group)
                .toString();
    }

    private static String value(SchoolNumber number, Precision precision) {
        BigDecimal value = number.point().value();
        return value == null
                ? Standings.of(number.standing()).words()
                : precision.against(value, number.goal().map(goal -> goal.value()));
    }

    private SchoolPage.Gaps gaps(SchoolView view) {
        List<GroupGap> widest = view.gaps().stream().limit(MOST_GAPS).toList();
        int out = view.groupsLeftOut();
        String leftOut = out == 0
                ? ""
                : out == 1
                        ? "One number of a group is left out: it speaks of fewer than " + few + " students."
                        : out + " numbers of groups are left out: they speak of fewer than " + few + " students each.";
        String finding = widest.isEmpty()
                ? "No group is known to do less well than the school"
                : "Widest gap: " + group(widest.get(0)) + ", "
                        + Numbers.size(
                                widest.get(0).metric().unit(),
                                widest.get(0).all(),
                                widest.get(0).difference())
                        + side(widest.get(0)) + " the school in "
                        + widest.get(0).metric().label().toLowerCase(Locale.US);
        return new SchoolPage.Gaps(
                finding, widest.stream().map(gap -> gap(gap, view)).toList(), leftOut);
    }

    private static String side(GroupGap gap) {
        return gap.difference().signum() > 0 ? " above" : " below";
    }

    private static String group(GroupGap gap) {
        return Groups.value(gap.dimension(), gap.value());
    }

    private static SchoolPage.GapRow gap(GroupGap gap, SchoolView view) {
        Unit unit = gap.metric().unit();
        Optional<BigDecimal> value = Optional.ofNullable(gap.point().value());
        Precision precision = Precision.of(
                unit, Stream.concat(value.stream(), Stream.of(gap.all())).toList());
        return new SchoolPage.GapRow(
                group(gap),
                gap.metric().label(),
                link(gap.metric(), view.facts().school(), view.year(), new Group(gap.dimension(), gap.value()).code()),
                value.map(precision::value).orElse(""),
                precision.value(gap.all()),
                precision.size(gap.difference()),
                Numbers.whole(gap.point().n()));
    }

    private SchoolPage.Alike alike(SchoolView view, List<SchoolNumber> shown, SchoolChoice asked) {
        Similar similar = view.similar();
        if (similar.neighbours().isEmpty()) {
            return new SchoolPage.Alike(SchoolWords.alike(view), "", false, List.of(), List.of());
        }
        List<SchoolPage.Place> places = Stream.concat(
                        Stream.of(place(view.facts(), "")),
                        similar.neighbours().stream().map(neighbour -> {
                            Organization school = neighbour.facts().school();
                            boolean opens = person.scope().covers(school.id());
                            return place(neighbour.facts(), opens ? asked.school(school.id()) : "");
                        }))
                .toList();
        List<SchoolPage.SideBySide> numbers = shown.stream()
                .filter(number -> similar.neighbours().stream()
                        .anyMatch(neighbour ->
                                neighbour.points().containsKey(number.metric().id())))
                .map(number -> sideBySide(number, similar))
                .toList();
        return new SchoolPage.Alike(
                SchoolWords.alike(view),
                SchoolWords.rule(view),
                shown.stream()
                        .anyMatch(number -> similar.middle(number.metric().id()).isPresent()),
                places,
                numbers);
    }

    private static SchoolPage.SideBySide sideBySide(SchoolNumber number, Similar similar) {
        Metric metric = number.metric();
        List<Optional<Point>> points = Stream.concat(
                        Stream.of(Optional.of(number.point())),
                        similar.neighbours().stream()
                                .map(neighbour ->
                                        Optional.ofNullable(neighbour.points().get(metric.id()))))
                .toList();
        Precision precision = Precision.of(
                metric.unit(),
                points.stream()
                        .flatMap(Optional::stream)
                        .flatMap(point -> Optional.ofNullable(point.value()).stream())
                        .toList());
        return new SchoolPage.SideBySide(
                metric.label(),
                points.stream()
                        .map(point ->
                                point.map(found -> words(precision, found)).orElse("–"))
                        .toList());
    }

    private static SchoolPage.Place place(SchoolFacts facts, String link) {
        return new SchoolPage.Place(
                facts.school().name(),
                link,
                words(WHOLE, facts.members()),
                SchoolFacts.PROGRAMS.stream()
                        .map(program -> share(facts, program))
                        .toList());
    }

    private static String share(SchoolFacts facts, String program) {
        Point students = facts.programs().get(program);
        if (students == null) {
            return "–";
        }
        return facts.share(program)
                .map(share -> Numbers.value(Unit.PERCENT, share))
                .orElse(words(WHOLE, students));
    }

    private static String words(Precision precision, Point point) {
        if (point.value() != null) {
            return precision.value(point.value());
        }
        return point.status() == Point.Status.SUPPRESSED
                ? Standings.of(Standing.SUPPRESSED).words()
                : "–";
    }

    private SchoolPage.Quality quality(Organization school) {
        Counts counts = answers.quality(person.records(), decisions)
                .counts(IssueFilter.open().withSchool(school.id()));
        Link link = Link.to("/quality").with("school", school.id());
        String kinds = person.role().records().size() == RecordClass.all().size()
                ? ""
                : "Counted in the kinds of records that you see: "
                        + person.role().records().stream()
                                .sorted()
                                .map(RecordClass::words)
                                .collect(Collectors.joining(", "))
                                .toLowerCase(Locale.US)
                        + ".";
        return new SchoolPage.Quality(
                counts.total() == 0
                        ? "No open issue in the school's records"
                        : Numbers.whole(counts.total())
                                + (counts.total() == 1 ? " open issue" : " open issues")
                                + " in the school's records"
                                + (counts.block() > 0 ? ", " + Numbers.whole(counts.block()) + " blocking" : ""),
                Severities.ALL.stream()
                        .map(severity -> severity(severity, counts.of(severity.code()), link))
                        .toList(),
                kinds,
                link.toString());
    }

    private static SchoolPage.Severity severity(Severities severity, long count, Link link) {
        return new SchoolPage.Severity(
                severity.code(),
                severity.words(),
                Numbers.whole(count),
                count == 0 ? "" : link.with("severity", severity.code()).toString());
    }
}
