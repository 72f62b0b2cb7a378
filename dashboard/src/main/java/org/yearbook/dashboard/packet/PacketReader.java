package org.yearbook.dashboard.packet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.chart.Bars;
import org.yearbook.dashboard.chart.Marks;
import org.yearbook.dashboard.chart.Picture;
import org.yearbook.dashboard.chart.TrendChart;
import org.yearbook.dashboard.chart.TrendPicture;
import org.yearbook.dashboard.glance.Findings;
import org.yearbook.dashboard.packet.PacketBook.Chapter;
import org.yearbook.dashboard.packet.PacketBook.Compared;
import org.yearbook.dashboard.packet.PacketBook.Filter;
import org.yearbook.dashboard.packet.PacketBook.Head;
import org.yearbook.dashboard.packet.PacketBook.Section;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.words.Approvals;
import org.yearbook.dashboard.words.Areas;
import org.yearbook.dashboard.words.Authorities;
import org.yearbook.dashboard.words.Changes;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.GroupRows;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.dashboard.words.MetricOrder;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Ranges;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.definitions.SchoolYear;
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
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.home.District;

/** Reads a packet out of one publication. What is hidden there, or from the scope, never gets into the book. */
final class PacketReader {

    private final Answers answers;
    private final MetricAnswers metrics;
    private final Scope scope;
    private final District district;
    private final Packet packet;
    private final Notes notes;
    private final String year;
    private final String running;
    private final List<Organization> places;
    private final Map<String, Answers.Nights> nights;
    private final List<Picture> pictures = new ArrayList<>();

    PacketReader(Answers answers, Scope scope, District district, Packet packet, Notes notes) {
        this.notes = notes;
        this.answers = answers;
        this.metrics = answers.metrics(scope);
        this.scope = scope;
        this.district = district;
        this.packet = packet;
        this.year = year(answers, packet);
        this.running = answers.runningYear().orElse("");
        this.places = answers.organizations();
        this.nights = answers.nightsOfNumbers();
    }

    /** {@return the school year that a packet tells of: its own, else the latest} */
    static String year(Answers answers, Packet packet) {
        List<String> years = answers.years();
        return years.contains(packet.schoolYear()) ? packet.schoolYear() : years.isEmpty() ? "" : years.get(0);
    }

    PacketBook read() {
        Organization whole = places.stream()
                .filter(Organization::district)
                .findFirst()
                .orElse(new Organization("", district.name(), "other", true));
        List<Trend> chosen = metrics.trends(whole).stream()
                .filter(trend -> wanted(trend.metric()))
                .sorted(Comparator.comparing(Trend::metric, MetricOrder.IN_ORDER))
                .toList();
        List<Trend> told = chosen.stream().filter(PacketReader::told).toList();
        Map<Area, List<Trend>> byArea = told.stream()
                .collect(Collectors.groupingBy(
                        trend -> trend.metric().area(), () -> new EnumMap<>(Area.class), Collectors.toList()));
        String cover = Dates.brief(night(told));
        List<Chapter> chapters = byArea.entrySet().stream()
                .map(area -> new Chapter(
                        "area-" + area.getKey().name().toLowerCase(Locale.ROOT),
                        Areas.words(area.getKey()),
                        area.getValue().stream()
                                .map(trend -> section(trend, cover))
                                .toList()))
                .toList();
        return new PacketBook(
                packet.contents().appendix(),
                head(told),
                night(told),
                chapters,
                chosen.stream()
                        .filter(trend -> !told(trend) && range(trend).isEmpty() && hidden(trend))
                        .map(trend -> trend.metric().label())
                        .toList(),
                chosen.stream()
                        .filter(trend -> !told(trend))
                        .flatMap(trend -> range(trend).stream())
                        .toList(),
                chosen.stream()
                        .filter(trend -> !told(trend) && range(trend).isEmpty() && !hidden(trend))
                        .map(trend -> trend.metric().label())
                        .toList(),
                packet.contents().appendix()
                        ? told.stream()
                                .flatMap(trend -> definition(trend).stream())
                                .toList()
                        : List.of(),
                pictures);
    }

    private boolean wanted(Metric metric) {
        return packet.contents().areas().contains(metric.area().name().toLowerCase(Locale.ROOT))
                || packet.contents().metrics().contains(metric.id());
    }

