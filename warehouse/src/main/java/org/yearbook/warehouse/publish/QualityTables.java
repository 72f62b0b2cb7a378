package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.fingerprint.FileMark;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;

/**
 * What the quality report stands on, besides the findings: what kind of record each one speaks of, how many rows were
 * checked at each school, which values are in use, and the score of every night. The nights before are kept in
 * {@code quality/history.parquet} of the home, for a publication is replaced and its numbers with it.
 */
final class QualityTables {

    /** Tables of the lake that hold no records of anybody's systems. */
    private static final Set<String> OWN = Set.of(
            "quality_issue", "quality_rule", "quality_rule_night", "standardization_fact", "row_count", "delivery");

    private static final String USER = "roster_user";
    private static final String HISTORY = "history.parquet";
    private static final String SEEN = "values.parquet";

    private static final List<Way> WAYS = List.of(
            new Way("school_sourced_id", "school_of_org", "school_sourced_id"),
            new Way("org_sourced_id", "school_of_org", "org_sourced_id"),
            new Way("org_sourced_ids", "school_of_org", "org_sourced_ids[1]"),
            new Way("student_number", "school_of_student", "student_number"),
            new Way("user_sourced_id", "school_of_user", "user_sourced_id"));

    private final Duck duck;
    private final LakeNight night;
    private final LakeColumns columns;
    private final Path history;
    private final Path seen;

    QualityTables(Duck duck, LakeNight night, LakeColumns columns, DistrictHome home) {
        this.duck = duck;
        this.night = night;
        this.columns = columns;
        this.history = home.quality().resolve(HISTORY);
        this.seen = home.quality().resolve(SEEN);
    }

    /** Fills the tables of a database, the first in use, from the lake and the nights before. */
    void write(KeptTables tables, String database) {
        tables.make(database, Recipe.of(SqlScript.named("quality-kinds")));
        List<Recipe> counts = counts();
        tables.make(database, counts);
        var others = new ArrayList<>(together(counts));
        others.add(past());
        others.addAll(Recipe.of(SqlScript.named("quality-score")));
        others.addAll(Recipe.of(SqlScript.named("quality-tally")));
        others.add(values());
        others.addAll(Recipe.of(SqlScript.named("value-seen")));
        tables.make(database, others);
    }

    private List<Recipe> counts() {
        var counts = new ArrayList<Recipe>();
        Map<String, List<String>> fields = fields();
        new TreeMap<>(night.tables()).forEach((entity, table) -> {
            if (!OWN.contains(entity)
                    && !entity.startsWith(Catalogue.HISTORY)
                    && !table.files().isEmpty()) {
                counts.add(count(entity, table, fields.getOrDefault(entity, List.of()))
                        .named("count_of_" + entity)
                        .with(LakeViews.stamp(table)));
            }
        });
        return counts;
    }

    /** The rows of an entity by school and kind, without a field; and the values of its word fields. */
    private Recipe count(String entity, LakeNight.Table table, List<String> fields) {
        Set<String> found = columns.of(entity, table).keySet();
        boolean user = entity.equals(USER) && found.containsAll(Set.of("school_year", "sourced_id"));
        String kind = user
                ? "coalesce(u.record_class, 'other')"
                : "coalesce((select k.record_class from kind_of_entity k where k.entity = " + Duck.literal(entity)
                        + "), 'other')";
        School school = School.of(entity, found);
        String from = " from " + LakeViews.parquet(table) + " p" + school.join()
                + (user ? " left join kind_of_user u on u.school_year = p.school_year and u.key = p.sourced_id" : "");
        var statement = new StringBuilder("create temp table counted as select " + Duck.literal(entity)
                + " as entity, null::varchar as field, " + kind + " as record_class, null::varchar as value, cast("
                + school.expression() + " as varchar) as school, count(*) as rows" + from + " group by all");
        for (String field : fields) {
            if (!found.contains(field)) {
                continue;
            }
            String value = "cast(p." + Catalogue.quoted(field) + " as varchar)";
            statement
                    .append(" union all select ")
                    .append(Duck.literal(entity))
                    .append(", ")
                    .append(Duck.literal(field))
                    .append(", ")
                    .append(kind)
                    .append(", ")
                    .append(value)
                    .append(", cast(")
                    .append(school.expression())
                    .append(" as varchar), count(*)")
                    .append(from)
                    .append(" where trim(")
                    .append(value)
                    .append(") <> '' group by all");
        }
        return Recipe.of(statement.toString());
    }

