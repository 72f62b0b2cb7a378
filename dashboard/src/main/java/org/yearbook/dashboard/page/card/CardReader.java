package org.yearbook.dashboard.page.card;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.card.CardPage.Element;
import org.yearbook.dashboard.page.card.CardPage.Grid;
import org.yearbook.dashboard.page.card.CardPage.GridRow;
import org.yearbook.dashboard.page.card.CardPage.Head;
import org.yearbook.dashboard.page.card.CardPage.Measured;
import org.yearbook.dashboard.page.card.CardPage.Row;
import org.yearbook.dashboard.page.card.CardPage.Rule;
import org.yearbook.dashboard.page.card.CardPage.Table;
import org.yearbook.dashboard.words.Approvals;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.GroupRows;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.definitions.StatutoryElement;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.StoredValue;
import org.yearbook.warehouse.answer.Unit;
import org.yearbook.warehouse.home.District;

/** Reads the card of one place and year out of the publication for everybody. */
final class CardReader {

    private final Answers answers;
    private final District district;
    private final CardList.Listed listed;
    private final Organization place;
    private final String year;
    private final CardNumbers numbers;
    private final Map<String, Answers.Nights> nights;
    private final Set<Told> used = new LinkedHashSet<>();

    /**
     * @param whole the district itself
     * @param year one that has numbers
     */
    CardReader(
            Answers answers,
            District district,
            CardList.Listed listed,
            Organization place,
            Organization whole,
            String year) {
        this.answers = answers;
        this.district = district;
        this.listed = listed;
        this.place = place;
        this.year = year;
        this.numbers = new CardNumbers(answers, listed.card(), place, whole, year);
        this.nights = answers.nightsOfNumbers();
    }

    CardPage page() {
        List<Element> elements =
                listed.card().elements().stream().map(this::element).toList();
        return new CardPage(head(elements), years(), places(), elements, definitions(), listed.faults());
    }

    /** {@return everything that the card tells, for a file} */
    List<Told> told() {
        return numbers.all();
    }

    private Head head(List<Element> elements) {
        long answered = elements.stream()
                .filter(element -> !element.grids().isEmpty()
                        || element.numbers().stream()
                                .anyMatch(number -> number.why().isEmpty()))
                .count();
        String path = "/report-card/" + Link.part(place.id());
        return new Head(
                district.name(),
                place.name(),
                place.id(),
                !place.district(),
                year,
                answers.runningYear().filter(year::equals).isPresent(),
                Dates.full(answers.edition().asOf()),
                answers.edition().publication(),
                district.minimumGroupSize(),
                Numbers.whole(answered) + " of " + elements.size() + " elements have numbers here.",
                Link.to(path + ".csv").with("year", year).toString(),
                Link.to(path + ".pdf").with("year", year).toString());
    }

    private List<Option> years() {
        return answers.years().stream()
                .map(other -> new Option(
                        other,
                        other,
                        Link.to("/report-card/" + Link.part(place.id()))
                                .with("year", other)
                                .toString(),
                        other.equals(year)))
                .toList();
    }

    private List<Option> places() {
        return answers.organizations().stream()
                .map(other -> new Option(
                        other.id(),
                        other.name(),
                        Link.to("/report-card/" + Link.part(other.id()))
                                .with("year", year)
                                .toString(),
                        other.id().equals(place.id())))
                .toList();
    }

    private Element element(StatutoryElement element) {
        List<Told> told = numbers.of(element);
        used.addAll(told);
        boolean grid = !element.grid().isEmpty();
        return new Element(
                element.id(),
                element.paragraph(),
                element.title(),
                element.about(),
                element.preceding() && !told.isEmpty() ? told.get(0).year() : "",
                grid ? grid(element, told) : List.of(),
                told.stream()
                        .filter(one -> !grid || (why(one).isEmpty() && !inGrid(element, one)))
                        .map(this::measured)
                        .toList(),
                missing(element, told));
    }

    private static boolean inGrid(StatutoryElement element, Told told) {
        return element.grid().stream().anyMatch(cell -> cell.metric().equals(told.id()));
    }

