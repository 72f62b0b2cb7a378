package org.yearbook.dashboard.page.boards;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.yearbook.dashboard.glance.Alike;
import org.yearbook.dashboard.glance.BoardPlan;
import org.yearbook.dashboard.glance.BoardStanding;
import org.yearbook.dashboard.glance.Findings;
import org.yearbook.dashboard.glance.Overview;
import org.yearbook.dashboard.glance.Tile;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Places;
import org.yearbook.dashboard.page.boards.BoardPage.Gaps;
import org.yearbook.dashboard.page.boards.BoardPage.GroupOptions;
import org.yearbook.dashboard.page.boards.BoardPage.Missing;
import org.yearbook.dashboard.page.boards.BoardPage.StandOut;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.dashboard.words.Levels;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.dashboard.words.SchoolYears;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.definitions.Board;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.BoardAnswers;
import org.yearbook.warehouse.answer.BoardAnswers.GroupGaps;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.GroupGap;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Trend;

/** Reads the boards out of one publication. */
final class BoardReader {

    private static final int GAPS = 6;

    /** One number with many groups would take all the room. */
    private static final int GAPS_OF_ONE = 3;

    private final Answers answers;
    private final BoardAnswers numbers;
    private final Person person;
    private final BoardPlan book;
    private final int few;
    private final BoardChoice asked;
    private final List<String> years;
    private final List<Organization> places;
    private final Organization place;
    private final String year;
    private final String running;

    BoardReader(Answers answers, Person person, BoardPlan book, int few, BoardChoice asked) {
        this.answers = answers;
        this.numbers = answers.boards(person.scope());
        this.person = person;
        this.book = book;
        this.few = few;
        this.asked = asked;
        this.years = answers.years();
        this.places = answers.organizations();
        this.place = Places.meant(person.scope(), places, asked.school()).orElse(Places.NONE);
        this.year = years.contains(asked.year()) ? asked.year() : years.isEmpty() ? "" : years.get(0);
        this.running = answers.runningYear().orElse("");
    }

    BoardsPage all() {
        List<Trend> trends = numbers.trends(place, Group.EVERYBODY);
        return new BoardsPage(
                place.name(),
                year,
                year.equals(running),
                Dates.full(answers.edition().asOf()),
                Standings.headline(Overview.of(trends, year).standings()),
                Link.to("/leadership")
                        .with("school", asked.school())
                        .with("year", asked.year())
                        .toString(),
                placeOptions(),
                yearOptions(),
                book.all().stream().map(board -> card(board, on(board, trends))).toList(),
                person.role().districtWide() ? book.faults() : List.of());
    }

    private BoardsPage.Card card(Board board, List<Trend> trends) {
        var standing = BoardStanding.of(board, trends, year);
        int without = trends.size() - standing.numbers();
        return new BoardsPage.Card(
                board.id(),
                board.title(),
                board.question(),
                asked.link("/boards/" + board.id()).toString(),
                standing.words(),
                standing.mark(),
                finding(trends),
                without == 0 ? "" : Numbers.of(without, "number has", "numbers have") + " no value here.");
    }

    /** {@return the trends of a board's metrics, in its order; those of its areas come last} */
    private List<Trend> on(Board board, List<Trend> trends) {
        return trends.stream()
                .filter(trend -> book.of(trend.metric()).contains(board))
                .sorted(Comparator.comparingInt((Trend trend) -> {
                            int at = board.metrics().indexOf(trend.metric().id());
                            return at < 0 ? Integer.MAX_VALUE : at;
                        })
                        .thenComparing(trend -> trend.metric().label()))
                .toList();
    }

    /** The first number of a board whose goal is not met; else that is close to it, met, or has none. */
    private String finding(List<Trend> trends) {
        return trends.stream()
                .filter(trend -> trend.reported(year).value() != null)
                .min(Comparator.comparingInt(this::need))
                .map(trend -> Findings.trend(trend, year, SchoolYears.before(year)) + ".")
                .orElse("");
    }

