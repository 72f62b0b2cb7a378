package org.yearbook.dashboard.page.today;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.glance.BoardPlan;
import org.yearbook.dashboard.glance.BoardStanding;
import org.yearbook.dashboard.glance.SourceAges;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.today.TodayPage.BoardLine;
import org.yearbook.dashboard.page.today.TodayPage.Boards;
import org.yearbook.dashboard.page.today.TodayPage.LeftOut;
import org.yearbook.dashboard.page.today.TodayPage.Moves;
import org.yearbook.dashboard.page.today.TodayPage.Need;
import org.yearbook.dashboard.page.today.TodayPage.Part;
import org.yearbook.dashboard.page.today.TodayPage.Weight;
import org.yearbook.dashboard.schedule.NightStanding;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.MetricOrder;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.Runs;
import org.yearbook.warehouse.why.Asker;
import org.yearbook.warehouse.why.EarlierNights;

/** Reads the front page of one person out of one publication. */
final class TodayReader {

    /** Whoever looks after more schools than this is told how many are left out, and where they are. */
    private static final int PLACES = 4;

    private static final int AHEAD = 31;

    private final Answers answers;
    private final Person person;
    private final BoardPlan boards;
    private final LocalDate today;
    private final LocalDate night;
    private final String year;
    private final String running;

    TodayReader(Answers answers, Person person, BoardPlan boards, LocalDate today) {
        this.answers = answers;
        this.person = person;
        this.boards = boards;
        this.today = today;
        this.night = answers.edition().asOf();
        this.year = answers.years().stream().findFirst().orElse("");
        this.running = answers.runningYear().orElse("");
    }

    TodayPage read(
            EarlierNights earlier,
            KeptCounts counts,
            IssueDecisions decisions,
            Optional<NightStanding> missing,
            RefreshWatch refreshes,
            DistrictHome home) {
        List<Organization> all = places();
        List<Organization> places = all.stream().limit(PLACES).toList();
        var sources =
                SourceAges.of(answers.nights().freshness(person.records().kinds()), night, refreshes.ages(answers));
        var needs = new ArrayList<Need>();
        needs.addAll(new NeedReader(answers, person, today)
                .night(missing, new Runs(home).lastHeard())
                .data(sources)
                .issues(counts.issues().of(answers, person.records(), decisions, person.id()))
                .work(counts.work().of(answers, person, workDay()))
                .years(home)
                .pairs()
                .found());
        var moves = new ArrayList<Moves>();
        var lines = new Boards("", List.of());
        boolean met = false;
        var mover = new MoveReader(answers.edition().publication(), running);
        for (Organization place : places) {
            List<Trend> trends = trends(place);
            goals(place, places.size() == 1, trends).ifPresent(needs::add);
            moves.add(mover.read(
                    place,
                    places.size() == 1,
                    trends,
                    earlier.before(
                            new Asker(person.scope(), person.records()),
                            answers.edition().publication(),
                            place.id())));
            met |= trends.stream().anyMatch(trend -> standing(trend, place) == Standing.MET);
            if (lines.lines().isEmpty()) {
                lines = new Boards(places.size() == 1 ? "" : place.name(), lines(place, trends));
            }
        }
        if (places.isEmpty()) {
            needs.add(Need.of(
                    "places",
                    Weight.NOW,
                    "You are signed in, and no school is entered for you",
                    "/password",
                    "Ask an administrator to enter the schools that you work for."));
        }
        List<Need> ordered =
                needs.stream().sorted(Comparator.comparing(Need::weight)).toList();
        return new TodayPage(
                Dates.full(today),
                Dates.full(night),
                words(places),
                headline(ordered),
                ordered,
                quiet(met, all.size() > places.size()),
                moves,
                lines,
                leftOut(all.size() - places.size()),
                sources);
    }

    /** Goals that are missed stand among the needs; without any that is met, none was judged. */
    private static String quiet(boolean met, boolean some) {
        return "Nothing is late, nothing is held back, and "
                + (met ? "every goal " + (some ? "of these schools " : "") + "is met" : "no goal is judged yet")
                + ". Have a good day.";
    }

    private LeftOut leftOut(int schools) {
        if (schools == 0) {
            return new LeftOut("", "");
        }
        String more = Numbers.of(schools, "more school", "more schools") + " that you look after: ";
        // The page of all schools is not for everybody.
        return person.role().seesWholeSchools()
                ? new LeftOut(more + "see Schools", "/schools")
                : new LeftOut(more + "choose one on Boards", "/boards");
    }

