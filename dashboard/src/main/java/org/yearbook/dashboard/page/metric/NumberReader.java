package org.yearbook.dashboard.page.metric;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.chart.Bars;
import org.yearbook.dashboard.chart.Marks;
import org.yearbook.dashboard.chart.TrendChart;
import org.yearbook.dashboard.glance.Findings;
import org.yearbook.dashboard.page.FigureOrigin;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Places;
import org.yearbook.dashboard.page.metric.NumberPage.Compared;
import org.yearbook.dashboard.page.metric.NumberPage.Entry;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Authorities;
import org.yearbook.dashboard.words.Changes;
import org.yearbook.dashboard.words.GroupRows;
import org.yearbook.dashboard.words.GroupRows.Member;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.dashboard.words.Lacks;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.SchoolYears;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Comparison;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.MetricAnswers;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Policy;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.answer.Slice;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.answer.Unit;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.why.Asker;
import org.yearbook.warehouse.why.Behind;

/** Reads what is shown of one metric out of one publication. */
final class NumberReader {

    private final Answers answers;
    private final MetricAnswers metrics;
    private final Person person;
    private final District district;
    private final int few;
    private final Metric metric;
    private final MetricChoice asked;
    private final List<Organization> places;
    private final List<String> years;
    private final String running;
    private final Organization place;
    private final String authority;
    private final String year;
    private final Slice slice;

    NumberReader(Answers answers, Person person, District district, Metric metric, MetricChoice asked) {
        this.answers = answers;
        this.metrics = answers.metrics(person.scope());
        this.person = person;
        this.district = district;
        this.few = district.minimumGroupSize();
        this.metric = metric;
        this.asked = asked;
        this.places = answers.organizations();
        this.years = answers.years();
        this.running = answers.runningYear().orElse("");
        this.place = Places.meant(person.scope(), places, asked.school()).orElse(Places.NONE);
        this.authority = metric.authorities().contains(asked.authority()) ? asked.authority() : metric.mainAuthority();
        this.year = years.contains(asked.year()) ? asked.year() : years.isEmpty() ? "" : years.get(0);
        this.slice = new Slice(metric, authority, year, asked.policy());
    }

    NumberPage read(Notes notes, Behind behind) {
        Map<String, Comparison> divided = metrics.groups(slice, place);
        Map<String, List<Member>> members = GroupRows.members(divided);
        Group group = group(divided);
        Trend stored = metrics.trend(metric, authority, place, group);
        Trend trend = asked.policy() == Policy.RESTATED ? stored.underLatest() : stored;
        String finding = told(group) + Findings.trend(trend, year, SchoolYears.before(year));
        Marks marks = notes.on(answers, metric, place);
        TrendChart chart = TrendChart.of(trend, asked.policy(), year, running, marks);
        var origin = new FigureOrigin(
                district.name(),
                answers.edition(),
                metric,
                who(group),
                FigureOrigin.told(metric, authority, asked.policy()));
        MetricChoice now = now(group);
        Comparison schools = ranked(group);
        return new NumberPage(
                who(group),
                year,
                year.equals(running),
                finding,
                head(trend),
                form(now, group, members),
                chart,
                origin.figure("trend", finding, chart.drawing(), chart.summary(), chart.notes(), chart.sheet()),
                Findings.effects(trend),
                new MonthsReader(answers.months(person.scope()), slice, origin).read(place, group, marks),
                schools(now, group, schools),
                new MapReader(answers.placesOfSchools(), person, origin).read(schools, place.id()),
                groups(now, group, members),
                tabs(now, members),
                behind(behind, group),
                why(group),
                person.role().annotates()
                        ? Link.to("/annotations")
                                .with("about", "metric:" + metric.id())
                                .toString()
                        : "",
                place.district() ? "" : page(place.id()));
    }

    /**
     * The number that the address asks for.
     *
     * @param choice as it came to be
     * @param asked empty where there is no number whose records could be listed
     */
    record Told(
            Organization place,
            String who,
            String year,
            MetricChoice choice,
            Point point,
            Optional<Behind.Asked> asked) {}

    Told told() {
        Group group = group(metrics.groups(slice, place));
        Point point = metrics.point(slice, group, place);
        return new Told(place, who(group), year, now(group), point, asked(group, point));
    }