    private int need(Trend trend) {
        Standing standing =
                trend.metric().standing(trend.reported(year), trend.metric().goal(trend.authority(), year, place));
        return switch (standing) {
            case NOT_MET -> 0;
            case NEAR -> 1;
            case MET -> 2;
            case NO_GOAL, NO_DATA, SUPPRESSED -> 3;
        };
    }

    BoardPage one(Board board) {
        List<Trend> everybody = on(board, numbers.trends(place, Group.EVERYBODY));
        List<Metric> metrics = everybody.stream().map(Trend::metric).toList();
        List<Group> groups = numbers.groups(metrics, year, place);
        Group wanted = Group.of(asked.group());
        Group group = groups.contains(wanted) ? wanted : Group.EVERYBODY;
        List<Trend> trends = group.everybody() ? everybody : on(board, numbers.trends(place, group));
        List<Trend> told = trends.stream().filter(this::told).toList();
        return new BoardPage(
                head(board, group, told),
                new BoardPage.Filters(
                        placeOptions(),
                        yearOptions(),
                        Places.levels(places, asked.level()),
                        groupOptions(groups, group)),
                book.all().stream()
                        .map(other -> new Option(
                                other.id(),
                                other.title(),
                                asked.link("/boards/" + other.id()).toString(),
                                other.id().equals(board.id())))
                        .toList(),
                told.stream().map(trend -> tile(trend, told)).toList(),
                schools(metrics, group),
                gaps(everybody),
                trends.stream()
                        .filter(trend -> !told(trend))
                        .map(trend -> missing(trend, group))
                        .toList());
    }

    private boolean told(Trend trend) {
        Point point = trend.reported(year);
        return point.value() != null || point.status() == Point.Status.SUPPRESSED;
    }

    private BoardPage.Head head(Board board, Group group, List<Trend> told) {
        return new BoardPage.Head(
                board.id(),
                board.title(),
                board.question(),
                place.name(),
                group.everybody() ? "" : words(group),
                year,
                year.equals(running),
                Dates.full(answers.edition().asOf()),
                answers.edition().publication(),
                told.isEmpty()
                        ? "No number of this board has a value here."
                        : Standings.headline(Overview.of(told, year).standings()),
                finding(told));
    }

    private Tile tile(Trend trend, List<Trend> told) {
        Metric metric = trend.metric();
        return Tile.of(
                trend, year, SchoolYears.before(year), Alike.precision(trend, told, year), few, full(metric), false);
    }

    private String full(Metric metric) {
        return Link.to("/leadership")
                .with("metric", metric.id())
                .with("year", asked.year())
                .with("school", place.id())
                .toString();
    }

    private StandOut schools(List<Metric> metrics, Group group) {
        List<Organization> schools = places.stream()
                .filter(school -> !school.district())
                .filter(school ->
                        !Levels.ALL.contains(asked.level()) || school.level().equals(asked.level()))
                .toList();
        var found = new SchoolsThatStandOut();
        Map<String, Metric> byId = new LinkedHashMap<>();
        metrics.forEach(metric -> byId.put(metric.id(), metric));
        numbers.schools(metrics, year, schools, group).forEach((id, compared) -> {
            Metric metric = byId.get(id);
            if (metric != null) {
                found.add(metric, compared);
            }
        });
        return found.of(schools, place, this::pageOf);
    }

    private String pageOf(Organization school) {
        return person.role().seesWholeSchools() && person.scope().covers(school.id())
                ? Link.to("/schools/" + Link.part(school.id()))
                        .with("year", asked.year())
                        .toString()
                : "";
    }

