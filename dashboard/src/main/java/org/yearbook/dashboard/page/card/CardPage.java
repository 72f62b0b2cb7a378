package org.yearbook.dashboard.page.card;

import java.util.List;
import org.yearbook.dashboard.page.Option;

/**
 * A card as it is read and printed, in words.
 *
 * @param years the years that can be chosen, latest first
 * @param places the district and its schools
 * @param elements in the order of the law
 * @param definitions what was in force, each once
 * @param faults of the district's own list, for whoever can mend it
 */
record CardPage(
        Head head,
        List<Option> years,
        List<Option> places,
        List<Element> elements,
        List<Rule> definitions,
        List<String> faults) {

    CardPage {
        years = List.copyOf(years);
        places = List.copyOf(places);
        elements = List.copyOf(elements);
        definitions = List.copyOf(definitions);
        faults = List.copyOf(faults);
    }

    /**
     * What stands on top.
     *
     * @param soFar whether the year is not over yet
     * @param asOf the night of the publication, in words
     * @param minimum the smallest group that is shown
     * @param answered how many elements have numbers, in words
     */
    record Head(
            String district,
            String place,
            String placeId,
            boolean school,
            String year,
            boolean soFar,
            String asOf,
            String publication,
            int minimum,
            String answered,
            String csv,
            String pdf) {

        /** {@return what stands at the foot of each page} */
        public String foot() {
            return place + " · Report card of " + year + " · Data as of " + asOf;
        }
    }

    /**
     * One element of the law.
     *
     * @param year of which its numbers are; empty when it is that of the card
     * @param missing what there is no number for, and why; empty when nothing is missing
     */
    record Element(
            String id,
            String paragraph,
            String title,
            String about,
            String year,
            List<Grid> grids,
            List<Measured> numbers,
            String missing) {

        Element {
            grids = List.copyOf(grids);
            numbers = List.copyOf(numbers);
        }
    }

    /** Numbers in rows and columns; the last of each are totals. */
    record Grid(String caption, List<String> columns, List<GridRow> rows, String method, String limits, String rule) {

        Grid {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    record GridRow(String name, List<String> cells, boolean total) {

        GridRow {
            cells = List.copyOf(cells);
        }
    }

    /**
     * One metric.
     *
     * @param version who defined it, and its version, in words; empty when none was in force
     * @param nights of which nights its numbers are, where that is not the night of the publication
     * @param why why it has no number here; empty when it has some
     * @param share whether it is a part of a whole, so that both are told
     * @param without groups of the element that it is not told by, in a sentence; empty when none
     */
    record Measured(
            String id,
            String label,
            String description,
            String version,
            String nights,
            String why,
            boolean share,
            boolean beside,
            List<Table> tables,
            String without) {

        Measured {
            tables = List.copyOf(tables);
        }
    }

    /** Everybody, or the groups of one kind. */
    record Table(String name, List<Row> rows) {

        Table {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One group.
     *
     * @param value or the word that stands in its place
     * @param told whether there is a value
     * @param district the value of the whole district
     */
    record Row(String group, String value, boolean told, String counted, String of, String district) {}

    /** A definition in force. */
    record Rule(
            String label,
            String version,
            String plain,
            String numerator,
            String denominator,
            String limits,
            String citation,
            String decided,
            String hash) {}
}