    /** Where nothing that stands in a grid has a number, the reason is told once for all of it. */
    private String missing(StatutoryElement element, List<Told> told) {
        if (element.grid().isEmpty() || told.stream().anyMatch(one -> why(one).isEmpty())) {
            return element.missing();
        }
        return Stream.of(told.stream().map(this::why).findFirst().orElse(""), element.missing())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private Measured measured(Told told) {
        String why = why(told);
        Optional<Metric> metric = told.metric();
        return new Measured(
                told.element().id() + "-" + told.id(),
                metric.map(Metric::label).orElseGet(() -> listed.labels().getOrDefault(told.id(), told.id())),
                metric.map(Metric::description).orElse(""),
                told.definition().map(CardWords::version).orElse(""),
                nightsOf(told),
                why,
                unit(told) == Unit.PERCENT
                        && told.values().stream().map(StoredValue::point).noneMatch(CardWords::ofTime),
                !place.district(),
                why.isEmpty() ? tables(told) : List.of(),
                why.isEmpty()
                        ? CardWords.without(told.element().groups().stream()
                                .filter(group -> told.values().stream()
                                        .noneMatch(value ->
                                                value.key().groupDimension().equals(group)))
                                .toList())
                        : "");
    }

    private String why(Told told) {
        if (told.metric().isEmpty()) {
            return "This number is not in the file that the district publishes.";
        }
        if (told.definition().isEmpty()) {
            return "No definition was in force in " + told.year() + ".";
        }
        boolean some = told.values().stream()
                .anyMatch(value -> switch (value.point().status()) {
                    case OK, RANGE, SUPPRESSED -> true;
                    case NO_DATA, MISSING_INPUT, NOT_EVALUATED -> false;
                });
        if (some) {
            return "";
        }
        return lacks(told)
                .map(lacks -> "It cannot be computed for " + told.year() + ", for want of " + lacks + ".")
                .orElse("There is no number for " + told.year() + (place.district() ? "." : " at this school."));
    }

    private static Optional<String> lacks(Told told) {
        return told.values().stream()
                .flatMap(value ->
                        told.metric().flatMap(metric -> metric.lacks(value.key().authority(), value.point())).stream())
                .findFirst();
    }

    /** Numbers that everybody may see stay at an earlier night where a newer one would tell of few people. */
    private String nightsOf(Told told) {
        Answers.Nights own = nights.get(told.id());
        if (own == null || own.first().equals(answers.edition().asOf())) {
            return "";
        }
        return own.first().equals(own.last())
                ? "Its numbers are of the night of " + Dates.brief(own.last()) + "."
                : "Its numbers are of nights from " + Dates.brief(own.first()) + " to " + Dates.brief(own.last()) + ".";
    }

    private static Unit unit(Told told) {
        return told.metric().map(Metric::unit).orElse(Unit.NUMBER);
    }

    private List<Table> tables(Told told) {
        Map<String, List<Row>> tables = new LinkedHashMap<>();
        tables.put("Everybody", List.of(row(told, Group.EVERYBODY)));
        for (String dimension : told.element().groups()) {
            List<Row> rows = told.values().stream()
                    .map(Told::group)
                    .filter(group -> group.dimension().equals(dimension))
                    .filter(group -> told.point(group)
                            .filter(point -> point.status() == Point.Status.NO_DATA)
                            .isEmpty())
                    .sorted(Comparator.comparingInt((Group group) -> Groups.rank(dimension, group.value()))
                            .thenComparing(group -> !Groups.yes(group.value())))
                    .map(group -> row(told, group))
                    .toList();
            if (!rows.isEmpty()) {
                tables.computeIfAbsent(Groups.dimension(GroupRows.tab(dimension)), none -> new ArrayList<>())
                        .addAll(rows);
            }
        }
        return tables.entrySet().stream()
                .map(entry -> new Table(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Row row(Told told, Group group) {
        Optional<Point> point = told.point(group);
        return new Row(
                CardWords.group(group),
                CardWords.value(unit(told), point),
                point.filter(found -> found.value() != null || found.status() == Point.Status.RANGE)
                        .isPresent(),
                point.map(CardWords::counted).orElse(""),
                point.map(CardWords::of).orElse(""),
                place.district() ? "" : CardWords.value(unit(told), told.ofDistrict(group)));
    }

    private List<Grid> grid(StatutoryElement element, List<Told> told) {
        boolean some = told.stream().anyMatch(one -> inGrid(element, one) && why(one).isEmpty());
        if (!some) {
            return List.of();
        }
        List<Grid> grids = new ArrayList<>();
        grids.add(grid(element, told, place.name(), false));
        if (!place.district()) {
            grids.add(grid(element, told, "The whole district", true));
        }
        return grids;
    }

    private Grid grid(StatutoryElement element, List<Told> told, String name, boolean ofDistrict) {
        Map<String, Told> byId = told.stream().collect(Collectors.toMap(Told::id, one -> one));
        List<String> columns = element.grid().stream()
                .map(StatutoryElement.Cell::column)
                .distinct()
                .toList();
        List<String> names = element.grid().stream()
                .map(StatutoryElement.Cell::row)
                .distinct()
                .toList();
        Sums sums = new Sums(element, byId, ofDistrict);
        List<GridRow> rows = new ArrayList<>();
        for (String row : names) {
            List<String> cells = new ArrayList<>(
                    columns.stream().map(column -> sums.cell(row, column)).toList());
            cells.add(sums.of(cell -> cell.row().equals(row)));
            rows.add(new GridRow(row, cells, false));
        }
        List<String> last = new ArrayList<>(columns.stream()
                .map(column -> sums.of(cell -> cell.column().equals(column)))
                .toList());
        last.add(sums.of(cell -> true));
        rows.add(new GridRow("Total", last, true));
        Optional<Definition> method =
                told.stream().flatMap(one -> one.definition().stream()).findFirst();
        return new Grid(
                name + ", dollars for each student in " + told.get(0).year() + "; each amount is rounded by itself",
                Stream.concat(columns.stream(), Stream.of("Total")).toList(),
                rows,
                method.map(found -> found.text().plain()).orElse(""),
                method.map(found -> found.text().limits()).orElse(""),
                method.map(found -> found.text().citation()).orElse(""));
    }

    /** Cells of a grid and what they make together: no sum is told where one of its parts is not. */
    private record Sums(StatutoryElement element, Map<String, Told> told, boolean ofDistrict) {

        private Optional<Point> point(String metric) {
            return Optional.ofNullable(told.get(metric))
                    .flatMap(one -> ofDistrict ? one.ofDistrict(Group.EVERYBODY) : one.point(Group.EVERYBODY));
        }

        String cell(String row, String column) {
            return element.grid().stream()
                    .filter(cell -> cell.row().equals(row) && cell.column().equals(column))
                    .findFirst()
                    .map(cell -> point(cell.metric()))
                    .map(point -> point.flatMap(found -> Optional.ofNullable(found.value()))
                            .map(precision()::value)
                            .orElseGet(() -> CardWords.value(Unit.CURRENCY, point)))
                    .orElse(CardWords.NONE);
        }

        String of(Predicate<StatutoryElement.Cell> wanted) {
            return sum(wanted).map(precision()::value).orElse(CardWords.NONE);
        }

        private Precision precision() {
            return Precision.of(
                    Unit.CURRENCY,
                    Stream.concat(
                                    sum(cell -> true).stream(),
                                    element.grid().stream()
                                            .flatMap(cell -> point(cell.metric()).stream())
                                            .flatMap(point -> Optional.ofNullable(point.value()).stream()))
                            .toList());
        }

        private Optional<BigDecimal> sum(Predicate<StatutoryElement.Cell> wanted) {
            BigDecimal sum = BigDecimal.ZERO;
            for (StatutoryElement.Cell cell : element.grid()) {
                if (wanted.test(cell)) {
                    BigDecimal value = point(cell.metric()).map(Point::value).orElse(null);
                    if (value == null) {
                        return Optional.empty();
                    }
                    sum = sum.add(value);
                }
            }
            return Optional.of(sum);
        }
    }

    private List<Rule> definitions() {
        Map<List<Object>, Rule> rules = new LinkedHashMap<>();
        for (Told told : used) {
            told.definition()
                    .ifPresent(found -> rules.putIfAbsent(
                            List.of(found.metric(), found.authority(), found.version()),
                            rule(told.metric().map(Metric::label).orElse(told.id()), found)));
        }
        return List.copyOf(rules.values());
    }

    private static Rule rule(String label, Definition found) {
        return new Rule(
                label,
                CardWords.version(found),
                found.text().plain(),
                found.text().numerator(),
                found.text().denominator(),
                found.text().limits(),
                found.text().citation(),
                Approvals.words(found.approval()),
                found.hash());
    }
}