    private Standing standing(Trend trend, Organization place) {
        return trend.metric().standing(trend.reported(year), trend.metric().goal(trend.authority(), year, place));
    }

    /** Accounts are known as they were on the night; who leaves and who starts, about a month ahead. */
    private LocalDate workDay() {
        return today.isBefore(night) || today.isAfter(night.plusDays(AHEAD)) ? night : today;
    }

    private List<Organization> places() {
        List<Organization> all = answers.organizations();
        if (person.role().districtWide()) {
            return all.stream().filter(Organization::district).toList();
        }
        return all.stream()
                .filter(place -> !place.district() && person.scope().covers(place.id()))
                .toList();
    }

    private static String words(List<Organization> places) {
        return places.stream()
                .map(place -> place.district() ? "The whole district" : place.name())
                .collect(Collectors.joining(", "));
    }

    private List<Trend> trends(Organization place) {
        return answers.metrics(person.scope()).trends(place).stream()
                .filter(trend -> boards.concerns(person.role(), trend.metric()))
                .sorted(Comparator.comparing(Trend::metric, MetricOrder.IN_ORDER))
                .toList();
    }

    private static String headline(List<Need> needs) {
        long now = needs.stream().filter(need -> need.weight() == Weight.NOW).count();
        long soon = needs.stream().filter(need -> need.weight() == Weight.SOON).count();
        if (now + soon == 0) {
            return needs.isEmpty() ? "Nothing needs you today" : "Nothing needs you today; there is something to know";
        }
        if (now == 0) {
            return "Nothing needs you today; " + Numbers.of(soon, "thing does", "things do") + " soon";
        }
        return Numbers.of(now, "thing needs", "things need") + " you today"
                + (soon == 0 ? "" : ", " + soon + " more soon");
    }

    private Optional<Need> goals(Organization place, boolean alone, List<Trend> trends) {
        List<Part> missed = parts(place, trends, Standing.NOT_MET);
        List<Part> near = parts(place, trends, Standing.NEAR);
        if (missed.isEmpty() && near.isEmpty()) {
            return Optional.empty();
        }
        String sentence = missed.isEmpty()
                ? Numbers.of(near.size(), "goal is close to being met", "goals are close to being met")
                : Numbers.of(missed.size(), "goal is not met", "goals are not met")
                        + (near.isEmpty() ? "" : ", " + near.size() + " close");
        return Optional.of(new Need(
                "goals-" + (place.district() ? "district" : place.id()),
                missed.isEmpty() ? Weight.KNOW : Weight.SOON,
                (alone ? "" : place.name() + ": ") + sentence,
                Link.to("/boards")
                        .with("school", place.district() ? "" : place.id())
                        .toString(),
                "",
                Stream.concat(missed.stream(), near.stream()).toList()));
    }

    private List<Part> parts(Organization place, List<Trend> trends, Standing wanted) {
        List<Part> parts = new ArrayList<>();
        for (Trend trend : trends) {
            Point point = trend.reported(year);
            Optional<Goal> goal = trend.metric().goal(trend.authority(), year, place);
            if (goal.isPresent() && trend.metric().standing(point, goal) == wanted) {
                parts.add(part(trend.metric(), point, goal.get(), wanted, place));
            }
        }
        return parts;
    }

    private Part part(Metric metric, Point point, Goal goal, Standing standing, Organization place) {
        return new Part(
                Standings.of(standing),
                metric.label(),
                Optional.ofNullable(point.value())
                                .map(value -> Numbers.against(metric.unit(), value, Optional.of(goal.value())))
                                .orElse("")
                        + ", goal " + Numbers.goalWithSide(metric.unit(), metric.direction(), goal.value()),
                Link.to("/leadership")
                        .with("metric", metric.id())
                        .with("school", place.district() ? "" : place.id())
                        .toString());
    }

    private List<BoardLine> lines(Organization place, List<Trend> trends) {
        return boards.all().stream()
                .map(board -> BoardStanding.of(
                        board,
                        trends.stream()
                                .filter(trend -> boards.of(trend.metric()).contains(board))
                                .toList(),
                        year))
                .filter(standing -> standing.numbers() > 0)
                .map(standing -> new BoardLine(
                        standing.board().id(),
                        standing.board().title(),
                        standing.words(),
                        standing.mark(),
                        Link.to("/boards/" + standing.board().id())
                                .with("school", place.district() ? "" : place.id())
                                .toString()))
                .toList();
    }
}
