package org.yearbook.warehouse.yearend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.OwnerOnly;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.query.AuditLog;
import org.yearbook.warehouse.year.ClosedYears;
import org.yearbook.warehouse.year.YearException;

/** What today's data would make otherwise of a closed year, told to whoever is to sign it. */
public final class DifferenceList {

    private final DistrictHome home;
    private final YearEnd yearEnd;
    private final Clock clock;

    public DifferenceList(DistrictHome home, Limits limits, Clock clock) {
        this.home = home;
        this.yearEnd = new YearEnd(home, limits, clock);
        this.clock = clock;
    }

    /** {@return the list in lines: numbers of places and groups, counts of records, nobody by name} */
    public List<String> lines(SchoolYear year) {
        var closed = ClosedYears.of(home);
        try (Duck duck = yearEnd.internal(yearEnd.publication())) {
            YearEnd.Standing standing = YearEnd.standing(duck, closed, year);
            var lines = new ArrayList<String>();
            var state = closed.find(year).orElseThrow().current();
            lines.add(year + " is closed: state " + state.number() + ", by " + state.by() + " at " + state.at() + ".");
            if (standing.numbers() + standing.records() == 0) {
                lines.add("Today's data says the same.");
                return lines;
            }
            lines.add("Today's data would change " + standing.numbers() + " numbers; " + standing.records()
                    + " records are otherwise.");
            lines.addAll(numbers(duck, year));
            lines.addAll(records(duck, year));
            lines.add("This is list " + standing.list() + ". To take it over: yearbook metrics sign " + year
                    + " --list " + standing.list() + " --by NAME --reason TEXT");
            return lines;
        }
    }

    private static List<String> numbers(Duck duck, SchoolYear year) {
        var lines = new ArrayList<String>();
        for (Record row : duck.sql().fetch("""
                select metric || ', ' || authority || ' ' || version || ', ' || organization_id
                       || case when group_dimension = 'all' then '' else ', ' || group_dimension || ' ' || group_value end,
                       closed_numerator, closed_denominator, coalesce(closed_value::varchar, closed_status, 'no number'),
                       now_numerator, now_denominator, coalesce(now_value::varchar, now_status, 'no number'),
                       why || coalesce('; ' || records, '')
                from internal.closed_year_difference where school_year = ?
                order by metric, authority, version, organization_type, organization_id, group_dimension, group_value""", year.toString())) {
            lines.add("  " + row.get(0) + ": " + row.get(3) + of(row.get(1), row.get(2)) + " -> " + row.get(6)
                    + of(row.get(4), row.get(5)) + "  (" + row.get(7) + ")");
        }
        return lines;
    }

    private static String of(@Nullable Object numerator, @Nullable Object denominator) {
        return numerator == null || denominator == null
                ? ""
                : " (" + plain(numerator) + " of " + plain(denominator) + ")";
    }

    private static String plain(Object number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    private static List<String> records(Duck duck, SchoolYear year) {
        return duck.sql()
                .fetch("""
                        select dataset, what, count(distinct (organization_id, entity_key))
                        from internal.closed_year_difference_person where school_year = ?
                        group by dataset, what order by dataset, what""", year.toString())
                .map(row -> "  " + row.get(0) + ": " + row.get(2) + " " + row.get(1));
    }

    /**
     * Writes which records changed into a new file that its owner alone may read, and notes that it was.
     *
     * @return how many rows
     */
    public long write(SchoolYear year, Path file) {
        if (Files.exists(file)) {
            throw new YearException("There is such a file already; name a new one.");
        }
        var closed = ClosedYears.of(home);
        Publication publication = yearEnd.publication();
        String query = "select * from internal.closed_year_difference_person where school_year = "
                + Duck.literal(year.toString()) + " order by all";
        try (AuditLog log = AuditLog.open(home, clock);
                Duck duck = yearEnd.internal(publication)) {
            YearEnd.standing(duck, closed, year);
            Files.createFile(file, OwnerOnly.file());
            long rows = duck.sql().fetchCount(DSL.table("(" + query + ")"));
            log.append(System.getProperty("user.name", "unknown"), publication.id(), query, rows, "written to a file");
            // By default the rows would go into a file of their own, which everybody may read, and take this one's
            // place.
            duck.run("copy (" + query + ") to " + Duck.literal(file.toAbsolutePath())
                    + " (format csv, header, use_tmp_file false)");
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be written", e);
        }
    }
}
