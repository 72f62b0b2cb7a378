package org.yearbook.warehouse.why;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.answer.SideBySide;
import org.yearbook.warehouse.answer.Veil;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.why.Choices.Group;
import org.yearbook.warehouse.why.Choices.Night;
import org.yearbook.warehouse.why.Choices.Version;
import org.yearbook.warehouse.why.Choices.Year;

/**
 * One number as every publication has it that is kept.
 *
 * @param kept newest first
 * @param current the one in force, of which years, versions and groups are told
 * @param schools of the one in force
 */
record KeptNumbers(List<Publication> kept, Publication current, List<Row> rows, SideBySide schools) {

    private static final Logger LOG = LoggerFactory.getLogger(KeptNumbers.class);
    private static final String EVERYBODY = "all";

    private static final String NUMBERS = """
            select school_year, policy, version, group_dimension, group_value, n, value, hidden, hidden_schools
            from (select null::boolean as hidden, null::varchar as hidden_schools where false
                  union all by name
                  select * from night.metric_value)
            where metric = ? and authority = ? and organization_id = ? and status = 'ok' and value is not null
            order by version""";

    KeptNumbers {
        kept = List.copyOf(kept);
        rows = List.copyOf(rows);
    }

    /** A number; {@code people} is null when it speaks of things. */
    record Row(
            String publication,
            String schoolYear,
            boolean inForce,
            int version,
            Group group,
            @Nullable Long people,
            BigDecimal value,
            Veil veil) {

        /** {@return whether somebody sees it who does not see its place in full} */
        boolean isFor(Scope scope, int smallest) {
            return people == null || (people >= smallest && !veil.hides(scope));
        }
    }

    /**
     * {@return the numbers of one publication; nothing when it cannot be read: it is of another release, or was just
     * deleted}
     */
    static Optional<List<Row>> rows(
            Duck duck, Publication publication, String metric, String authority, String organization) {
        return read(
                duck,
                publication,
                () -> duck.sql()
                        .fetch(NUMBERS, metric, authority, organization)
                        .map(row -> row(publication.id(), row)));
    }

    /** {@return which schools have the numbers of a publication; nothing when it cannot be read} */
    static Optional<SideBySide> schools(Duck duck, Publication publication) {
        return read(duck, publication, () -> SideBySide.read(duck.sql(), DSL.table("night.metric_value")));
    }

    private static <T> Optional<T> read(Duck duck, Publication publication, Supplier<T> question) {
        try {
            duck.run("attach " + Duck.literal(publication.file(Audience.INTERNAL)) + " as night (read_only)");
            return Optional.of(question.get());
        } catch (EngineException | DataAccessException e) {
            LOG.warn("Publication {} does not tell its numbers", publication.id(), e);
            return Optional.empty();
        } finally {
            duck.run("detach database if exists night");
        }
    }

    private static Row row(String publication, Record row) {
        return new Row(
                publication,
                row.get("school_year", String.class),
                "in_force".equals(row.get("policy", String.class)),
                row.get("version", Integer.class),
                new Group(row.get("group_dimension", String.class), row.get("group_value", String.class)),
                row.get("n", Long.class),
                row.get("value", BigDecimal.class),
                Veil.of(row));
    }

    /**
     * {@return what can be compared of a group}
     *
     * @param asked the school year; the latest that has the number when it has none in the one asked for
     * @param told which numbers the asker may see
     * @param nights of which school years the numbers of earlier nights may be seen
     */
    Choices choices(String asked, Group group, Predicate<Row> told, Predicate<String> nights) {
        TreeMap<String, Row> years = new TreeMap<>();
        now().filter(row -> row.inForce() && row.group().equals(group))
                .forEach(row -> years.put(row.schoolYear(), row));
        String year = years.containsKey(asked) ? asked : years.isEmpty() ? "" : years.lastKey();
        // What is hidden tonight was not to be seen before either, and an earlier release did not say so.
        boolean sideBySide = nights.test(year)
                && Optional.ofNullable(years.get(year)).filter(told).isPresent();
        Set<Group> groups = new LinkedHashSet<>();
        now().filter(row -> row.inForce()
                        && row.schoolYear().equals(year)
                        && !row.group().dimension().equals(EVERYBODY)
                        && shown(row, told) != null)
                .forEach(row -> groups.add(row.group()));
        return new Choices(
                year,
                kept.stream()
                        .map(night ->
                                new Night(night.id(), night.asOf(), sideBySide ? of(night, year, group, told) : null))
                        .toList(),
                years.descendingMap().values().stream()
                        .map(row -> new Year(row.schoolYear(), shown(row, told)))
                        .toList(),
                now().filter(row -> row.schoolYear().equals(year) && row.group().equals(group))
                        .map(row -> new Version(row.version(), shown(row, told)))
                        .toList(),
                List.copyOf(groups));
    }

    private Stream<Row> now() {
        return rows.stream().filter(row -> row.publication().equals(current.id()));
    }

    private @Nullable BigDecimal of(Publication night, String year, Group group, Predicate<Row> told) {
        return rows.stream()
                .filter(row -> row.publication().equals(night.id())
                        && row.inForce()
                        && row.schoolYear().equals(year)
                        && row.group().equals(group))
                .findFirst()
                .map(row -> shown(row, told))
                .orElse(null);
    }

    private static @Nullable BigDecimal shown(Row row, Predicate<Row> told) {
        return told.test(row) ? row.value() : null;
    }
}
