package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.Metric;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.metric.MetricEngine;
import tools.jackson.databind.json.JsonMapper;

/**
 * A night that keeps tables of the night before has the same rows in every table as one that makes all of them anew. It
 * is held against one after every fourth change, and after each with {@code -Dyearbook.long=true}.
 */
class KeptTablesTest {

    private static final boolean MANY = Boolean.getBoolean("yearbook.long");
    private static final int NIGHTS = MANY ? 10 : 5;
    private static final int DAYS = MANY ? 600_000 : 300_000;

    @TempDir
    Path root;

    private int changes;

    private final Map<String, String> rows = new HashMap<>();
    private final Map<String, List<String>> versions = new HashMap<>();
    private String asOf = "2026-03-10";
    private MonthDay countDay = MonthDay.of(10, 1);

    /** What one night made: how many tables, and what is in the tables of each file. */
    private record Night(int made, Map<String, String> shared, Map<String, String> internal) {
        List<String> differences(Night other) {
            var differences = new ArrayList<String>();
            compare("shared", shared, other.shared, differences);
            compare("internal", internal, other.internal, differences);
            return differences;
        }

        private static void compare(
                String file, Map<String, String> one, Map<String, String> other, List<String> differences) {
            assertThat(one.keySet()).as(file).isEqualTo(other.keySet());
            one.forEach((table, content) -> {
                if (!content.equals(other.get(table))) {
                    differences.add(file + "." + table);
                }
            });
        }
    }

    @Test
    void whateverChangesTheTablesAreThoseOfANightThatMadeThemAnew() {
        district();
        Night first = night();
        assertThat(first.made()).isGreaterThan(100);
        assertThat(night().made()).as("nothing changed").isZero();

        change("a day more", () -> rows.put("student_attendance", attendance("2026-03-11", "0")));
        change("a correction in a month gone by", () -> rows.put("student_attendance", attendance("2026-03-11", "1")));
        change("the date alone", () -> asOf = "2026-03-11");
        change("the date alone, in another school year", () -> asOf = "2026-08-01");
        change("the date alone, before the school year of the rows", () -> asOf = "2025-06-30");
        change("back to an earlier date", () -> asOf = "2026-03-11");
        change("a student more", () -> add("school_enrollment", """
                select '2025-26', '77', '0102', '04', date '2026-03-11', 'T1', null::date, null"""));
        change("an employee more", () -> add("staff", """
                select 'E9', 'Nina', 'New', date '1990-01-01', date '2026-03-01', null::date"""));
        change("who somebody is", () -> rows.put("person_link", links("staff", "E2")));
        change("an account", () -> add("account", """
                select 'late', 'E9', null, 'Late', true, timestamp '2026-03-02 10:00:00'"""));
        change("an issue", () -> rows.put("quality_issue", issues(3)));
        change("a name of a school", () -> rows.put("organization", schools("Beech School")));
        change("a role", () -> rows.put("roster_user", users("teacher")));
        change("the calendar", () -> rows.put("calendar_day", calendar("2026-05-29")));
        change("a test", () -> add("assessment_result", """
                select '2025-26', '5', '0101', 'State Summative', 'Mathematics', '03', date '2026-03-05', 230.0, '4'"""));
        change("usage", () -> rows.put("app_usage_day", usage(5)));
        change("cut scores", this::cutScores);
        change("the day of the count", () -> countDay = MonthDay.of(11, 1));
        change("a table that nobody knows", () -> rows.put("bus_route", "select '2025-26' as school_year, 7 as route"));
        change("and its end", () -> rows.remove("bus_route"));
        change("absences instead of attendance", this::absences);
        same("all of it", night());
        assertThat(night().made()).as("nothing changed again").isZero();
    }

    @Test
    void aDayMoreMakesLittleOfTheAttendanceAgainAndNothingOfWhatDoesNotReadIt() throws IOException {
        district();
        night();
        Map<String, String> before = made();
        rows.put("student_attendance", attendance("2026-03-11", "0"));
        night();
        Map<String, String> after = made();
        assertThat(after)
                .containsEntry("fact_course_result", before.get("fact_course_result"))
                .containsEntry("fact_staff_assignment", before.get("fact_staff_assignment"));
        assertThat(after.get("fact_student_attendance")).isNotEqualTo(before.get("fact_student_attendance"));
    }

