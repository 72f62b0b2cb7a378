package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Record;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.DistrictHome;

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
    private final Path history;
    private final Path seen;

    QualityTables(Duck duck, LakeNight night, DistrictHome home) {
        this.duck = duck;
        this.night = night;
        this.history = home.quality().resolve(HISTORY);
        this.seen = home.quality().resolve(SEEN);
    }

    /** Fills the tables in the database in use, from the lake and the nights before. */
    void write() {
        SqlScript.named("quality-kinds").run(duck);
        night.tables().forEach((entity, table) -> {
            if (!OWN.contains(entity)
                    && !entity.startsWith(Catalogue.HISTORY)
                    && !table.files().isEmpty()) {
                count(entity, table);
            }
        });
        past();
        SqlScript.named("quality-score").run(duck);
        SqlScript.named("quality-tally").run(duck);
        values();
    }

    private void count(String entity, LakeNight.Table table) {
        Set<String> columns = columns(table);
        boolean user = entity.equals(USER) && columns.containsAll(Set.of("school_year", "sourced_id"));
        String kind = user
                ? "coalesce(u.record_class, 'other')"
                : "coalesce((select k.record_class from kind_of_entity k where k.entity = " + Duck.literal(entity)
                        + "), 'other')";
        School school = School.of(entity, columns);
        String from = " from " + LakeViews.parquet(table) + " p" + school.join()
                + (user ? " left join kind_of_user u on u.school_year = p.school_year and u.key = p.sourced_id" : "");
        duck.run("insert into loaded_row select " + Duck.literal(entity) + " as entity, " + kind
                + " as record_class, cast(" + school.expression() + " as varchar) as school_id, count(*)" + from
                + " group by all");
        for (String field : fields(entity, columns)) {
            String value = "cast(p." + Catalogue.quoted(field) + " as varchar)";
            duck.run("insert into value_in_use select entity, field, record_class, value, o.organization_id, rows from"
                    + " (select " + Duck.literal(entity) + " as entity, " + Duck.literal(field) + " as field, " + kind
                    + " as record_class, " + value + " as value, cast(" + school.expression()
                    + " as varchar) as school, count(*) as rows" + from + " where trim(" + value
                    + ") <> '' group by all) v left join dim_organization o on o.organization_type = 'school' and"
                    + " o.organization_id = v.school");
        }
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

    private List<String> fields(String entity, Set<String> columns) {
        var fields = new ArrayList<String>();
        for (Record row : duck.sql().fetch("select field from value_field where entity = ? order by field", entity)) {
            String field = row.get(0, String.class);
            if (columns.contains(field)) {
                fields.add(field);
            }
        }
        return fields;
    }

    private Set<String> columns(LakeNight.Table table) {
        return Set.copyOf(duck.sql()
                .fetch("describe from " + LakeViews.parquet(table))
                .map(row -> row.get("column_name", String.class)));
    }

    private void past() {
        duck.run("""
                create temp table quality_past(as_of date, owner_role varchar, entity varchar, record_class varchar,
                  school_id varchar, checked bigint, wrong_block bigint, wrong_major bigint, wrong_minor bigint,
                  wrong_warning bigint, open_issues bigint, new_issues bigint, reopened_issues bigint,
                  fixed_issues bigint)""");
        if (Files.isRegularFile(history)) {
            duck.run("insert into quality_past by name from read_parquet(" + Duck.literal(history) + ")");
        }
    }

    private void values() {
        duck.run("create temp table value_past(entity varchar, field varchar, value varchar, school_id varchar,"
                + " first_seen date)");
        if (Files.isRegularFile(seen)) {
            duck.run(
                    "insert into value_past by name select entity, field, value, school_id, min(first_seen) as first_seen"
                            + " from read_parquet(" + Duck.literal(seen) + ") where first_seen <= getvariable('as_of')"
                            + " group by all");
        }
        SqlScript.named("value-seen").run(duck);
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
        Workspace.sync(beside);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
