package org.yearbook.dashboard.page.card;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.CsvCell;
import org.yearbook.definitions.StatutoryElement;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.StoredValue;

/**
 * A card as a CSV file. Grain: one row for each element, metric, version, organization, group and year, and one for
 * what an element has no number for. Its columns are in docs/report-card.md; another meaning of one is another version.
 */
final class CardFile {

    /** Of the columns. A column that is added at the end does not change it. */
    static final String SCHEMA = "1";

    static final List<String> COLUMNS = List.of(
            "schema_version",
            "element",
            "paragraph",
            "metric",
            "authority",
            "version",
            "definition_hash",
            "organization_id",
            "organization_name",
            "organization_type",
            "school_year",
            "group_dimension",
            "group_value",
            "unit",
            "value",
            "value_range",
            "numerator",
            "denominator",
            "status",
            "note",
            "publication",
            "data_as_of",
            "as_of");

    private final Organization place;
    private final Edition edition;
    private final StringBuilder text = new StringBuilder();

    CardFile(Organization place, Edition edition) {
        this.place = place;
        this.edition = edition;
        // Excel takes a file for UTF-8 only with the mark.
        text.append('\ufeff');
        add(COLUMNS);
    }

    /** Adds the card of one year. */
    void add(List<StatutoryElement> elements, List<Told> all, String year) {
        for (StatutoryElement element : elements) {
            List<Told> own = all.stream()
                    .filter(told -> told.element().id().equals(element.id()))
                    .toList();
            own.forEach(this::add);
            if (!element.missing().isEmpty()) {
                String of = own.isEmpty() ? year : own.get(0).year();
                add(
                        element,
                        List.of("", "", "", ""),
                        of,
                        new Cell("", "", "", "", "", "", "", "not_held", element.missing(), ""));
            }
        }
    }

    private void add(Told told) {
        String unit = told.metric()
                .map(Metric::unit)
                .map(found -> found.name().toLowerCase(Locale.ROOT))
                .orElse("");
        List<String> definition = List.of(
                told.id(),
                told.definition().map(Definition::authority).orElse(""),
                told.definition()
                        .map(found -> Integer.toString(found.version()))
                        .orElse(""),
                told.definition().map(Definition::hash).orElse(""));
        if (told.values().isEmpty()) {
            String status = told.metric().isEmpty() ? "not_published" : "no_data";
            add(told.element(), definition, told.year(), new Cell("all", "all", unit, "", "", "", "", status, "", ""));
        }
        told.values().forEach(value -> add(told.element(), definition, told.year(), cell(told, value, unit)));
    }

    private static Cell cell(Told told, StoredValue value, String unit) {
        Point point = value.point();
        return new Cell(
                value.key().groupDimension(),
                value.key().groupValue(),
                unit,
                plain(point.value()),
                point.range(),
                plain(point.numerator()),
                plain(point.denominator()),
                point.status().name().toLowerCase(Locale.ROOT),
                told.metric()
                        .flatMap(metric -> metric.lacks(value.key().authority(), point))
                        .orElse(""),
                Objects.toString(value.asOf(), ""));
    }

    /** The part of a row that is of one group. */
    private record Cell(
            String dimension,
            String group,
            String unit,
            String value,
            String range,
            String numerator,
            String denominator,
            String status,
            String note,
            String asOf) {}

    /** @param definition metric, authority, version and hash */
    private void add(StatutoryElement element, List<String> definition, String year, Cell cell) {
        List<String> row = new ArrayList<>(List.of(SCHEMA, element.id(), element.paragraph()));
        row.addAll(definition);
        row.addAll(List.of(place.id(), place.name(), place.district() ? "district" : "school", year));
        row.addAll(List.of(cell.dimension(), cell.group(), cell.unit(), cell.value(), cell.range()));
        row.addAll(List.of(cell.numerator(), cell.denominator(), cell.status(), cell.note()));
        row.addAll(List.of(edition.publication(), edition.asOf().toString(), cell.asOf()));
        add(row);
    }

    private static String plain(@Nullable BigDecimal number) {
        if (number == null) {
            return "";
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private void add(List<String> cells) {
        text.append(cells.stream().map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n")));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
