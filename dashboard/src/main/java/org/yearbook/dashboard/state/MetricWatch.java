package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.PacketTables.BEFORE_AS_OF;
import static org.yearbook.dashboard.state.PacketTables.BEFORE_FIGURE;
import static org.yearbook.dashboard.state.PacketTables.BEFORE_GOAL;
import static org.yearbook.dashboard.state.PacketTables.BEFORE_PEOPLE;
import static org.yearbook.dashboard.state.PacketTables.BEFORE_PUBLICATION;
import static org.yearbook.dashboard.state.PacketTables.BEFORE_STANDING;
import static org.yearbook.dashboard.state.PacketTables.DEFINITION;
import static org.yearbook.dashboard.state.PacketTables.FIGURE;
import static org.yearbook.dashboard.state.PacketTables.FOLLOWS;
import static org.yearbook.dashboard.state.PacketTables.GOAL;
import static org.yearbook.dashboard.state.PacketTables.METRIC;
import static org.yearbook.dashboard.state.PacketTables.METRIC_FOLLOW;
import static org.yearbook.dashboard.state.PacketTables.METRIC_STANDING;
import static org.yearbook.dashboard.state.PacketTables.PEOPLE;
import static org.yearbook.dashboard.state.PacketTables.REDEFINED;
import static org.yearbook.dashboard.state.PacketTables.SCHOOL_YEAR;
import static org.yearbook.dashboard.state.PacketTables.STANDING;
import static org.yearbook.dashboard.state.PacketTables.STANDING_CHANGE;
import static org.yearbook.dashboard.state.Tables.AS_OF;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;
import static org.yearbook.dashboard.state.Tables.PUBLICATION;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Standing;

/** Who follows which metric, where each stood last, and where that changed from one publication to the next. */
public final class MetricWatch {

    private static final List<Field<?>> STOOD =
            List.of(METRIC, PUBLICATION, AS_OF, SCHOOL_YEAR, STANDING, FIGURE, PEOPLE, GOAL, DEFINITION);
    private static final List<Field<?>> CHANGED = List.of(
            METRIC,
            PUBLICATION,
            AS_OF,
            SCHOOL_YEAR,
            BEFORE_PUBLICATION,
            BEFORE_AS_OF,
            BEFORE_STANDING,
            BEFORE_FIGURE,
            BEFORE_PEOPLE,
            BEFORE_GOAL,
            STANDING,
            FIGURE,
            PEOPLE,
            GOAL,
            REDEFINED);

    private final DSLContext sql;
    private final Outbox outbox;

    public MetricWatch(StateDatabase database, Outbox outbox) {
        this.sql = database.sql();
        this.outbox = outbox;
    }

    /**
     * Where a metric of the whole district stands.
     *
     * @param figure its value; null when there is none
     * @param people how many it speaks of; null when few of them hide it from nobody, as of things
     * @param goal null when none is set
     * @param definition hash of the one in force; empty when none is, and in a change that was kept
     */
    public record Stand(
            String metric,
            String schoolYear,
            Standing standing,
            @Nullable BigDecimal figure,
            @Nullable Long people,
            @Nullable BigDecimal goal,
            String definition) {}

    /**
     * A change from one publication to the next.
     *
     * @param before where it stood
     * @param since the night that this was of
     * @param after where it stands in the publication of the change, whatever was published later
     * @param redefined whether the definition is another one
     */
    public record Change(
            String metric,
            String publication,
            LocalDate asOf,
            String schoolYear,
            Stand before,
            String beforePublication,
            LocalDate since,
            Stand after,
            boolean redefined) {}

    /** Says who is to be told of changes. */
    public interface Audience {

        /** {@return ids of the people who are told of any of these} */
        List<Long> of(List<Change> changes);
    }

    /** {@return the publication that was last looked at, and its night; nothing before the first} */
    public Optional<Map.Entry<String, LocalDate>> lastSeen() {
        return sql.select(PUBLICATION, AS_OF)
                .from(METRIC_STANDING)
                .orderBy(AS_OF.desc(), PUBLICATION.desc())
                .limit(1)
                .fetchOptional(row -> Map.entry(row.value1(), row.value2()));
    }

    /**
     * Notes where each metric stands in a publication, and puts the mail of those who follow what changed into the
     * outbox: all of it or nothing.
     */
    public void look(Edition edition, List<Stand> stands, Audience audience) {
        sql.transaction(configuration -> {
            DSLContext inside = configuration.dsl();
            Map<String, Record> before = inside.select(STOOD).from(METRIC_STANDING).forUpdate().fetch().stream()
                    .collect(Collectors.toMap(row -> row.get(METRIC), row -> row));
            List<Change> changes = stands.stream()
                    .flatMap(
                            stand -> Optional.ofNullable(before.get(stand.metric()))
                                    .flatMap(row -> change(edition, row, stand))
                                    .stream())
                    .toList();
            inside.deleteFrom(METRIC_STANDING).execute();
            stands.forEach(stand -> insert(inside, edition, stand));
            changes.forEach(change -> insert(inside, change));
            List<Change> told =
                    changes.stream().filter(change -> !change.redefined()).toList();
            if (!told.isEmpty()) {
                audience.of(told)
                        .forEach(person -> outbox.put(inside, Outbox.Mail.alert(edition.publication(), person)));
            }
        });
    }