    private Optional<Behind.Asked> asked(Group group, Point point) {
        return point.value() == null
                ? Optional.empty()
                : metric.versionsOf(authority).stream()
                        .filter(definition -> definition.version() == point.version())
                        .findFirst()
                        .map(definition -> new Behind.Asked(definition, year, place.id(), group));
    }

    private String behind(Behind behind, Group group) {
        return asked(group, metrics.point(slice, group, place))
                .filter(number ->
                        behind.allowed(new Asker(person.scope(), person.records()), answers.edition(), number))
                .map(number ->
                        now(group).link("/metrics/" + metric.id() + "/records").toString())
                .orElse("");
    }

    /** {@return the choice as it came to be, for links} */
    private MetricChoice now(Group group) {
        return new MetricChoice(
                asked.year(),
                asked.policy(),
                asked.level(),
                place.district() && asked.school().isEmpty() ? "" : place.id(),
                group,
                asked.by(),
                asked.authority());
    }

    private Group group(Map<String, Comparison> divided) {
        Comparison dimension = divided.get(asked.group().dimension());
        return dimension != null
                        && dimension.rows().stream()
                                .anyMatch(row -> row.id().equals(asked.group().value()))
                ? asked.group()
                : Group.EVERYBODY;
    }

    private static String told(Group group) {
        return group.everybody() ? "" : Groups.value(group.dimension(), group.value()) + ": ";
    }

    private String who(Group group) {
        String where = place.district() ? "The whole district" : place.name();
        return group.everybody() ? where : where + ", " + Groups.value(group.dimension(), group.value());
    }

    private NumberPage.Head head(Trend trend) {
        Point point = trend.reported(year);
        Optional<Goal> goal = trend.goal(year);
        BigDecimal value = point.value();
        return new NumberPage.Head(
                value == null ? "–" : Numbers.against(metric.unit(), value, goal.map(Goal::value)),
                Lacks.reason(trend, point),
                Standings.of(metric.standing(point, goal)),
                goal.map(found -> Numbers.goalWithSide(metric.unit(), metric.direction(), found.value()))
                        .orElse(""),
                Changes.of(metric, value, trend.change(year, SchoolYears.before(year))),
                value != null && point.n() < few ? "Only " + point.n() + " counted: each one moves the number." : "",
                counted(point));
    }

    // Dollars and hours of students are none of them, and of sums of time, as attendance has them, nobody counts the
    // units. Whoever sees places only in part gets no counts: those of a few people who are hidden would be what is
    // left over.
    private String counted(Point point) {
        BigDecimal top = point.numerator();
        BigDecimal bottom = point.denominator();
        if (metric.unit() != Unit.PERCENT
                || point.value() == null
                || top == null
                || bottom == null
                || !person.scope().covers(place.id())) {
            return "";
        }
        return bottom.compareTo(BigDecimal.valueOf(point.n())) == 0
                ? Numbers.value(Unit.COUNT, top) + " of " + Numbers.value(Unit.COUNT, bottom)
                : "";
    }

    private NumberPage.Form form(MetricChoice now, Group group, Map<String, List<Member>> members) {
        return new NumberPage.Form(
                places.stream()
                        .map(found -> new Option(
                                found.district() && person.scope() instanceof Scope.District ? "" : found.id(),
                                found.district() ? "The whole district" : found.name(),
                                found.id().equals(place.id())))
                        .toList(),
                years.stream()
                        .map(name ->
                                new Option(name, name.equals(running) ? name + " so far" : name, name.equals(year)))
                        .toList(),
                List.of(
                        new Option("", "As reported", asked.policy() == Policy.AS_REPORTED),
                        new Option(Policy.RESTATED.code(), "Latest definition", asked.policy() == Policy.RESTATED)),
                Places.levels(places, asked.level()),
                Stream.concat(
                                Stream.of(new Option("", "Everybody", group.everybody())),
                                members.values().stream()
                                        .flatMap(List::stream)
                                        .map(member -> new Option(
                                                member.group().code(),
                                                member.row().label(),
                                                member.group().equals(group))))
                        .toList(),
                metric.authorities().size() < 2
                        ? List.of()
                        : metric.authorities().stream()
                                .map(name -> new Option(
                                        name.equals(metric.mainAuthority()) ? "" : name,
                                        Authorities.words(name),
                                        name.equals(authority)))
                                .toList(),
                now.by());
    }

