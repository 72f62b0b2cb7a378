package org.yearbook.warehouse.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.year.ClosedYear;
import org.yearbook.warehouse.year.ClosedYears;

/**
 * What files of a school year are made from, kept apart from later nights: the rows of the year and of the year before
 * in {@code exports/2025-26/frozen/count-day-1/rows.duckdb}, as the publication held them that a person froze. The rows
 * at the end of a year are those of the publication that the year was closed from, or of the first one that shows what
 * was signed later.
 */
public final class Frozen {

    private static final String ROWS = "rows.duckdb";
    private static final String RECORD = "frozen.json";

    private final DistrictHome home;
    private final Limits limits;
    private final Clock clock;

    public Frozen(DistrictHome home, Limits limits, Clock clock) {
        this.home = home;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * One frozen state.
     *
     * @param number from 1; the last one is in force
     * @param closedState the state of the closed year that it is of; 0 for the day of the count
     * @param sha256 of the rows
     */
    public record FrozenRows(
            SchoolYear year,
            Basis basis,
            int number,
            String publication,
            LocalDate asOf,
            int closedState,
            String by,
            Instant at,
            String sha256) {

        /** {@return in words, such as count-day-1} */
        public String name() {
            return Frozen.name(basis) + "-" + number;
        }

        // A publication that was signed from shows the state before; earlier releases froze it as the next one.
        private boolean isOf(ClosedYear.State state) {
            return closedState == state.number()
                    && !(isSigned(state) && publication.equals(state.source().publication()));
        }
    }

    /** {@return the frozen rows that files of a year are made from; none when nothing was frozen that still holds} */
    public Optional<FrozenRows> of(SchoolYear year, Basis basis) {
        List<FrozenRows> all = all(year, basis);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        FrozenRows last = all.get(all.size() - 1);
        boolean holds =
                basis == Basis.COUNT_DAY || ofClosed(year).filter(last::isOf).isPresent();
        return holds ? Optional.of(last) : Optional.empty();
    }

    /** {@return the file of the rows, which is as it was frozen} */
    Path rows(SchoolYear year, Manifest.Source source) {
        Path file = folder(year).resolve(source.frozen()).resolve(ROWS);
        if (!Files.isRegularFile(file) || !Kept.sha256(file).equals(source.sha256())) {
            throw new ExportException("What was frozen for " + year + ", " + source.frozen()
                    + ", is gone or was changed. Put exports/" + year + "/frozen back from a backup.");
        }
        return file;
    }

    /**
     * Freezes the day of the count as the publication in force knows it.
     *
     * @throws ExportException when the day has not come, or nothing was published
     */
    public FrozenRows countDay(SchoolYear year, String by) {
        if (by.isBlank()) {
            throw new ExportException("Say who decides: --by NAME.");
        }
        Publication publication = current();
        try (Duck duck = attached(publication)) {
            LocalDate day = duck.sql()
                    .fetchOptional(
                            "select count_day from source.dim_school_year where school_year = ?", year.toString())
                    .map(row -> row.get(0, LocalDate.class))
                    .orElseThrow(
                            () -> new ExportException("The publication in force has no school year " + year + "."));
            if (day.isAfter(publication.asOf())) {
                throw new ExportException("The day of the count of " + year + " is " + day
                        + ", and the publication in force is of " + publication.asOf() + ". Freeze it afterwards.");
            }
        }
        return Alone.in(home, () -> freeze(year, Basis.COUNT_DAY, publication, 0, by));
    }

    /**
     * Freezes the end of a closed year, unless that was done: from the publication that the year was closed from, and
     * of a year that moved by signature from the first one that shows it. The one in force when somebody signed
     * compares today's data with the state before, and holds the rows of that.
     *
     * @return the rows; none when the year is not closed, or no such publication is kept
     */
    public Optional<FrozenRows> yearEnd(SchoolYear year) {
        return Alone.in(home, () -> endOf(year));
    }

    private Optional<FrozenRows> endOf(SchoolYear year) {
        Optional<FrozenRows> there = of(year, Basis.YEAR_END);
        return there.isPresent()
                ? there
                : ofClosed(year)
                        .flatMap(state -> kept(year, state)
                                .map(one -> freeze(year, Basis.YEAR_END, one, state.number(), state.by())));
    }

    private Optional<Publication> kept(SchoolYear year, ClosedYear.State state) {
        List<Publication> newestFirst = Publications.list(home);
        return isSigned(state)
                ? newestFirst.stream().filter(one -> shows(one, year, state)).min(Comparator.comparing(Publication::id))
                : newestFirst.stream()
                        .filter(one -> one.id().equals(state.source().publication()))
                        .findFirst();
    }

    /** {@return whether a state of a closed year is not its first} */
    private static boolean isSigned(ClosedYear.State state) {
        return state.number() > 1;
    }

    private static boolean shows(Publication publication, SchoolYear year, ClosedYear.State state) {
        return Publications.closedStates(publication).getOrDefault(year.toString(), 0) == state.number();
    }

    /**
     * Freezes the end of a closed year from the publication in force: its numbers are those of the closed year, single
     * records are today's.
     */
    public FrozenRows yearEndNow(SchoolYear year, String by) {
        if (by.isBlank()) {
            throw new ExportException("Say who decides: --by NAME.");
        }
        ClosedYear.State state = ofClosed(year)
                .orElseThrow(() -> new ExportException(
                        year + " is not closed. To close it: yearbook metrics freeze " + year + " --by NAME"));
        Publication publication = current();
        if (!shows(publication, year, state)) {
            throw new ExportException("The publication in force does not show state " + state.number() + " of " + year
                    + " yet. Run a night first: yearbook nightly");
        }
        return Alone.in(home, () -> freeze(year, Basis.YEAR_END, publication, state.number(), by));
    }

    private Optional<ClosedYear.State> ofClosed(SchoolYear year) {
        return ClosedYears.of(home).find(year).map(ClosedYear::current);
    }

    private FrozenRows freeze(SchoolYear year, Basis basis, Publication publication, int closedState, String by) {
        List<FrozenRows> before = all(year, basis);
        int number = before.isEmpty() ? 1 : before.get(before.size() - 1).number() + 1;
        Path folder = folder(year).resolve(name(basis) + "-" + number);
        Path unfinished = Kept.begin(folder);
        Path file = unfinished.resolve(ROWS);
        try (Duck duck = attached(publication)) {
            duck.run("attach " + Duck.literal(file) + " as frozen");
            Kept.ownerOnly(file);
            for (FrozenTable table : FrozenTable.of(duck)) {
                duck.run(table.copy(year));
            }
            duck.run("detach frozen");
        }
        Kept.ownerOnly(file);
        var rows = new FrozenRows(
                year,
                basis,
                number,
                publication.id(),
                publication.asOf(),
                closedState,
                by,
                clock.instant(),
                Kept.sha256(file));
        Kept.writeJson(unfinished.resolve(RECORD), rows);
        Kept.finish(unfinished, folder);
        return rows;
    }

    private Publication current() {
        return Publications.current(home)
                .orElseThrow(
                        () -> new ExportException("There is no publication yet. Run a night first: yearbook nightly"));
    }

    private Duck attached(Publication publication) {
        return Rows.open(publication.file(Audience.INTERNAL), limits);
    }

    private List<FrozenRows> all(SchoolYear year, Basis basis) {
        Path folder = folder(year);
        return Kept.names(folder, name(basis) + "-\\d+").stream()
                .flatMap(name -> Kept.readJson(folder.resolve(name).resolve(RECORD), FrozenRows.class).stream())
                .sorted(Comparator.comparing(FrozenRows::number))
                .toList();
    }

    private Path folder(SchoolYear year) {
        return home.exports().resolve(year.toString()).resolve("frozen");
    }

    static String name(Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
