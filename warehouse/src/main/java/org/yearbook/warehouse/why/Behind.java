package org.yearbook.warehouse.why;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.RecordClass;
import org.yearbook.warehouse.engine.Deadline;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.explain.PersonNames;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.metric.MetricFormulas;
import org.yearbook.warehouse.metric.StoredVersion;

/**
 * Who and what is counted in a number, for whoever may see every kind of record that it is made of, at the place that
 * it is of. Everybody else gets nothing, not even how many there are.
 */
public final class Behind {

    /** How many a file holds at most. */
    public static final int LISTED = 100_000;

    private static final Limits LIMITS = new Limits(2, 512, null);
    private static final Duration TIME = Duration.ofSeconds(60);

    private static final String LAID = """
            create temp table behind as
            with found as (
                select *, list_filter(['student', 'staff', 'account', 'user'],
                                      lambda kind: list_contains(identity_names, kind || '_key'))[1] as kind
                from counted
                where coalesce(numerator, 0) <> 0 or coalesce(denominator, 0) <> 0),
            keyed as (select *, identity[list_position(identity_names, kind || '_key')] as person_key from found)
            select k.*, p.number, p.name, s.schools
            from keyed k
            left join person_name p on p.kind = k.kind and p.key = k.person_key
            left join stay s on s.dataset = k.dataset and s.person_key = k.person_key""";

    private static final String ROWS =
            " order by lower(strip_accents(name)) nulls last, name, number, dataset, identity limit %d offset %d";

    private final DistrictHome home;
    private @Nullable MetricFormulas formulas;
    private String formulasOf = "";

    public Behind(DistrictHome home) {
        this.home = home;
    }

    /** Which number. */
    public record Asked(Definition definition, String schoolYear, String organization, Group group) {

        private StoredVersion.Place place() {
            return new StoredVersion.Place(schoolYear, organization, group.dimension(), group.value());
        }

        private StoredVersion version() {
            return new StoredVersion(
                    definition.metric(),
                    definition.authority(),
                    definition.version(),
                    definition.from(),
                    definition.hash(),
                    definition.text().sql());
        }
    }

    /** Which of those that the number looks at. */
    public enum Part {
        /** Who adds to the numerator. */
        COUNTED("coalesce(numerator, 0) <> 0"),
        /** Who is looked at and adds nothing to it. */
        OTHERS("coalesce(numerator, 0) = 0");

        private final String condition;

        Part(String condition) {
            this.condition = condition;
        }
    }

    /**
     * One person or thing.
     *
     * @param kind student, staff, account or user; record for a thing
     * @param key the person's key, or what names the thing, in words
     * @param number by which people know the person; empty where no name is known
     * @param schools organization ids where the person was in the school year
     * @param read what the formula read, by column
     * @param numerator what it adds; 0 for nothing
     */
    public record One(
            String kind,
            String key,
            String number,
            String name,
            List<String> schools,
            Map<String, String> read,
            BigDecimal numerator) {

        public One {
            schools = List.copyOf(schools);
        }
    }

    /**
     * A page of the list.
     *
     * @param counted how many add to the numerator
     * @param others how many are looked at beside them
     * @param bySchool how many of the part were at each school; somebody at two counts at both
     * @param numerator what all add up to
     * @param denominator likewise
     */
    public record Listed(
            long counted,
            long others,
            Map<String, Long> bySchool,
            BigDecimal numerator,
            BigDecimal denominator,
            List<One> rows) {

        public Listed {
            rows = List.copyOf(rows);
        }
    }

    /** {@return whether somebody may see the list} Not where nobody knows any more what the number is made of. */
    public boolean allowed(Asker asker, Edition edition, Asked asked) {
        Optional<List<MetricFormulas.Counted>> made = formulas(edition).counted(asked.version(), asked.place());
        if (made.isEmpty()) {
            return false;
        }
        Map<String, Set<String>> reads = new LinkedHashMap<>();
        made.get()
                .forEach(dataset -> reads.computeIfAbsent(dataset.dataset(), name -> new LinkedHashSet<>())
                        .addAll(dataset.columns()));
        for (RecordClass kind : RecordKinds.of(reads)) {
            if (!asker.records().covers(asked.organization(), kind.code())) {
                return false;
            }
        }
        return true;
    }

