package org.yearbook.dashboard.page.leadership;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.dashboard.chart.Bars;
import org.yearbook.dashboard.chart.TrendChart;
import org.yearbook.dashboard.glance.Alike;
import org.yearbook.dashboard.glance.Findings;
import org.yearbook.dashboard.glance.Overview;
import org.yearbook.dashboard.glance.Tile;
import org.yearbook.dashboard.page.FigureOrigin;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Places;
import org.yearbook.dashboard.words.Approvals;
import org.yearbook.dashboard.words.Areas;
import org.yearbook.dashboard.words.Authorities;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.GroupRows;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.dashboard.words.Lacks;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.SchoolYears;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Comparison;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.MetricAnswers;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Policy;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.home.District;

/** Reads the leadership page out of one publication. */
final class LeadershipReader {

    private final Answers answers;
    private final MetricAnswers metrics;
    private final Scope scope;
    private final District district;
    private final Notes notes;
    private final int few;
    private final List<String> years;
    private final List<Organization> organizations;
    private final String running;

    LeadershipReader(Answers answers, Scope scope, District district, Notes notes) {
        this.answers = answers;
        this.metrics = answers.metrics(scope);
        this.scope = scope;
        this.district = district;
        this.notes = notes;
        this.few = district.minimumGroupSize();
        this.years = answers.years();
        this.organizations = answers.organizations();
        this.running = answers.runningYear().orElse("");
    }

    Leadership read(Choice asked) {
        Organization place = Places.meant(scope, organizations, asked.school()).orElse(Places.NONE);
        String year = years.contains(asked.year()) ? asked.year() : years.isEmpty() ? "" : years.get(0);
        String before = SchoolYears.before(year);
        var overview = Overview.of(metrics.trends(place), year);
        Optional<Metric> chosen = overview.chosen(asked.metric());
        Area area = chosen.map(Metric::area).orElse(Area.OTHER);
        var choice = new Choice(
                chosen.map(Metric::id).orElse(""), asked.year(), asked.school(), asked.authority(), asked.group());
        return new Leadership(
                place.name(),
                year,
                year.equals(running),
                Dates.full(answers.edition().asOf()),
                answers.edition().publication(),
                Standings.headline(overview.standings()),
                years.stream()
                        .map(name ->
                                new Option(name, name.equals(running) ? name + " so far" : name, name.equals(year)))
                        .toList(),
                organizations.stream()
                        .map(found -> new Option(
                                found.id(),
                                found.district() ? "The whole district" : found.name(),
                                found.id().equals(place.id())))
                        .toList(),
                overview.areas(choice::linkTo, area),
                Areas.words(area),
                overview.trendsOf(area).stream()
                        .map(trend -> Tile.of(
                                trend,
                                year,
                                before,
                                Alike.precision(trend, overview.trendsOf(area), year),
                                few,
                                choice.linkTo(trend.metric().id()),
                                trend.metric().id().equals(choice.metric())))
                        .toList(),
                place.district()
                        ? "No number yet, since what they are made of was not delivered"
                        : "No number for this school",
                overview.absentOf(area).stream()
                        .map(metric -> new Option(metric.id(), metric.label(), "/metrics/" + metric.id(), false))
                        .toList(),
                chosen.map(metric -> detail(metric, place, year, before, choice)));
    }

    private Detail detail(Metric metric, Organization place, String year, String before, Choice choice) {
        String authority =
                metric.authorities().contains(choice.authority()) ? choice.authority() : metric.mainAuthority();
        Trend trend = metrics.trend(metric, authority, place);
        String finding = Findings.trend(trend, year, before);
        TrendChart chart = TrendChart.of(trend, Policy.AS_REPORTED, year, running, notes.on(answers, metric, place));
        return new Detail(
                metric.id(),
                metric.label(),
                metric.description(),
                finding,
                chart,
                new FigureOrigin(
                                district.name(),
                                answers.edition(),
                                metric,
                                place.district() ? "The whole district" : place.name(),
                                FigureOrigin.told(metric, authority, Policy.AS_REPORTED))
                        .figure("trend", finding, chart.drawing(), chart.summary(), chart.notes(), chart.sheet()),
                Findings.effects(trend),
                meaning(metric, authority, year),
                authorities(metric, place, year, authority, choice),
                schools(metric, authority, year),
                groups(metric, authority, year, place, choice));
    }

