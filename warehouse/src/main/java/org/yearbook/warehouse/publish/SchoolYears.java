package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.metric.KeptTable;
import org.yearbook.warehouse.metric.KnownContents;
import org.yearbook.warehouse.metric.MetricEngine;
import org.yearbook.warehouse.year.ClosedYears;
import org.yearbook.warehouse.year.Openings;
import org.yearbook.warehouse.year.YearException;
import org.yearbook.warehouse.year.YearNumbers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people decided about school years, as one publication under construction follows it. */
final class SchoolYears {

    /** Where a publication keeps what today's data says of closed years, for whoever signs it. */
    static final String NEWER = "newer";

    private final ClosedYears closed;
    private final Openings openings;
    private final Set<SchoolYear> found = new TreeSet<>();
    private final boolean first;
    private @Nullable SchoolYear latest;
    private Set<String> datasets = Set.of();

    private SchoolYears(ClosedYears closed, Openings openings) {
        this.closed = closed;
        this.openings = openings;
        this.latest = openings.latest().orElse(null);
        this.first = latest == null;
    }

    /** @throws PublicationException when something of a closed year is gone or was changed */
    static SchoolYears of(DistrictHome home) {
        try {
            var closed = ClosedYears.of(home);
            closed.verify();
            missing(home, closed);
            return new SchoolYears(closed, Openings.of(home));
        } catch (YearException e) {
            throw refused(e);
        }
    }

    // A folder that is gone cannot say so itself; the publication in force remembers that there was one.
    private static void missing(DistrictHome home, ClosedYears closed) {
        Optional<Publication> current = Publications.lastKnown(home);
        Path manifest = current.map(publication -> publication.folder().resolve(Publications.MANIFEST))
                .filter(Files::isRegularFile)
                .orElse(null);
        if (manifest == null) {
            return;
        }
        try {
            JsonNode years =
                    JsonMapper.shared().readTree(Files.readString(manifest)).path("closed_years");
            for (var year : years.properties()) {
                int known = closed.find(SchoolYear.parse(year.getKey()))
                        .map(one -> one.states().size())
                        .orElse(0);
                if (known < year.getValue().asInt()) {
                    throw new YearException(year.getKey() + " is closed, state "
                            + year.getValue().asInt()
                            + ", but years/" + year.getKey()
                            + "/closed.yaml does not have it. Put the folder back from a"
                            + " backup of the home; until then the last publication stays in force.");
                }
            }
        } catch (IOException | JacksonException e) {
            throw new PublicationException("The manifest of the publication in force cannot be read.", e);
        }
    }

    /** Tells the scripts which year is the last open one; none before the first night of a home. */
    void prepare(Duck duck) {
        SchoolYear last = latest;
        duck.run("set variable latest_opened = " + (last == null ? "null::varchar" : Duck.literal(last.toString())));
    }

    /** Gives tables that only speak of tonight what was frozen of closed years, before numbers are computed. */
    void recall(Duck duck) {
        YearNumbers.recall(duck, closed);
    }

    /** {@return whether a table has frozen rows from {@link #recall}} */
    boolean recalled(String table) {
        return !closed.all().isEmpty() && YearNumbers.recalls(table);
    }

    /** {@return whether a table may have frozen rows once {@link #apply} was done} */
    boolean held(String table) {
        return !closed.all().isEmpty() && (recalled(table) || YearNumbers.holds(table, datasets));
    }

    /** Does to the internal file what people decided, all numbers being computed. */
    void apply(Duck duck, MetricEngine engine, Path folder, Steps steps, KeptTable kept, KnownContents known) {
        datasets = engine.datasets();
        try {
            var numbers = new YearNumbers(duck, engine, closed);
            numbers.hold(datasets, folder.resolve(NEWER), kept, known);
            look(duck);
            SchoolYear last = latest;
            if (last != null) {
                numbers.withhold(last)
                        .forEach(year ->
                                steps.tell("year not opened", year.year().toString(), year.numbers()));
            }
        } catch (YearException e) {
            throw refused(e);
        }
    }

    // On its first night a home opens the years that it finds begun. One that lies ahead waits for people.
    private void look(Duck duck) {
        List<String> begun = duck.sql()
                .fetch("select school_year from dim_school_year where starts <= (select as_of from publication)")
                .map(row -> row.get(0, String.class));
        List<String> all =
                duck.sql().fetch("select school_year from dim_school_year").map(row -> row.get(0, String.class));
        all.stream().map(SchoolYear::parse).forEach(found::add);
        if (first) {
            latest = (begun.isEmpty() ? all : begun)
                    .stream().map(SchoolYear::parse).max(SchoolYear::compareTo).orElse(null);
        }
    }

    /** Gives the analysts' file, in use, the frozen rows that internal has. */
    void share(Duck duck, String target, KnownContents known) {
        YearNumbers.share(duck, closed, datasets, target, known);
    }

    /** Records what this publication opened, once it is in force. */
    void remember(String night, Instant at) {
        SchoolYear last = latest;
        if (last == null) {
            return;
        }
        openings.open(
                found.stream().filter(year -> year.compareTo(last) <= 0).toList(),
                first ? Openings.How.WITH_THE_HOME : Openings.How.AS_HISTORY,
                "night " + night,
                at);
    }

    private static PublicationException refused(YearException e) {
        return new PublicationException(String.valueOf(e.getMessage()), e);
    }
}
