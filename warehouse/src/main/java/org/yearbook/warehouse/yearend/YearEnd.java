package org.yearbook.warehouse.yearend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.Record;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.year.ClosedYear;
import org.yearbook.warehouse.year.ClosedYear.Source;
import org.yearbook.warehouse.year.ClosedYear.State;
import org.yearbook.warehouse.year.ClosedYears;
import org.yearbook.warehouse.year.Openings;
import org.yearbook.warehouse.year.YearException;
import org.yearbook.warehouse.year.YearFiles;

/**
 * Closes a school year of a home, and signs what moved since. Both take what is frozen from the publication in force,
 * so that people freeze what they have seen.
 */
public final class YearEnd {

    private final DistrictHome home;
    private final Limits limits;
    private final Clock clock;

    public YearEnd(DistrictHome home, Limits limits, Clock clock) {
        this.home = home;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * A year that was closed, or signed.
     *
     * @param warnings what whoever closed it should know, a sentence each
     */
    public record Done(ClosedYear year, List<String> warnings) {

        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Freezes a year as the publication in force has it.
     *
     * @param early whether to close it although it is not over
     * @throws YearException when it is closed already, not over, not open, or without any number
     */
    public Done freeze(SchoolYear year, String by, String reason, boolean early) {
        named(by);
        var closed = ClosedYears.of(home);
        closed.find(year).ifPresent(before -> {
            throw new YearException(
                    year + " is closed already, since " + before.states().get(0).at() + " by "
                            + before.states().get(0).by() + ". What changed since: yearbook metrics differences " + year
                            + "; to take it over: yearbook metrics sign " + year);
        });
        if (!Openings.of(home).isOpen(year)) {
            throw new YearException(year + " is not open, so there is nothing to close.");
        }
        Publication publication = publication();
        Path next = closed.begin(year);
        try (Duck duck = internal(publication)) {
            over(duck, year, publication, early);
            numbers(duck, year);
            List<String> warnings = warnings(duck, year);
            YearFiles.write(duck, "internal", year, datasets(), next);
            var state = new State(
                    1,
                    by,
                    clock.instant(),
                    reason,
                    "",
                    source(publication),
                    definitions(duck, next),
                    snapshots(publication),
                    Map.of());
            return new Done(closed.finish(year, state, next), warnings);
        }
    }

    /**
     * Takes today's data over as the next state of a closed year.
     *
     * @param list fingerprint of the difference list as it was looked at
     * @throws YearException when the list is another by now, or there is nothing to sign
     */
    public Done sign(SchoolYear year, String by, String reason, String list) {
        named(by);
        if (reason.isBlank()) {
            throw new YearException(
                    "Say why the closed numbers move: --reason TEXT. Whoever reads them later will ask.");
        }
        Publication publication = publication();
        var closed = ClosedYears.of(home);
        closed.verify();
        try (Duck duck = internal(publication)) {
            Standing standing = standing(duck, closed, year);
            if (standing.numbers() + standing.records() == 0) {
                throw new YearException("Today's data says of " + year + " what was frozen: there is nothing to sign.");
            }
            if (!standing.list().equals(list)) {
                throw new YearException(
                        "The difference list of " + year + " is " + standing.list() + " now, not " + list
                                + ": it has changed since it was looked at. Nothing was signed. Look again: yearbook metrics"
                                + " differences " + year);
            }
            Path newer = publication.folder().resolve("newer").resolve(year.toString());
            Path next = closed.begin(year);
            copy(newer, next);
            ClosedYear before = closed.find(year).orElseThrow();
            var state = new State(
                    before.states().size() + 1,
                    by,
                    clock.instant(),
                    reason,
                    list,
                    source(publication),
                    definitions(duck, next),
                    snapshots(publication),
                    Map.of());
            return new Done(closed.finish(year, state, next), List.of());
        }
    }

    /** How far today's data is from a closed year. */
    record Standing(int state, long numbers, long records, String list) {}

    /** {@return how the publication in force compares a closed year, as it knows it} */
    static Standing standing(Duck duck, ClosedYears closed, SchoolYear year) {
        ClosedYear known = closed.find(year)
                .orElseThrow(() -> new YearException(
                        year + " is not closed. To close it: yearbook metrics freeze " + year + " --by NAME"));
        Optional<Record> row = Optional.ofNullable(duck.sql()
                .fetchOne(
                        "select state, number_differences, record_differences, list_id from internal.closed_year"
                                + " where school_year = ?",
                        year.toString()));
        int state = row.map(found -> found.get(0, Integer.class)).orElse(0);
        if (state != known.current().number()) {
            throw new YearException("The publication in force is older than state "
                    + known.current().number() + " of " + year
                    + ", so it does not compare it yet. Run a night first: yearbook nightly");
        }
        Record found = row.orElseThrow();
        return new Standing(
                state,
                found.get(1, Long.class),
                found.get(2, Long.class),
                Objects.requireNonNull(found.get(3, String.class)));
    }

    Publication publication() {
        return Publications.current(home)
                .orElseThrow(
                        () -> new YearException("There is no publication yet. Run a night first: yearbook nightly"));
    }

    Duck internal(Publication publication) {
        Duck duck = Duck.inMemory(limits);
        duck.run("attach " + Duck.literal(publication.file(Audience.INTERNAL)) + " as internal (read_only)");
        boolean current = duck.sql()
                .fetchSingle("select count(*) > 0 from duckdb_tables() where database_name = 'internal'"
                        + " and table_name = 'closed_year'")
                .get(0, Boolean.class);
        if (!current) {
            duck.close();
            throw new YearException("The publication in force was made before school years could be closed or opened."
                    + " Run a night first: yearbook nightly");
        }
        return duck;
    }

    private Set<String> datasets() {
        return Definitions.readWith(home.metrics()).datasets().keySet();
    }

    private static void named(String by) {
        if (by.isBlank()) {
            throw new YearException("Say who decides: --by NAME.");
        }
    }

    private void over(Duck duck, SchoolYear year, Publication publication, boolean early) {
        LocalDate ends = duck.sql()
                .fetchOptional("select ends from internal.dim_school_year where school_year = ?", year.toString())
                .map(row -> row.get(0, LocalDate.class))
                .orElseThrow(() -> new YearException("The publication in force has no school year " + year + "."));
        if (!early && !ends.isBefore(publication.asOf())) {
            throw new YearException(year + " is not over: it ends on " + ends + ", and the publication in force is of "
                    + publication.asOf() + ". To close it all the same, say so: --early");
        }
    }

    private static void numbers(Duck duck, SchoolYear year) {
        long numbers = duck.sql()
                .fetchSingle(
                        "select count(*) from internal.metric_value where school_year = ? and status = 'ok'",
                        year.toString())
                .get(0, Long.class);
        if (numbers == 0) {
            throw new YearException(
                    "There is no number of " + year + " in the publication in force: nothing to close.");
        }
    }

    private static List<String> warnings(Duck duck, SchoolYear year) {
        var warnings = new ArrayList<String>();
        long blocked = duck.sql()
                .fetchSingle(
                        "select count(*) from internal.quality_issue where school_year = ? and severity = 'block'"
                                + " and status <> 'resolved'",
                        year.toString())
                .get(0, Long.class);
        if (blocked > 0) {
            warnings.add(
                    blocked == 1
                            ? "1 record of " + year
                                    + " is kept out by an open blocking issue, so what was frozen lacks it."
                            : blocked + " records of " + year
                                    + " are kept out by open blocking issues, so what was frozen lacks them.");
        }
        List<String> missing = duck.sql()
                .fetch(
                        "select distinct metric || ' (' || authority || ' ' || version || ')' from internal.metric_value"
                                + " where school_year = ? and status = 'missing_input' order by 1",
                        year.toString())
                .map(row -> row.get(0, String.class));
        if (!missing.isEmpty()) {
            warnings.add("No number, for an input is missing: " + String.join(", ", missing) + ".");
        }
        return warnings;
    }

    private static Source source(Publication publication) {
        return new Source(publication.id(), publication.night(), publication.asOf());
    }

    private static Map<String, String> definitions(Duck duck, Path folder) {
        var definitions = new TreeMap<String, String>();
        for (Record row : duck.sql()
                .fetch("select metric || ' ' || authority || ' ' || version, definition_hash from " + "read_parquet("
                        + Duck.literal(folder.resolve(YearFiles.DEFINITIONS)) + ")")) {
            definitions.put(row.get(0, String.class), row.get(1, String.class));
        }
        return definitions;
    }

    private static Map<String, Long> snapshots(Publication publication) {
        try {
            return Publications.snapshots(publication);
        } catch (PublicationException e) {
            throw new YearException(
                    "The manifest of the publication in force cannot be read. Run a night, and try again.");
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("What is to be signed cannot be copied out of the publication", e);
        }
    }
}