    /** Whether a stay has begun, a year is over or its students are counted changes on few days. */
    @Test
    void aNewDateAloneMakesNothingOfStudentsAgainUntilOneComesOnWhichTheirRecordsSaySomethingElse() throws IOException {
        countDay = MonthDay.of(4, 1);
        district();
        night();
        Map<String, String> before = allMade();
        asOf = "2026-03-11";
        night();
        assertThat(changed(before, allMade()))
                .contains("agg_staff_exit", "quality_issue")
                .doesNotContain("student_move", "latest_result", "agg_ninth_grade", "issue_told", "issue_judged")
                .noneMatch(table -> table.startsWith("agg_student") || table.startsWith("agg_assessment"));

        before = allMade();
        asOf = "2026-04-01";
        night();
        assertThat(changed(before, allMade())).contains("agg_student_year").doesNotContain("student_move");
    }

    /** A map has another order in each process, and by its text a table would be another one each night. */
    @Test
    void listsThatStatementsReadAreInOneOrderWhateverTheProcess() {
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            EntityScripts.prepare(duck, TestLake.in(root, asOf).district());
            for (String list : List.of("subject_spelling", "race_label", "race_formerly")) {
                assertThat(duck.sql()
                                .fetch("select unnest(map_keys(getvariable('" + list + "')))")
                                .map(row -> row.get(0, String.class)))
                        .as(list)
                        .isNotEmpty()
                        .isSorted();
            }
        }
    }

    private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
        return after.keySet().stream()
                .filter(table -> !after.get(table).equals(before.get(table)))
                .collect(Collectors.toSet());
    }

    @Test
    void whatIsDamagedOrMissingOrOfAnotherEditionIsMadeAnew() throws IOException {
        district();
        Night first = night();
        Path kept = root.resolve("kept");
        for (String file : List.of("shared.duckdb", "internal.duckdb", "aside.duckdb", "made.json")) {
            try (var channel = Files.newByteChannel(kept.resolve(file), StandardOpenOption.WRITE)) {
                channel.position(Files.size(kept.resolve(file)) / 2);
                channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
            }
            Night again = night();
            assertThat(again.made()).as(file).isEqualTo(first.made());
            assertThat(again.differences(first)).as(file).isEmpty();
        }
        String made = Files.readString(kept.resolve("made.json"));
        Files.writeString(kept.resolve("made.json"), made.replaceFirst("\"edition\":\"..", "\"edition\":\"zz"));
        assertThat(night().made()).isEqualTo(first.made());
        Files.delete(kept.resolve("aside.duckdb"));
        assertThat(night().made()).isEqualTo(first.made());
        assertThat(night().made()).isZero();
    }

    @Test
    void manyNightsDoNotMakeTheFilesGrow() throws IOException {
        district();
        rows.put("student_attendance", many(0));
        night();
        long first = size();
        for (int i = 1; i <= NIGHTS; i++) {
            rows.put("student_attendance", many(i));
            assertThat(night().made()).isPositive();
        }
        assertThat(size()).isLessThan(first * 3 / 2);
        rows.put("student_attendance", many(NIGHTS + 1));
        same("one night more", night());
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            duck.run("attach " + Duck.literal(root.resolve("kept/shared.duckdb")) + " as s (read_only)");
            assertThat(duck.sql()
                            .fetchSingle("select count(*) from s.fact_student_attendance")
                            .get(0, Long.class))
                    .isEqualTo(DAYS);
        }
    }

    @Test
    void aDistrictOfFewRowsHasFilesOfSmallBlocksUntilItHasMany() {
        district();
        Night few = night();
        assertThat(blocks()).containsOnly(1L << 14);
        rows.put("student_attendance", many(0));
        Night many = night();
        assertThat(blocks()).containsOnly(1L << 18);
        assertThat(many.made())
                .as("everything, since each file has blocks of one size")
                .isEqualTo(few.made());
        assertThat(night().made()).isZero();
    }

    /** {@return the size of the blocks of each file that a publication begins with} */
    private List<Long> blocks() {
        return Stream.of("shared", "internal", "aside", "empty")
                .map(name -> {
                    try (Duck duck = Duck.read(root.resolve("kept/" + name + ".duckdb"), Limits.small())) {
                        return duck.sql()
                                .fetchSingle("select block_size from pragma_database_size() where database_name ="
                                        + " current_database()")
                                .get(0, Long.class);
                    }
                })
                .toList();
    }

    @Test
    void whatIsKeptIsForItsOwnerAlone() throws IOException {
        district();
        night();
        assertThat(Files.getPosixFilePermissions(root.resolve("kept")).toString())
                .doesNotContain("GROUP")
                .doesNotContain("OTHERS");
    }

    /**
     * A night on what is kept, and one in a home that keeps nothing, must agree: whatever changed since they last did.
     */
    private void change(String what, Runnable changing) {
        changing.run();
        Night keeping = night();
        if (MANY || ++changes % 4 == 0) {
            same(what, keeping);
        }
    }

    private void same(String what, Night keeping) {
        Path kept = root.resolve("kept");
        Path away = root.resolve("away");
        move(kept, away);
        Night anew = night();
        assertThat(keeping.made()).as(what).isLessThan(anew.made());
        assertThat(keeping.differences(anew)).as(what).isEmpty();
        Workspace.delete(kept);
        move(away, kept);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Night night() {
        TestLake lake = TestLake.in(root, asOf);
        new TreeMap<>(rows).forEach((entity, select) -> {
            if (entity.equals("student_attendance")) {
                lake.months(entity, "attendance_date", select);
            } else {
                lake.version(entity, select, version(entity, select));
            }
        });
        District usual = lake.district();
        var district =
                new District(usual.name(), usual.leaId(), usual.state(), usual.zone(), usual.firstDay(), countDay, 10);
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            MetricEngine engine = MetricEngine.load(lake.home());
            List<Metric> metrics = engine.metrics().subList(0, 3);
            var order =
                    new Build.Order(lake.home(), district, engine, lake.night("20260310T020000-a"), "p", Instant.EPOCH);
            var tables = StartingTables.open(order, duck, SchoolYears.of(lake.home()), Catalogue.load(), metrics);
            Path out = Files.createDirectories(root.resolve("out"));
            tables.star(out.resolve("analyst.duckdb"), out.resolve("public.duckdb"));
            tables.internal(out.resolve("internal.duckdb"));
            tables.close().join();
            return new Night(
                    tables.made(), contents(out.resolve("analyst.duckdb")), contents(out.resolve("internal.duckdb")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int version(String entity, String select) {
        List<String> known = versions.computeIfAbsent(entity, name -> new ArrayList<>());
        if (!known.contains(select)) {
            known.add(select);
        }
        return known.indexOf(select);
    }

    private static Map<String, String> contents(Path file) {
        var contents = new TreeMap<String, String>();
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            duck.run("attach " + Duck.literal(file) + " as f (read_only)");
            for (Record table : duck.sql().fetch("""
                    select c.table_name, string_agg(c.column_name || ' ' || c.data_type || coalesce(c.comment, ''), ', '
                               order by c.column_index)
                    from duckdb_columns() c join duckdb_tables() t using (database_name, table_name)
                    where c.database_name = 'f' group by all""")) {
                String name = table.get(0, String.class);
                contents.put(
                        name,
                        table.get(1, String.class) + " "
                                + duck.sql()
                                        .fetchSingle("select count(*) || ' ' || coalesce(sum(hash(t)), 0) from f.\""
                                                + name + "\" t")
                                        .get(0, String.class));
            }
        }
        return contents;
    }

    private Map<String, String> made() throws IOException {
        return made("shared");
    }

    /** The tables of no audience, and of each that has its own. */
    private Map<String, String> allMade() throws IOException {
        var all = new TreeMap<>(made("internal"));
        all.putAll(made());
        all.putAll(made("aside"));
        return all;
    }

    private Map<String, String> made(String database) throws IOException {
        var made = new TreeMap<String, String>();
        JsonMapper.shared()
                .readTree(Files.readString(root.resolve("kept/made.json")))
                .get("tables")
                .get(database)
                .properties()
                .forEach(table ->
                        made.put(table.getKey(), table.getValue().get("of").asString()));
        return made;
    }

    private long size() throws IOException {
        long size = 0;
        try (var files = Files.list(root.resolve("kept"))) {
            for (Path file : files.toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    private void add(String entity, String row) {
        rows.merge(entity, row, (all, more) -> all + " union all " + more);
    }

    private void district() {
        rows.put("student_attendance", attendance("2026-03-10", "0"));
        rows.put("organization", schools("Birch School"));
        rows.put("calendar_day", calendar("2026-06-05"));
        rows.put("roster_user", users("student"));
        rows.put("school_enrollment", """
                select y as school_year, s::varchar as student_number, case when s < 8 then '0101' else '0102' end
                           as school_number, '03' as grade_level, make_date(left(y, 4)::integer, 8, 20) as entry_date,
                       'R1' as entry_code, case when y = '2024-25' then date '2025-06-05' end as exit_date,
                       case when y = '2024-25' then 'EOY' end as exit_code
                from range(1, 16) t(s), (values ('2024-25'), ('2025-26')) u(y)""");
        rows.put("student_program", """
                select '2025-26' as school_year, s::varchar as student_number, 'EL' as program,
                       date '2025-08-20' as begin_date, null::date as end_date from range(1, 4) t(s)""");
        rows.put("discipline_incident", """
                select '2025-26' as school_year, 'I' || s as incident_id, s::varchar as student_number,
                       '0101' as school_number, date '2025-10-01' as incident_date, 'Fighting' as behavior,
                       'Out-of-school suspension' as action, 2.0::decimal(18, 4) as action_days from range(1, 4) t(s)""");
        rows.put("assessment_result", """
                select '2025-26' as school_year, s::varchar as student_number, '0101' as school_number,
                       'State Summative' as test, 'Mathematics' as subject, '03' as grade_level,
                       date '2026-02-01' as test_date, 200.0 + s as scale_score, null::varchar as performance_level
                from range(1, 5) t(s)""");
        rows.put("course_result", """
                select '2025-26' as school_year, s::varchar as student_number, '0101' as school_number, 'M1' as course_code,
                       'S1' as term, 'A' as mark, 0.5::decimal(18, 4) as credit_earned,
                       0.5::decimal(18, 4) as credit_attempted from range(1, 5) t(s)""");
        staff();
        deliveries();
    }

    private void staff() {
        rows.put("staff", """
                select 'E' || s as employee_id, 'Ann' as legal_first_name, 'Doe' as legal_last_name,
                       date '1980-01-01' as birth_date, date '2025-08-01' as hire_date, null::date as separation_date
                from range(1, 5) t(s)""");
        rows.put("staff_assignment", """
                select 'E' || s as employee_id, 'P' || s as position_id, 'Teacher' as staff_classification,
                       '0101' as school_number, 1.0::decimal(18, 4) as fte, date '2024-08-01' as begin_date
                from range(1, 5) t(s)""");
        rows.put("account", """
                select 'a' || s as account_name, 'E' || s as employee_id, null::varchar as student_number, 'Ann' as given_name,
                       true as enabled, timestamp '2025-07-01 10:00:00' as created_at from range(1, 5) t(s)""");
        rows.put("person_link", links("staff", "E1"));
        rows.put("app_usage_day", usage(1));
    }

    private void deliveries() {
        rows.put("quality_issue", issues(2));
        rows.put("delivery", """
                select 'd1' as delivery_id, 'SIS' as source, 'a.csv' as file, date '2026-03-10' as arrived,
                       20::bigint as delivered, 0::bigint as rejected""");
        rows.put("row_count", """
                select 'd1' as delivery_id, 'SIS' as source, 'a.csv' as file, 'student_absence' as entity,
                       '2025-26' as school_year, 20::bigint as loaded, 0::bigint as quarantined, 0::bigint as duplicate""");
    }

    private static String attendance(String until, String absentInOctober) {
        return """
                select '2025-26' as school_year, s::varchar as student_number,
                       case when s < 8 then '0101' else '0102' end as school_number, d::date as attendance_date,
                       'P' as attendance_code, 2520 as member_units,
                       case when month(d) = 10 and s = 3 then 2520 * %s else 0 end as absent_units
                from range(1, 16) t(s), range(date '2025-09-01', date '%s' + 1, interval 1 day) u(d)
                where dayofweek(d) between 1 and 5""".formatted(absentInOctober, until);
    }

    private static String many(int night) {
        return """
                select '2025-26' as school_year, (s %% 3000)::varchar as student_number, '0101' as school_number,
                       date '2025-09-01' + (s // 3000)::integer as attendance_date,
                       case when s %% 7 = %d and s > %d then 'A' else 'P' end as attendance_code, 2520 as member_units,
                       0 as absent_units
                from range(%d) t(s)""".formatted(night % 7, DAYS * 5L / 6, DAYS);
    }

    private void absences() {
        rows.remove("student_attendance");
        rows.put("student_absence", """
                select '2025-26' as school_year, s::varchar as student_number, '0101' as school_number,
                       date '2025-10-06' + s::integer as attendance_date, 'A' as attendance_code, 2520 as absent_units
                from range(1, 4) t(s)""");
    }

    private static String schools(String second) {
        return """
                select y as school_year, i as sourced_id, n as name, 'school' as organization_type, k as identifier
                from (values ('a', 'Alder School', '0101'), ('b', '%s', '0102')) t(i, n, k),
                     (values ('2024-25'), ('2025-26')) u(y)""".formatted(second);
    }

    private static String calendar(String last) {
        return """
                select '2025-26' as school_year, k as school_number, d::date as calendar_date, true as in_session,
                       2520::bigint as member_units
                from range(date '2025-08-20', date '%s' + 1, interval 1 day) u(d), (values ('0101'), ('0102')) t(k)
                where dayofweek(d) between 1 and 5""".formatted(last);
    }

    private static String users(String roleOfTheLast) {
        return """
                select '2025-26' as school_year, 'u' || s as sourced_id, case when s = 15 then '%s' else 'student' end as role,
                       s::varchar as identifier, 'Given' || s as given_name, 'Family' || s as family_name,
                       ['a'] as org_sourced_ids
                from range(1, 16) t(s)""".formatted(roleOfTheLast);
    }

    private static String usage(int accesses) {
        return """
                select '2025-26' as school_year, 'APP-1' as application_id, date '2025-10-01' as usage_date,
                       'student' as user_kind, s::varchar as user_id, %d::bigint as accesses
                from range(1, 4) t(s)""".formatted(accesses);
    }

    private static String links(String kind, String number) {
        return """
                select 'HR' as source, 'account' as entity, 'account' as entities, 'a1' as record_number,
                       '' as record_kind, '%s' as kind, 'person 1' as person_number, '%s' as number, 'R1' as rule_id,
                       'match' as band, date '2026-03-01' as first_seen, date '2026-03-10' as last_seen""".formatted(kind, number);
    }

    private static String issues(int count) {
        return """
                select 'k' || i as issue_key, 'SIS-01' as rule_id, 'major' as severity, 'roster_user' as entity,
                       '2025-26' as school_year, 'u' || (13 + i) as record_key, 'role' as field, 'x' as raw_value,
                       '0101' as school_id, 'registrar' as owner_role, 'a.csv' as file, i as row_number,
                       'wrong' as message, date '2026-03-01' + i::integer as first_seen
                from range(1, %d) t(i)""".formatted(count + 1);
    }

    private void cutScores() {
        try {
            Path folder = Files.createDirectories(root.resolve("cut-scores"));
            Files.writeString(folder.resolve("state.csv"), """
                    assessment,edition,from_school_year,to_school_year,subject,grade_level,level,level_name,lowest_score,proficient,authority,source
                    State Summative,first,2015-16,,Mathematics,,1,,,no,State Board,By hand
                    State Summative,first,2015-16,,Mathematics,,2,,202,yes,State Board,By hand
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