    /** {@return by entity, its word fields} */
    private Map<String, List<String>> fields() {
        var fields = new HashMap<String, List<String>>();
        duck.sql()
                .fetch("select entity, field from value_field order by entity, field")
                .forEach(row -> fields.computeIfAbsent(row.get(0, String.class), entity -> new ArrayList<>())
                        .add(row.get(1, String.class)));
        return fields;
    }

    private static List<Recipe> together(List<Recipe> counts) {
        String all = counts.isEmpty()
                ? "select null::varchar as entity, null::varchar as field, null::varchar as record_class,"
                        + " null::varchar as value, null::varchar as school, 0::bigint as rows where false"
                : counts.stream()
                        .map(count -> "from " + Catalogue.quoted(count.name()))
                        .collect(Collectors.joining(" union all "));
        List<String> names = counts.stream().map(Recipe::name).toList();
        return List.of(
                Recipe.of(
                                "create temp table loaded_row as select entity, record_class, school as school_id, rows from ("
                                        + all + ") where field is null")
                        .reading(names),
                Recipe.of("create table value_in_use as select v.entity, v.field, v.record_class, v.value,"
                                + " o.organization_id as school_id, v.rows from (" + all
                                + ") v left join dim_organization o"
                                + " on o.organization_type = 'school' and o.organization_id = v.school"
                                + " where v.field is not null order by all")
                        .reading(names));
    }

    /**
     * Where a row's school is found, as the night finds that of an issue: in the row, or behind its organization, its
     * student or its user, in the same school year.
     */
    private record School(String expression, String join) {

        static School of(String entity, Set<String> columns) {
            if (entity.equals("organization")) {
                return new School("p.identifier", "");
            }
            if (entity.equals("demographic")) {
                return behind("school_of_user", "sourced_id", columns);
            }
            if (columns.contains("school_number")) {
                return new School("p.school_number", "");
            }
            for (Way way : WAYS) {
                if (columns.contains(way.column())) {
                    return behind(way.table(), way.key(), columns);
                }
            }
            return new School("null", "");
        }

        private static School behind(String table, String key, Set<String> columns) {
            return columns.contains("school_year")
                    ? new School(
                            "l.school",
                            " left join " + table + " l on l.school_year = p.school_year and l.key = p." + key)
                    : new School("null", "");
        }
    }

    /** A column that leads to a school, the table to look in, and what to look for. */
    private record Way(String column, String table, String key) {}

    private Recipe past() {
        Recipe past = Recipe.of("""
                create temp table quality_past(as_of date, owner_role varchar, entity varchar, record_class varchar,
                  school_id varchar, checked bigint, wrong_block bigint, wrong_major bigint, wrong_minor bigint,
                  wrong_warning bigint, open_issues bigint, new_issues bigint, reopened_issues bigint,
                  fixed_issues bigint)""");
        return Files.isRegularFile(history)
                ? past.and("insert into quality_past by name from read_parquet(" + Duck.literal(history) + ")")
                        .with(FileMark.of(history).toString())
                : past;
    }

    private Recipe values() {
        Recipe past = Recipe.of("create temp table value_past(entity varchar, field varchar, value varchar,"
                + " school_id varchar, first_seen date)");
        return Files.isRegularFile(seen)
                ? past.and("insert into value_past by name select entity, field, value, school_id, min(first_seen) as"
                                + " first_seen from read_parquet(" + Duck.literal(seen)
                                + ") where first_seen <= getvariable('as_of') group by all")
                        .with(FileMark.of(seen).toString())
                : past;
    }

    /**
     * Adds tonight to the history, each file in one step: a reader finds the old file or the new one. A night that is
     * published again replaces itself.
     *
     * @param internal the finished file of the internal audience, open
     */
    static void remember(Duck internal, DistrictHome home) {
        String tonight = "select * from quality_night where as_of = (select as_of from publication)";
        Path history = home.quality().resolve(HISTORY);
        String before = Files.isRegularFile(history)
                ? " union all by name select * from read_parquet(" + Duck.literal(history)
                        + ") where as_of <> (select as_of from publication)"
                : "";
        try {
            Files.createDirectories(home.quality());
            replace(internal, tonight + before, history);
            replace(
                    internal,
                    "select entity, field, value, school_id, first_seen from value_seen",
                    home.quality().resolve(SEEN));
        } catch (IOException e) {
            throw new UncheckedIOException("The history of quality cannot be written in " + home.quality(), e);
        }
    }

    private static void replace(Duck internal, String rows, Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        internal.run(
                "copy (select * from (" + rows + ") order by all) to " + Duck.literal(beside) + " (format parquet)");
        DurableFile.force(beside);
        DurableFile.replace(beside, file);
    }
}