    private Gaps gaps(List<Trend> trends) {
        GroupGaps found = numbers.gaps(trends.stream().filter(this::told).toList(), year);
        Map<String, Integer> told = new HashMap<>();
        List<GroupGap> widest = found.widestFirst().stream()
                .filter(gap -> told.merge(gap.metric().id(), 1, Integer::sum) <= GAPS_OF_ONE)
                .limit(GAPS)
                .toList();
        String all = place.district() ? "the district" : "the school";
        String finding = widest.isEmpty()
                ? "No group is known to do less well than " + all
                : "Widest gap: " + group(widest.get(0)) + ", "
                        + Numbers.size(
                                widest.get(0).metric().unit(),
                                widest.get(0).all(),
                                widest.get(0).difference())
                        + (widest.get(0).difference().signum() > 0 ? " above " : " below ") + all + " in "
                        + widest.get(0).metric().label().toLowerCase(Locale.US);
        return new Gaps(finding, widest.stream().map(this::row).toList(), leftOut(found.leftOut()));
    }

    private String leftOut(int out) {
        if (out == 0) {
            return "";
        }
        return Numbers.of(out, "number of a group is", "numbers of groups are") + " left out: fewer than " + few
                + " students, or they would let such be worked out.";
    }

    private BoardPage.GapRow row(GroupGap gap) {
        Metric metric = gap.metric();
        Optional<BigDecimal> value = Optional.ofNullable(gap.point().value());
        Precision precision = Precision.of(
                metric.unit(),
                Stream.concat(value.stream(), Stream.of(gap.all())).toList());
        return new BoardPage.GapRow(
                group(gap),
                metric.label(),
                Link.to("/leadership")
                        .with("metric", metric.id())
                        .with("year", asked.year())
                        .with("school", place.id())
                        .with("group", Groups.PROGRAMS.contains(gap.dimension()) ? "program" : gap.dimension())
                        .toString(),
                value.map(precision::value).orElse(""),
                precision.value(gap.all()),
                precision.size(gap.difference()),
                Numbers.whole(gap.point().n()));
    }

    private static String group(GroupGap gap) {
        return Groups.value(gap.dimension(), gap.value());
    }

    private static String words(Group group) {
        return Groups.value(group.dimension(), group.value());
    }

    /** Why a number of the board is not told here. */
    private Missing missing(Trend trend, Group group) {
        Metric metric = trend.metric();
        Optional<Point> other = trend.reported().stream()
                .filter(point -> point.value() != null)
                .max(Comparator.comparing(Point::schoolYear));
        String why;
        if (metric.inForce(trend.authority(), year).isEmpty()) {
            why = "no definition is in force for " + year;
        } else if (other.isPresent()) {
            why = "not known for " + year + "; the latest is "
                    + Numbers.value(
                            metric.unit(), Objects.requireNonNull(other.get().value())) + " for "
                    + other.get().schoolYear();
        } else if (!group.everybody()) {
            why = "not counted for this group";
        } else if (!place.district()) {
            why = "not counted for a single school";
        } else {
            why = "what it is made of was not delivered";
        }
        return new Missing(metric.label(), "/metrics/" + metric.id(), why);
    }

    private List<Option> placeOptions() {
        return places.stream()
                .map(found -> new Option(
                        found.id(),
                        found.district() ? "The whole district" : found.name(),
                        found.id().equals(place.id())))
                .toList();
    }

    private List<Option> yearOptions() {
        return years.stream()
                .map(name -> new Option(name, name.equals(running) ? name + " so far" : name, name.equals(year)))
                .toList();
    }

    /** Groups in people's words; of programs, those who are in. */
    private static List<GroupOptions> groupOptions(List<Group> groups, Group chosen) {
        Map<String, List<Option>> byDimension = new LinkedHashMap<>();
        groups.stream()
                .filter(group -> !Groups.PROGRAMS.contains(group.dimension()) || Groups.yes(group.value()))
                .sorted(Comparator.comparingInt(group -> Groups.rank(group.dimension(), group.value())))
                .forEach(group -> byDimension
                        .computeIfAbsent(
                                Groups.PROGRAMS.contains(group.dimension())
                                        ? "Programs"
                                        : Groups.dimension(group.dimension()),
                                dimension -> new ArrayList<>())
                        .add(new Option(group.code(), words(group), group.equals(chosen))));
        return byDimension.entrySet().stream()
                .map(entry -> new GroupOptions(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(GroupOptions::dimension))
                .toList();
    }
}