    private static boolean told(Trend trend) {
        return trend.reported().stream().anyMatch(point -> point.value() != null);
    }

    /** {@return a number with its last range, when that is what everybody is told of it} */
    private static Optional<String> range(Trend trend) {
        return trend.reported().stream()
                .filter(point -> point.status() == Point.Status.RANGE)
                .reduce((before, later) -> later)
                .map(point -> trend.metric().label() + ", " + Ranges.words(point.range()) + " of "
                        + Numbers.whole(point.n()) + " in " + point.schoolYear());
    }

    private static boolean hidden(Trend trend) {
        return trend.reported().stream().anyMatch(point -> point.status() == Point.Status.SUPPRESSED);
    }

    private Head head(List<Trend> told) {
        List<Standing> standings = told.stream()
                .map(trend -> trend.metric().standing(trend.reported(year), goal(trend)))
                .toList();
        boolean open = packet.kind() == Packet.Kind.PUBLIC;
        return new Head(
                packet.title(),
                district.name(),
                packet.audience(),
                open,
                year,
                year + (year.equals(running) ? " so far" : ""),
                Dates.brief(night(told)),
                answers.edition().publication(),
                filters(told),
                Standings.headline(standings),
                open ? "Made from the numbers that this district publishes; small groups are hidden." : rights(),
                district.minimumGroupSize());
    }

    private String rights() {
        if (scope instanceof Scope.Schools own) {
            String names = places.stream()
                    .filter(place -> own.covers(place.id()))
                    .map(Organization::name)
                    .collect(Collectors.joining(", "));
            return "For staff only. "
                    + (names.isEmpty()
                            ? "Small groups are hidden everywhere."
                            : "Small groups are hidden except at " + names + ".");
        }
        return "For staff only: it shows small groups that are hidden from the public.";
    }

    private LocalDate night(List<Trend> told) {
        if (packet.kind() == Packet.Kind.INTERNAL) {
            return answers.edition().asOf();
        }
        List<Answers.Nights> own = told.stream()
                .flatMap(trend -> Optional.ofNullable(nights.get(trend.metric().id())).stream())
                .toList();
        Optional<LocalDate> last = own.stream().map(Answers.Nights::last).max(Comparator.naturalOrder());
        return last.orElse(answers.edition().asOf());
    }

    /** Numbers that everybody may see stay at an earlier night where a newer one would tell of few people. */
    private String nights(Metric metric, String cover) {
        Answers.Nights own = nights.get(metric.id());
        if (packet.kind() == Packet.Kind.INTERNAL || own == null) {
            return "";
        }
        String first = Dates.brief(own.first());
        String last = Dates.brief(own.last());
        if (!first.equals(last)) {
            return "Its numbers are of nights from " + first + " to " + last
                    + ": one that would tell of a few people is not replaced by a newer one.";
        }
        return last.equals(cover) ? "" : "Its numbers are of the night of " + last + ".";
    }

    private List<Filter> filters(List<Trend> told) {
        String areas = Stream.of(Area.values())
                .filter(area -> packet.contents().areas().contains(area.name().toLowerCase(Locale.ROOT)))
                .map(Areas::words)
                .collect(Collectors.joining(", "));
        String single = told.stream()
                .map(Trend::metric)
                .filter(metric -> packet.contents().metrics().contains(metric.id()))
                .map(Metric::label)
                .collect(Collectors.joining(", "));
        boolean appendix = packet.contents().appendix();
        String schools = places.stream()
                .filter(place -> packet.contents().schools().contains(place.id()))
                .map(Organization::name)
                .collect(Collectors.joining(", "));
        String groups =
                packet.contents().groups().stream().map(Groups::dimension).collect(Collectors.joining(", "));
        return Stream.of(
                        new Filter("Areas", areas),
                        new Filter("Numbers", single),
                        new Filter("Schools", !appendix ? "" : schools.isEmpty() ? "All" : schools),
                        new Filter("Groups", !appendix ? "" : groups.isEmpty() ? "None" : groups),
                        new Filter(
                                "Definitions", "Each year under its own" + (appendix ? ", as printed at the end" : "")),
                        new Filter(
                                "Appendix", appendix ? "" : "Left out: years, schools, groups and definitions in full"),
                        new Filter("Annotations", packet.contents().notes() ? "Printed where they belong" : ""))
                .filter(filter -> !filter.choice().isEmpty())
                .toList();
    }

