package org.yearbook.dashboard.api.board;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.AskedYear;
import org.yearbook.dashboard.api.Codes;
import org.yearbook.dashboard.api.Decimals;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.glance.BoardBook;
import org.yearbook.dashboard.glance.BoardPlan;
import org.yearbook.dashboard.state.Person;
import org.yearbook.definitions.Board;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.BoardAnswers;
import org.yearbook.warehouse.answer.Comparison;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.GroupGap;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Trend;

/** The boards, out of the same answers as their pages, with the same numbers hidden. */
@RestController
class BoardsApi {

    private final Published published;
    private final BoardBook book;

    BoardsApi(Published published, BoardBook book) {
        this.published = published;
        this.book = book;
    }

    /** A board in the list of all, with how its numbers stand at a place. */
    record LineData(
            String board,
            String title,
            String question,
            String organizationId,
            String schoolYear,
            List<String> metrics,
            StandingData standings) {}

    /** Numbers by where they stand. */
    record StandingData(long met, long near, long notMet, long noGoal, long noData, long suppressed) {

        static StandingData of(List<Standing> standings) {
            return new StandingData(
                    count(standings, Standing.MET::equals),
                    count(standings, Standing.NEAR::equals),
                    count(standings, Standing.NOT_MET::equals),
                    count(standings, Standing.NO_GOAL::equals),
                    count(standings, Standing.NO_DATA::equals),
                    count(standings, Standing.SUPPRESSED::equals));
        }

        private static long count(List<Standing> standings, Predicate<Standing> wanted) {
            return standings.stream().filter(wanted).count();
        }
    }

    /** One board at one place. */
    record BoardData(
            String board,
            String title,
            String question,
            String organizationId,
            String schoolYear,
            String groupDimension,
            String groupValue,
            List<NumberData> numbers,
            List<SchoolData> schools,
            List<GapData> gaps,
            int groupsLeftOut) {}

    /** One number of a board. */
    record NumberData(
            String metric,
            String authority,
            int version,
            @Nullable BigDecimal value,
            String unit,
            @Nullable Long n,
            String status,
            @Nullable BigDecimal goal,
            String standing) {}

    /** How the numbers of a board stand at one school. */
    record SchoolData(String organizationId, Map<String, String> standings) {}

    /** A student group that does less well than the place. */
    record GapData(
            String metric,
            String groupDimension,
            String groupValue,
            @Nullable BigDecimal value,
            @Nullable BigDecimal allValue,
            @Nullable BigDecimal difference,
            long n) {}

    @GetMapping(ApiPath.ROOT + "/boards")
    @Nullable
    Answered<List<LineData>> all(
            Person person,
            ServletWebRequest request,
            @RequestParam(defaultValue = "") String schoolYear,
            @RequestParam(defaultValue = "") String organizationId) {
        BoardPlan plan = book.now();
        return published.numbers(person, request, answers -> plan.all().toString(), answers -> {
            String year = AskedYear.of(answers, schoolYear);
            Organization place = place(answers, organizationId);
            List<Trend> trends = answers.boards(person.scope()).trends(place, Group.EVERYBODY);
            return Answered.of(
                    answers,
                    plan.all().stream()
                            .map(board -> {
                                List<Trend> own = on(plan, board, trends);
                                return new LineData(
                                        board.id(),
                                        board.title(),
                                        board.question(),
                                        place.id(),
                                        year,
                                        own.stream()
                                                .map(trend -> trend.metric().id())
                                                .toList(),
                                        StandingData.of(own.stream()
                                                .map(trend -> standing(trend, year))
                                                .toList()));
                            })
                            .toList());
        });
    }