    private static Optional<Change> change(Edition edition, Record row, Stand now) {
        Stand before = new Stand(
                now.metric(),
                row.get(SCHOOL_YEAR),
                Standing.valueOf(row.get(STANDING)),
                row.get(FIGURE),
                row.get(PEOPLE),
                row.get(GOAL),
                row.get(DEFINITION));
        if (!before.schoolYear().equals(now.schoolYear()) || !judged(before.standing()) || !judged(now.standing())) {
            return Optional.empty();
        }
        boolean redefined = !before.definition().equals(now.definition());
        if (before.standing() == now.standing()) {
            return Optional.empty();
        }
        return Optional.of(new Change(
                now.metric(),
                edition.publication(),
                edition.asOf(),
                now.schoolYear(),
                before,
                row.get(PUBLICATION),
                row.get(AS_OF),
                now,
                redefined));
    }

    /** Only what stands against a goal can change sides. */
    private static boolean judged(Standing standing) {
        return standing == Standing.MET || standing == Standing.NEAR || standing == Standing.NOT_MET;
    }

    private static void insert(DSLContext inside, Edition edition, Stand stand) {
        inside.insertInto(METRIC_STANDING)
                .set(METRIC, stand.metric())
                .set(PUBLICATION, edition.publication())
                .set(AS_OF, edition.asOf())
                .set(SCHOOL_YEAR, stand.schoolYear())
                .set(STANDING, stand.standing().name())
                .set(FIGURE, stand.figure())
                .set(PEOPLE, stand.people())
                .set(GOAL, stand.goal())
                .set(DEFINITION, stand.definition())
                .execute();
    }

    private static void insert(DSLContext inside, Change change) {
        inside.insertInto(STANDING_CHANGE)
                .set(METRIC, change.metric())
                .set(PUBLICATION, change.publication())
                .set(AS_OF, change.asOf())
                .set(SCHOOL_YEAR, change.schoolYear())
                .set(BEFORE_PUBLICATION, change.beforePublication())
                .set(BEFORE_AS_OF, change.since())
                .set(BEFORE_STANDING, change.before().standing().name())
                .set(BEFORE_FIGURE, change.before().figure())
                .set(BEFORE_PEOPLE, change.before().people())
                .set(BEFORE_GOAL, change.before().goal())
                .set(STANDING, change.after().standing().name())
                .set(FIGURE, change.after().figure())
                .set(PEOPLE, change.after().people())
                .set(GOAL, change.after().goal())
                .set(REDEFINED, change.redefined())
                .execute();
    }

    /** {@return what changed in a publication, by metric} */
    public List<Change> changes(String publication) {
        return sql.select(CHANGED)
                .from(STANDING_CHANGE)
                .where(PUBLICATION.eq(publication))
                .orderBy(METRIC)
                .fetch(MetricWatch::changed);
    }

    /** {@return the latest change of a metric, told or not} */
    public Optional<Change> latest(String metric) {
        return sql.select(CHANGED)
                .from(STANDING_CHANGE)
                .where(METRIC.eq(metric))
                .orderBy(AS_OF.desc(), PUBLICATION.desc())
                .limit(1)
                .fetchOptional(MetricWatch::changed);
    }

    private static Change changed(Record row) {
        String metric = row.get(METRIC);
        return new Change(
                metric,
                row.get(PUBLICATION),
                row.get(AS_OF),
                row.get(SCHOOL_YEAR),
                new Stand(
                        metric,
                        row.get(SCHOOL_YEAR),
                        Standing.valueOf(row.get(BEFORE_STANDING)),
                        row.get(BEFORE_FIGURE),
                        row.get(BEFORE_PEOPLE),
                        row.get(BEFORE_GOAL),
                        ""),
                row.get(BEFORE_PUBLICATION),
                row.get(BEFORE_AS_OF),
                new Stand(
                        metric,
                        row.get(SCHOOL_YEAR),
                        Standing.valueOf(row.get(STANDING)),
                        row.get(FIGURE),
                        row.get(PEOPLE),
                        row.get(GOAL),
                        ""),
                row.get(REDEFINED));
    }

    /** {@return what a person said about metrics: followed or not; nothing for those that they said nothing about} */
    public Map<String, Boolean> said(long person) {
        return sql.select(METRIC, FOLLOWS)
                .from(METRIC_FOLLOW)
                .where(PERSON_ID.eq(person))
                .fetchMap(METRIC, FOLLOWS);
    }

    /** Keeps what a person says about a metric. */
    public void follow(long person, String metric, boolean follows) {
        sql.transaction(configuration -> {
            DSLContext inside = configuration.dsl();
            inside.deleteFrom(METRIC_FOLLOW)
                    .where(PERSON_ID.eq(person).and(METRIC.eq(metric)))
                    .execute();
            inside.insertInto(METRIC_FOLLOW)
                    .set(PERSON_ID, person)
                    .set(METRIC, metric)
                    .set(FOLLOWS, follows)
                    .execute();
        });
    }

    /**
     * {@return whether a person follows a metric: as they said, else leaders follow what has a goal}
     *
     * @param goal whether the metric has a goal
     */
    public static boolean follows(Person person, Map<String, Boolean> said, String metric, boolean goal) {
        Boolean own = said.get(metric);
        return own == null ? goal && person.role() == Role.LEADER : own;
    }
}