    private Comparison ranked(Group group) {
        boolean one = places.stream().anyMatch(found -> found.level().equals(asked.level()));
        List<Organization> ranked = places.stream()
                .filter(found -> !found.district())
                .filter(found ->
                        asked.level().isEmpty() || !one || found.level().equals(asked.level()))
                .toList();
        return metrics.schools(slice, group, ranked);
    }

    private Compared schools(MetricChoice now, Group group, Comparison schools) {
        BigDecimal all = Places.district(places)
                .map(whole -> metrics.point(slice, group, whole).value())
                .orElse(null);
        Bars bars = Bars.of(metric, schools.rows(), few, new Bars.Whole("District", all));
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < schools.rows().size(); i++) {
            Comparison.Row row = schools.rows().get(i);
            entries.add(new Entry(
                    bars.rows().get(i),
                    now.link("/metrics/" + metric.id()).with("school", row.id()).toString(),
                    page(row.id()),
                    gap(bars, row.point().value(), all),
                    row.id().equals(place.id())));
        }
        return new Compared(
                told(group) + Findings.schools(metric, schools), bars, entries, hidden(schools.rows(), "schools"));
    }

    private String page(String school) {
        return person.role().seesWholeSchools() && person.scope().covers(school)
                ? Link.to("/schools/" + Link.part(school))
                        .with("year", asked.year())
                        .with("policy", asked.policyCode())
                        .toString()
                : "";
    }

    private String gap(Bars bars, @Nullable BigDecimal value, @Nullable BigDecimal all) {
        if (value == null || all == null || metric.unit() == Unit.COUNT) {
            return "";
        }
        BigDecimal difference = value.subtract(all);
        return difference.signum() == 0
                ? "the same"
                : bars.precision().size(difference) + (difference.signum() > 0 ? " above" : " below");
    }

    private String tab(Map<String, List<Member>> members) {
        return members.containsKey(asked.by())
                ? asked.by()
                : asked.group().everybody()
                                || !members.containsKey(
                                        GroupRows.tab(asked.group().dimension()))
                        ? members.keySet().stream().findFirst().orElse("")
                        : GroupRows.tab(asked.group().dimension());
    }

    private Compared groups(MetricChoice now, Group group, Map<String, List<Member>> members) {
        String tab = tab(members);
        List<Member> shown = members.getOrDefault(tab, List.of());
        List<Comparison.Row> rows = shown.stream().map(Member::row).toList();
        BigDecimal all = metrics.point(slice, Group.EVERYBODY, place).value();
        Bars bars = Bars.of(metric, rows, few, new Bars.Whole("Everybody", all));
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Group of = shown.get(i).group();
            entries.add(new Entry(
                    bars.rows().get(i),
                    now.link("/metrics/" + metric.id()).with("group", of.code()).toString(),
                    "",
                    gap(bars, shown.get(i).row().point().value(), all),
                    of.equals(group)));
        }
        return new Compared(Findings.groups(metric, tab, rows, few), bars, entries, hidden(rows, "groups"));
    }

    private List<Option> tabs(MetricChoice now, Map<String, List<Member>> members) {
        String shown = tab(members);
        return members.keySet().stream()
                .map(name -> new Option(
                        name,
                        Groups.dimension(name),
                        now.link("/metrics/" + metric.id()).with("by", name).toString(),
                        name.equals(shown)))
                .toList();
    }

    private String hidden(List<Comparison.Row> rows, String what) {
        List<String> names = rows.stream()
                .filter(row -> row.standing() == Standing.SUPPRESSED)
                .map(Comparison.Row::label)
                .toList();
        return names.isEmpty()
                ? ""
                : "Not shown: " + names.stream().collect(Collectors.joining(", ")) + ". Numbers of fewer than " + few
                        + " people, and those that would let them be worked out, are hidden from whoever does not look"
                        + " after those " + what + ".";
    }

    private String why(Group group) {
        return Link.to("/metrics/" + metric.id() + "/why")
                .with("year", year)
                .with("school", place.id())
                .with("group", group.code())
                .with("authority", authority.equals(metric.mainAuthority()) ? "" : authority)
                .toString();
    }
}