    @GetMapping(ApiPath.ROOT + "/boards/{board}")
    @Nullable
    Answered<BoardData> one(
            Person person,
            ServletWebRequest request,
            @PathVariable String board,
            @RequestParam(defaultValue = "") String schoolYear,
            @RequestParam(defaultValue = "") String organizationId,
            @RequestParam(defaultValue = "all") String groupDimension,
            @RequestParam(defaultValue = "all") String groupValue) {
        BoardPlan plan = book.now();
        Board found = plan.find(board)
                .orElseThrow(() -> ApiException.of(
                        Trouble.NOT_FOUND, "There is no such board. " + ApiPath.ROOT + "/boards lists them."));
        return published.numbers(person, request, answers -> plan.all().toString(), answers -> {
            String year = AskedYear.of(answers, schoolYear);
            Organization place = place(answers, organizationId);
            BoardAnswers numbers = answers.boards(person.scope());
            List<Trend> everybody = on(plan, found, numbers.trends(place, Group.EVERYBODY));
            List<Metric> metrics = everybody.stream().map(Trend::metric).toList();
            Group group = group(numbers, metrics, year, place, new Group(groupDimension, groupValue));
            List<Trend> trends = group.everybody() ? everybody : on(plan, found, numbers.trends(place, group));
            BoardAnswers.GroupGaps gaps = numbers.gaps(
                    everybody.stream().filter(trend -> told(trend, year)).toList(), year);
            return Answered.of(
                    answers,
                    new BoardData(
                            found.id(),
                            found.title(),
                            found.question(),
                            place.id(),
                            year,
                            group.dimension(),
                            group.value(),
                            trends.stream().map(trend -> number(trend, year)).toList(),
                            schools(answers, numbers, metrics, year, group),
                            gaps.widestFirst().stream().map(BoardsApi::gap).toList(),
                            gaps.leftOut()));
        });
    }

    private static List<Trend> on(BoardPlan plan, Board board, List<Trend> trends) {
        return trends.stream()
                .filter(trend -> plan.of(trend.metric()).contains(board))
                .sorted(Comparator.comparing(trend -> trend.metric().id()))
                .toList();
    }

    private static boolean told(Trend trend, String year) {
        Point point = trend.reported(year);
        return point.value() != null || point.status() == Point.Status.SUPPRESSED;
    }

    private static NumberData number(Trend trend, String year) {
        Metric metric = trend.metric();
        Point point = trend.reported(year);
        Optional<Goal> goal = metric.goal(trend.authority(), year, trend.organization());
        return new NumberData(
                metric.id(),
                trend.authority(),
                point.version(),
                Decimals.plain(point.value()),
                Codes.of(metric.unit()),
                point.status() == Point.Status.SUPPRESSED ? null : point.n(),
                Codes.of(point.status()),
                goal.map(found -> Decimals.plain(found.value())).orElse(null),
                Codes.of(metric.standing(point, goal)));
    }

    private static Standing standing(Trend trend, String year) {
        return trend.metric()
                .standing(trend.reported(year), trend.metric().goal(trend.authority(), year, trend.organization()));
    }

    private static List<SchoolData> schools(
            Answers answers, BoardAnswers numbers, List<Metric> metrics, String year, Group group) {
        List<Organization> schools = answers.organizations().stream()
                .filter(place -> !place.district())
                .sorted(Comparator.comparing(Organization::id))
                .toList();
        Map<String, Map<String, String>> standings = new LinkedHashMap<>();
        schools.forEach(school -> standings.put(school.id(), new LinkedHashMap<>()));
        numbers.schools(metrics, year, schools, group).forEach((metric, compared) -> {
            for (Comparison.Row row : compared.rows()) {
                standings.computeIfAbsent(row.id(), id -> new LinkedHashMap<>()).put(metric, Codes.of(row.standing()));
            }
        });
        return standings.entrySet().stream()
                .filter(school -> !school.getValue().isEmpty())
                .map(school -> new SchoolData(school.getKey(), school.getValue()))
                .toList();
    }

    private static GapData gap(GroupGap gap) {
        return new GapData(
                gap.metric().id(),
                gap.dimension(),
                gap.value(),
                Decimals.plain(gap.point().value()),
                Decimals.plain(gap.all()),
                Decimals.plain(gap.difference()),
                gap.point().n());
    }

    private static Group group(
            BoardAnswers numbers, List<Metric> metrics, String year, Organization place, Group asked) {
        if (asked.everybody()) {
            return Group.EVERYBODY;
        }
        if (!numbers.groups(metrics, year, place).contains(asked)) {
            throw ApiException.of(
                    Trouble.BAD_PARAMETER,
                    "No number of this board is of that groupDimension and groupValue here; give both, as /values has"
                            + " them.");
        }
        return asked;
    }

    private static Organization place(Answers answers, String asked) {
        return answers.organizations().stream()
                .filter(place -> asked.isEmpty() ? place.district() : place.id().equals(asked))
                .findFirst()
                .orElseThrow(() -> ApiException.of(
                        Trouble.BAD_PARAMETER,
                        "There is no such organizationId. " + ApiPath.ROOT + "/organizations lists them."));
    }
}