    private Optional<Goal> goal(Trend trend) {
        return trend.metric().goal(trend.authority(), year, trend.organization());
    }

    private Section section(Trend trend, String cover) {
        Metric metric = trend.metric();
        Point point = trend.reported(year);
        Optional<Goal> goal = goal(trend);
        String before = SchoolYear.parse(year).previous().toString();
        Marks marks = packet.contents().notes() ? notes.on(answers, metric, trend.organization()) : Marks.NONE;
        TrendChart years = TrendChart.of(trend, Policy.AS_REPORTED, year, running, marks);
        Optional<Picture> picture = TrendPicture.of(trend, year, running, marks);
        picture.ifPresent(pictures::add);
        return new Section(
                "metric-" + metric.id(),
                metric.label(),
                metric.description(),
                Findings.trend(trend, year, before),
                point.value() == null ? "–" : Numbers.against(metric.unit(), point.value(), goal.map(Goal::value)),
                point.value() == null
                        ? Standings.of(metric.standing(point, goal)).words()
                        : "",
                goal.map(found -> Numbers.goalWithSide(metric.unit(), metric.direction(), found.value()))
                        .orElse("none set"),
                Standings.of(metric.standing(point, goal)),
                Changes.of(metric, point.value(), trend.change(year, before)),
                picture.isPresent() ? pictures.size() - 1 : -1,
                picture.map(Picture::words).orElse(""),
                years,
                Findings.effects(trend),
                nights(metric, cover),
                packet.contents().appendix() ? compared(trend) : List.of());
    }

    private List<Compared> compared(Trend trend) {
        Metric metric = trend.metric();
        var compared = new ArrayList<Compared>();
        List<Comparison.Row> schools = metrics.schools(metric, trend.authority(), year, places).rows().stream()
                .filter(row -> packet.contents().schools().isEmpty()
                        || packet.contents().schools().contains(row.id()))
                .filter(row -> row.standing() != Standing.NO_DATA)
                .toList();
        if (!schools.isEmpty()) {
            compared.add(
                    compared(metric, "Schools", "School", Findings.schools(metric, new Comparison(schools)), schools));
        }
        Map<String, List<Comparison.Row>> groups =
                GroupRows.divided(metrics.groups(metric, trend.authority(), year, trend.organization()));
        groups.forEach((dimension, all) -> {
            List<Comparison.Row> rows = all.stream()
                    .filter(row -> row.standing() != Standing.NO_DATA)
                    .toList();
            if (packet.contents().groups().contains(dimension) && !rows.isEmpty()) {
                compared.add(compared(
                        metric,
                        Groups.dimension(dimension),
                        "Group",
                        Findings.groups(metric, dimension, rows, district.minimumGroupSize()),
                        rows));
            }
        });
        return compared;
    }

    private Compared compared(Metric metric, String heading, String first, String finding, List<Comparison.Row> rows) {
        boolean allHidden = rows.stream().allMatch(row -> row.standing() == Standing.SUPPRESSED);
        String each = first.equals("School") ? "school" : "group";
        return new Compared(
                heading,
                first,
                finding,
                Bars.of(metric, rows, district.minimumGroupSize()),
                allHidden
                        ? "No " + each
                                + " is shown: each number speaks of too few people, or would tell another that does."
                        : "");
    }

    private Optional<PacketBook.Definition> definition(Trend trend) {
        Metric metric = trend.metric();
        return metric.inForce(trend.authority(), year)
                .map(found -> new PacketBook.Definition(
                        metric.label(),
                        Authorities.words(trend.authority()),
                        found.text().plain(),
                        found.text().numerator(),
                        found.text().denominator(),
                        found.text().limits(),
                        since(found),
                        found.text().citation(),
                        Approvals.words(found.approval()),
                        found.hash().substring(0, Math.min(12, found.hash().length()))));
    }

    private static String since(Definition definition) {
        String to = definition.to();
        return "Version " + definition.version()
                + (to == null ? ", in force since " + definition.from() : ", " + definition.from() + " to " + to);
    }
}