    private static Detail.Meaning meaning(Metric metric, String authority, String year) {
        String link = "/metrics/" + metric.id();
        Optional<Definition> found = metric.inForce(authority, year);
        if (found.isEmpty()) {
            return new Detail.Meaning(
                    false, Authorities.words(authority), "", "", "", "", "", "", metric.owner(), "", link);
        }
        Definition definition = found.get();
        String to = definition.to();
        return new Detail.Meaning(
                true,
                Authorities.words(authority),
                definition.text().plain(),
                definition.text().numerator(),
                definition.text().denominator(),
                to == null ? "since " + definition.from() : "from " + definition.from() + " to " + to,
                definition.text().citation(),
                Approvals.words(definition.approval()),
                metric.owner(),
                definition.hash().substring(0, Math.min(12, definition.hash().length())),
                link + "#" + authority + "-" + definition.version());
    }

    private List<Detail.Count> authorities(
            Metric metric, Organization place, String year, String chosen, Choice choice) {
        if (metric.authorities().size() < 2) {
            return List.of();
        }
        return metric.authorities().stream()
                .map(authority -> {
                    Point point = metrics.trend(metric, authority, place).reported(year);
                    Optional<Goal> goal = metric.goal(authority, year, place);
                    return new Detail.Count(
                            Authorities.words(authority),
                            point.value() == null
                                    ? Lacks.brief(
                                            point,
                                            Standings.of(metric.standing(point, goal))
                                                    .words())
                                    : Numbers.value(metric.unit(), point.value()),
                            metric.inForce(authority, year)
                                    .map(definition -> definition.text().denominator())
                                    .orElse("Not defined for this year"),
                            goal.map(found -> Numbers.goal(metric.unit(), found.value()))
                                    .orElse("none set"),
                            Standings.of(metric.standing(point, goal)),
                            choice.link().with("authority", authority).toString(),
                            authority.equals(chosen));
                })
                .toList();
    }

    private Detail.Section schools(Metric metric, String authority, String year) {
        Comparison schools = metrics.schools(metric, authority, year, organizations);
        return new Detail.Section(
                Findings.schools(metric, schools), "Schools", List.of(), Bars.of(metric, schools.rows(), few));
    }

    private Detail.Section groups(Metric metric, String authority, String year, Organization place, Choice choice) {
        Map<String, List<Comparison.Row>> byDimension =
                GroupRows.divided(metrics.groups(metric, authority, year, place));
        if (byDimension.isEmpty()) {
            return new Detail.Section(
                    metric.label() + " by group", groupsOf(metric), List.of(), Bars.of(metric, List.of(), few));
        }
        String first = byDimension.containsKey("race_ethnicity")
                ? "race_ethnicity"
                : byDimension.keySet().iterator().next();
        String dimension = byDimension.containsKey(choice.group()) ? choice.group() : first;
        List<Comparison.Row> rows = byDimension.getOrDefault(dimension, List.of());
        return new Detail.Section(
                Findings.groups(metric, dimension, rows, few),
                groupsOf(metric),
                byDimension.keySet().stream()
                        .map(name -> new Option(
                                name,
                                Groups.dimension(name),
                                choice.link().with("group", name).toString(),
                                name.equals(dimension)))
                        .toList(),
                Bars.of(metric, rows, few));
    }

    private static String groupsOf(Metric metric) {
        return metric.area() == Area.STAFF ? "Staff groups" : "Student groups";
    }
}