    /** {@return a page of the list; empty for who may not see it} */
    public Optional<Listed> read(Asker asker, Edition edition, Asked asked, Part part, int size, int offset) {
        if (!allowed(asker, edition, asked)) {
            return Optional.empty();
        }
        List<MetricFormulas.Counted> made =
                formulas(edition).counted(asked.version(), asked.place()).orElseThrow();
        try (Duck duck = Duck.inMemory(LIMITS);
                Deadline deadline = duck.within(TIME)) {
            lay(duck, edition.file(), asked.schoolYear(), made);
            Listed listed = listed(duck, part, size, offset);
            deadline.check();
            return Optional.of(listed);
        }
    }

    private static void lay(Duck duck, Path file, String schoolYear, List<MetricFormulas.Counted> made) {
        duck.run("attach " + Duck.literal(file) + " as night (read_only)");
        PersonNames.lay(duck, List.of("night"));
        duck.run("create temp table stay(dataset varchar, person_key varchar, schools varchar[])");
        List<String> selects = new ArrayList<>();
        duck.run("use night");
        for (MetricFormulas.Counted dataset : made) {
            selects.add("select " + Duck.literal(dataset.dataset()) + " as dataset, " + names(dataset.identity())
                    + " as identity_names, " + names(dataset.columns()) + " as names, * from (" + dataset.sql() + ")");
            dataset.identity().stream()
                    .filter(column -> column.endsWith("_key"))
                    .findFirst()
                    .ifPresent(key -> duck.run("insert into stay select " + Duck.literal(dataset.dataset()) + ", "
                            + key + "::varchar, list_sort(list(distinct organization_id)) from " + dataset.dataset()
                            + " where organization_type = 'school' and school_year = " + Duck.literal(schoolYear)
                            + " group by " + key));
        }
        duck.run("create temp table counted as " + String.join(" union all ", selects));
        duck.run("use memory");
        duck.run(LAID);
    }

    private static String names(List<String> columns) {
        return "[" + String.join(", ", columns.stream().map(Duck::literal).toList()) + "]::varchar[]";
    }

    private static Listed listed(Duck duck, Part part, int size, int offset) {
        Record sums = duck.sql()
                .fetchSingle("select count(*) filter (where " + Part.COUNTED.condition
                        + ") as counted, count(*) filter (where "
                        + Part.OTHERS.condition + ") as others, coalesce(sum(numerator), 0) as numerator,"
                        + " coalesce(sum(denominator), 0) as denominator from behind");
        Map<String, Long> bySchool = new TreeMap<>();
        duck.sql()
                .fetch("select school, count(*) from (select unnest(schools) as school from behind where "
                        + part.condition + ") group by school")
                .forEach(row -> bySchool.put(row.get(0, String.class), row.get(1, Long.class)));
        List<One> rows = duck.sql()
                .fetch("select * from behind where " + part.condition + ROWS.formatted(size, offset))
                .map(Behind::one);
        return new Listed(
                sums.get("counted", Long.class),
                sums.get("others", Long.class),
                bySchool,
                sums.get("numerator", BigDecimal.class),
                sums.get("denominator", BigDecimal.class),
                rows);
    }

    private static One one(Record row) {
        String kind = row.get("kind", String.class);
        Map<String, String> identity = map(row, "identity_names", "identity");
        String key = row.get("person_key", String.class);
        Object[] schools = row.get("schools", Object[].class);
        BigDecimal numerator = row.get("numerator", BigDecimal.class);
        return new One(
                kind == null ? "record" : kind,
                key == null ? String.join(", ", identity.values()) : key,
                word(row, "number"),
                word(row, "name"),
                schools == null
                        ? List.of()
                        : List.of(schools).stream().map(String::valueOf).toList(),
                map(row, "names", "columns"),
                numerator == null ? BigDecimal.ZERO : numerator);
    }

    private static String word(Record row, String column) {
        String word = row.get(column, String.class);
        return word == null ? "" : word;
    }

    private static Map<String, String> map(Record row, String names, String values) {
        Object[] keys = row.get(names, Object[].class);
        Object[] cells = row.get(values, Object[].class);
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; keys != null && cells != null && i < Math.min(keys.length, cells.length); i++) {
            map.put(String.valueOf(keys[i]), cells[i] == null ? "" : String.valueOf(cells[i]));
        }
        return map;
    }

    /** The definitions are read once for each publication: parsing them takes longer than many a question. */
    private synchronized MetricFormulas formulas(Edition edition) {
        MetricFormulas known = formulas;
        if (known == null || !edition.publication().equals(formulasOf)) {
            known = MetricFormulas.of(home);
            formulas = known;
            formulasOf = edition.publication();
        }
        return known;
    }
}
