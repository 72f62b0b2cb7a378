package org.yearbook.warehouse.why;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
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
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;

/**
 * The numbers of a place as earlier nights had them, to be held against those of the current one. What may be compared
 * is what {@link Whys} lets anybody compare: nights of a school by whoever sees its numbers in full, since they would
 * tell of the one student who moved it, and those of the whole district by everybody whom {@link SideBySide} lets. What
 * was read whole is kept, since publications never change.
 */
public final class EarlierNights {

    /** How long ago the longer comparison begins, at the least, where a publication that old is kept. */
    public static final int WEEK = 7;

    /** Why somebody does not see nights side by side. */
    static final String APART =
            "Nights are compared for the whole district alone: of one school or group they would tell"
                    + " of the few people who moved it";

    private static final Logger LOG = LoggerFactory.getLogger(EarlierNights.class);
    private static final Limits LIMITS = new Limits(1, 256, null);
    private static final int KEPT = 200;
    private static final String NUMBERS = """
            select metric, authority, school_year, n, value, hidden, hidden_schools
            from (select null::boolean as hidden, null::varchar as hidden_schools where false
                  union all by name
                  select * from night.metric_value)
            where organization_id = ? and policy = 'in_force' and group_dimension = 'all'
              and status = 'ok' and value is not null""";

    private final DistrictHome home;
    private final District district;
    private final Map<Kept, Numbers> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Kept, Numbers> eldest) {
            return size() > KEPT;
        }
    };

    /** One reader at a time is enough; what is known already does not wait for it. */
    final ReentrantLock reading = new ReentrantLock();

    public EarlierNights(DistrictHome home, District district) {
        this.home = home;
        this.district = district;
    }

    private record Kept(String publication, String organization) {}

    private record Key(String metric, String authority, String schoolYear) {}

    /** Of one night and place; {@code schools} is asked of the district alone. */
    private record Numbers(Map<Key, Held> held, SideBySide schools) {

        static final Numbers NONE = new Numbers(Map.of(), SideBySide.UNKNOWN);

        boolean lets(Scope scope, Key key) {
            return schools.district(scope, key.metric(), key.authority(), key.schoolYear());
        }

        boolean hidesAll(Scope scope) {
            return !held.isEmpty() && held.keySet().stream().noneMatch(key -> lets(scope, key));
        }
    }

    /** A number; {@code people} is null when it speaks of things. */
    private record Held(@Nullable Long people, BigDecimal value, Veil veil) {

        boolean isFor(Scope scope, int smallest) {
            return people == null || (people >= smallest && !veil.hides(scope));
        }
    }

    /**
     * One earlier night.
     *
     * @param numbers those that may be seen
     */
    public record Night(String publication, LocalDate asOf, Map<String, BigDecimal> numbers) {

        public Night {
            numbers = Map.copyOf(numbers);
        }

        /** {@return the number that it had, when it had one that may be seen} */
        public Optional<BigDecimal> number(String metric, String authority, String schoolYear) {
            return Optional.ofNullable(numbers.get(name(metric, authority, schoolYear)));
        }

        private static String name(String metric, String authority, String schoolYear) {
            return metric + " " + authority + " " + schoolYear;
        }
    }

    /**
     * The nights to compare with.
     *
     * @param last the one before; nothing when there is none
     * @param week the latest of a week ago or longer, else the oldest that is kept; nothing when it would be the last
     * @param why in a sentence, why the asker sees none of them; empty when they do, or when there are none
     */
    public record Nights(Optional<Night> last, Optional<Night> week, String why) {

        static final Nights NONE = new Nights(Optional.empty(), Optional.empty(), "");
        static final Nights HIDDEN = new Nights(Optional.empty(), Optional.empty(), APART);
    }

    /**
     * {@return the numbers of a place on the nights before one}
     *
     * @param publication the night that is looked at
     */
    public Nights before(Asker asker, String publication, String organization) {
        boolean full = asker.numbers().covers(organization);
        if (!full && !organization.equals(district.leaId())) {
            return Nights.HIDDEN;
        }
        List<Publication> kept = Publications.list(home).stream()
                .dropWhile(found -> !found.id().equals(publication))
                .toList();
        if (kept.size() < 2) {
            return Nights.NONE;
        }
        LocalDate now = kept.get(0).asOf();
        List<Publication> earlier = kept.subList(1, kept.size());
        // A night that was run again is no other night.
        Publication last = earlier.stream()
                .filter(found -> found.asOf().isBefore(now))
                .findFirst()
                .orElse(earlier.get(0));
        Publication week = earlier.stream()
                .filter(found -> !found.asOf().isAfter(now.minusDays(WEEK)))
                .findFirst()
                .orElse(earlier.get(earlier.size() - 1));
        if (!full && numbers(last, organization).hidesAll(asker.numbers())) {
            return Nights.HIDDEN;
        }
        Numbers tonight = full ? Numbers.NONE : numbers(kept.get(0), organization);
        return new Nights(
                Optional.of(night(last, organization, asker.numbers(), tonight)),
                week.asOf().isBefore(last.asOf())
                        ? Optional.of(night(week, organization, asker.numbers(), tonight))
                        : Optional.empty(),
                "");
    }

    // What is hidden tonight was not to be seen before either, and an earlier release did not say so.
    private Night night(Publication publication, String organization, Scope scope, Numbers tonight) {
        boolean full = scope.covers(organization);
        Numbers read = numbers(publication, organization);
        var numbers = new HashMap<String, BigDecimal>();
        read.held().forEach((key, number) -> {
            Held now = tonight.held().getOrDefault(key, number);
            boolean told = Stream.of(number, now).allMatch(one -> one.isFor(scope, district.minimumGroupSize()))
                    && read.lets(scope, key);
            if (full || told) {
                numbers.put(Night.name(key.metric(), key.authority(), key.schoolYear()), number.value());
            }
        });
        return new Night(publication.id(), publication.asOf(), numbers);
    }

    private Numbers numbers(Publication publication, String organization) {
        var kept = new Kept(publication.id(), organization);
        Optional<Numbers> before = known(kept);
        if (before.isPresent()) {
            return before.get();
        }
        reading.lock();
        try {
            return known(kept).orElseGet(() -> read(kept, publication));
        } finally {
            reading.unlock();
        }
    }

    private Optional<Numbers> known(Kept kept) {
        synchronized (known) {
            return Optional.ofNullable(known.get(kept));
        }
    }

    /** A publication of another release, or one just deleted, has no numbers; what failed is read again. */
    private Numbers read(Kept kept, Publication publication) {
        var held = new HashMap<Key, Held>();
        try (Duck duck = Duck.inMemory(LIMITS)) {
            duck.run("attach " + Duck.literal(publication.file(Audience.INTERNAL)) + " as night (read_only)");
            duck.sql()
                    .fetch(NUMBERS, kept.organization())
                    .forEach(row -> held.put(
                            new Key(
                                    row.get("metric", String.class),
                                    row.get("authority", String.class),
                                    row.get("school_year", String.class)),
                            new Held(row.get("n", Long.class), row.get("value", BigDecimal.class), Veil.of(row))));
            var whole = new Numbers(
                    held,
                    kept.organization().equals(district.leaId())
                            ? SideBySide.read(duck.sql(), DSL.table("night.metric_value"))
                            : SideBySide.UNKNOWN);
            synchronized (known) {
                known.put(kept, whole);
            }
            return whole;
        } catch (EngineException | DataAccessException e) {
            LOG.warn("Publication {} does not tell its numbers", publication.id(), e);
            return Numbers.NONE;
        }
    }
}
