package org.yearbook.ingest.land;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;

/** Tells which school years the rows of a file belong to, and how many to each. */
final class Years {

    static final String ALL = "all";

    private static final Pattern TWO_YEARS = Pattern.compile("(\\d{4})\\s*[-/_]\\s*(\\d{4}|\\d{2})");
    private static final Pattern ONE_YEAR = Pattern.compile("(\\d{4})");

    private final District district;

    Years(District district) {
        this.district = district;
    }

    /** {@return the school year in the file's name, for contracts that say it is there} */
    static Optional<String> named(Contract contract, String fileName) {
        return contract.files().stream()
                .flatMap(name -> name.year(fileName).stream())
                .map(SchoolYear::toString)
                .findFirst();
    }

    /** {@return the school year that a text names: {@code 2025-26}, {@code 2025-2026}, or one calendar year} */
    static Optional<SchoolYear> parse(String text, boolean ending) {
        Matcher two = TWO_YEARS.matcher(text.strip());
        if (two.matches()) {
            int starts = Integer.parseInt(two.group(1));
            int ends = Integer.parseInt(two.group(2));
            return (starts + 1) % 100 == ends % 100 ? Optional.of(new SchoolYear(starts)) : Optional.empty();
        }
        Matcher one = ONE_YEAR.matcher(text.strip());
        if (one.matches()) {
            int year = Integer.parseInt(one.group(1));
            return Optional.of(ending ? SchoolYear.endingIn(year) : new SchoolYear(year));
        }
        return Optional.empty();
    }

    /**
     * {@return school years and how many rows belong to each}
     *
     * @param given the year of the bundle or of the file's name, for contracts that take it from there
     */
    Map<String, Long> of(Identified file, Store.Stored stored, Duck duck, String given) {
        YearRule rule = file.contract().schoolYear();
        if (rule instanceof YearRule.DateColumn date) {
            return counted(file, stored, duck, date.field(), text -> day(file.contract(), date.field(), text));
        }
        if (rule instanceof YearRule.YearColumn year) {
            return counted(file, stored, duck, year.field(), text -> parse(text, year.ending()));
        }
        return Map.of(given, stored.rows());
    }

    private interface Reading {
        Optional<SchoolYear> year(String text);
    }

    private static Map<String, Long> counted(
            Identified file, Store.Stored stored, Duck duck, String field, Reading reading) {
        String header = file.match().fields().get(field);
        if (header == null || stored.rows() == 0) {
            return Map.of(Standing.UNKNOWN, stored.rows());
        }
        Map<String, Long> years = new TreeMap<>();
        String column = ParquetCopy.identifier(header);
        duck.sql()
                .fetch("select " + column + ", count(*) from read_parquet(" + Duck.literal(stored.parquet())
                        + ") group by 1")
                .forEach(row -> {
                    String text = row.get(0, String.class);
                    String year = Optional.ofNullable(text)
                            .flatMap(reading::year)
                            .map(SchoolYear::toString)
                            .orElse(Standing.UNKNOWN);
                    years.merge(year, row.get(1, long.class), Long::sum);
                });
        return years;
    }

    private Optional<SchoolYear> day(Contract contract, String field, String text) {
        return Values.day(contract.column(field).orElseThrow(), text).map(district::schoolYear);
    }
}
