package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Metric;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.exchange.YearbookExport;
import org.yearbook.warehouse.glossary.Deliverers;
import org.yearbook.warehouse.glossary.Words;
import org.yearbook.warehouse.glossary.YearbookGlossary;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metrics of a publication against the same metrics counted in plain SQL over the rows of the lake. The six that
 * {@code MetricEngineTest} counts over their entity tables are left out; so are those of the deliveries themselves, of
 * graduation and of ninth graders, which {@code DeliveryMetricsTest}, {@code GraduationTest} and
 * {@code LearningTablesTest} work out by hand.
 */
class MetricRecountTest {

    private static final List<String> COUNTED_ELSEWHERE = List.of(
            "account_removal_on_time",
            "average_daily_attendance",
            "chronic_absence_rate",
            "cost_per_active_app_user",
            "data_quality",
            "enrollment",
            "graduation_rate_four_year",
            "graduation_rate_five_year",
            "graduation_rate_six_year",
            "ninth_grade_on_track",
            "sources_fresh",
            "teacher_retention_rate");

    private static final String DIMENSIONS =
            "('all', 'grade_level', 'el', 'swd', 'econ_disadvantaged', 'staff_classification')";

    @TempDir
    static Path folder;

    private static Duck duck;

    @BeforeAll
    static void publishAndRecount() throws IOException {
        duck = Duck.inMemory(TestLake.LIMITS);
        run("lake-rows");
        var lake = TestLake.in(Files.createDirectory(folder.resolve("home")), "2026-04-15");
        cutScores(lake.home().cutScores());
        for (var row : duck.sql().fetch("select table_name from duckdb_tables() where table_name <> 'stay_plan'")) {
            String entity = row.get(0, String.class);
            Path file = folder.resolve(entity + ".parquet");
            duck.run("copy " + entity + " to " + Duck.literal(file) + " (format parquet)");
            lake.table(entity, "from read_parquet(" + Duck.literal(file) + ")");
        }
        lake.publish();
        run("lake-recount");
        for (Audience audience : Audience.values()) {
            Path file = Publications.fileOf(lake.home(), audience).orElseThrow();
            String name = audience == Audience.INTERNAL ? "published" : "of_" + audience.label();
            duck.run("attach " + Duck.literal(file) + " as " + name + " (read_only)");
        }
        duck.run("create view told as select metric, authority, version, school_year, organization_id, group_dimension,"
                + " group_value, numerator, denominator, n from published.metric_value where status = 'ok'"
                + " and group_dimension in " + DIMENSIONS + " and metric not in ('"
                + String.join("', '", COUNTED_ELSEWHERE) + "')");
    }

    /** The cut scores that the recount knows: lowest scores of levels 2, 3 and 4, raised for 2024-25. */
    private static void cutScores(Path home) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                "assessment,edition,from_school_year,to_school_year,subject,grade_level,level,level_name,lowest_score,"
                        + "proficient,authority,source");
        Map<String, List<String>> editions = new LinkedHashMap<>();
        editions.put("old,2015-16,2023-24", List.of("", "2350", "2400", "2450"));
        editions.put("new,2024-25,", List.of("", "2360", "2420", "2470"));
        List<String> names = List.of("Not proficient", "", "Proficient", "Exceeds");
        editions.forEach((edition, cuts) -> {
            for (String subject : List.of("ELA", "Mathematics")) {
                for (int i = 0; i < cuts.size(); i++) {
                    lines.add("State test|State test in Spanish," + edition + "," + subject + ",," + (i + 1) + ","
                            + names.get(i) + "," + cuts.get(i) + "," + (i >= 2 ? "yes" : "no") + ",The state,a page");
                }
            }
        });
        Files.write(Files.createDirectories(home).resolve("state.csv"), lines);
    }

    @AfterAll
    static void close() {
        duck.close();
    }

    @Test
    void everyMetricComesToWhatPlainSqlCountsInTheLake() {
        var differences = duck.sql().fetch("""
                select 'counted by hand' as side, * from (from recount except all from told)
                union all select 'published', * from (from told except all from recount)
                order by metric, school_year, organization_id, group_dimension, group_value, side""");
        assertThat(differences.stream().limit(30).map(row -> row.valuesRow().toString()))
                .as("%d differences", differences.size())
                .isEmpty();
        assertThat(number("select count(*) from recount")).isGreaterThan(1200);
    }

    @Test
    void everyShippedMetricIsCountedByHand() {
        var counted = new TreeSet<>(COUNTED_ELSEWHERE);
        duck.sql()
                .fetch("select distinct metric || ' ' || authority from recount")
                .forEach(row -> counted.add(row.get(0, String.class)));
        assertThat(Definitions.shipped().metrics()).isNotEmpty().allSatisfy(metric -> {
            if (!counted.contains(metric.id())) {
                metric.authorities().forEach(authority -> assertThat(counted).contains(metric.id() + " " + authority));
            }
        });
    }

    @Test
    void everyMetricHasAViewInEachFileThatTellsItsNumbersAndNoOthers() {
        for (String file : List.of("published", "of_analyst", "of_public")) {
            List<String> metrics = duck.sql()
                    .fetch("select distinct metric from " + file + ".metric_definition order by 1")
                    .map(row -> row.get(0, String.class));
            assertThat(metrics)
                    .containsExactlyElementsOf(Definitions.shipped().metrics().stream()
                            .filter(metric -> !file.equals("of_public")
                                    || metric.sharing().isPublic())
                            .map(Metric::id)
                            .toList());
            String views = String.join(
                    " union all ",
                    metrics.stream()
                            .map(metric -> "select '" + metric + "' as metric, * from " + file + ".metric_" + metric)
                            .toList());
            String columns = "metric, authority, version, policy, school_year, organization_id, organization_type,"
                    + " group_dimension, group_value, numerator, denominator, n, value, status, as_of, definition_hash,"
                    + " closed";
            assertThat(number("select count(*) from (select " + columns + " from (" + views + ") except all select "
                            + columns + " from " + file + ".metric_value)"))
                    .as(file)
                    .isZero();
            assertThat(number("select count(*) from (" + views + ")"))
                    .as(file)
                    .isEqualTo(number("select count(*) from " + file + ".metric_value"))
                    .isGreaterThan(1000);
            long hidden = number("select count(*) from (" + views + ") where suppressed");
            assertThat(hidden > 0).as(file).isEqualTo(!file.equals("published"));
            assertThat(
                            number(
                                    "select count(*) from (" + views + ") where suppressed and"
                                            + " (numerator is not null or denominator is not null or n is not null or value is not null)"))
                    .isZero();
        }
    }

    @Test
    void noTwoRowsOfATableShareItsKey() {
        assertThat(Definitions.shipped().datasets().values())
                .filteredOn(dataset -> !dataset.key().isEmpty())
                .hasSizeGreaterThan(20)
                .allSatisfy(dataset -> assertThat(number("select count(*) - count(distinct ("
                                + String.join(", ", dataset.key()) + ")) from published." + dataset.name()))
                        .as(dataset.name())
                        .isZero());
    }

    @Test
    void aViewSaysUnderWhichDefinitionAndAgainstWhichGoal() {
        assertThat(duck.sql().fetch("""
                        select version_policy, version, goal from published.metric_chronic_absence_rate
                        where authority = 'district' and organization_type = 'district' and group_dimension = 'all'
                          and school_year in ('2023-24', '2025-26')
                        union all
                        select 'of a group', max(version), max(goal) from published.metric_chronic_absence_rate
                        where group_dimension <> 'all'
                        order by 1, 2""").map(row -> row.get(0) + " | " + row.get(1) + " | " + row.get(2)))
                .contains("as reported | 2 | 0.150000", "of a group | 2 | null")
                .allMatch(line -> line.startsWith("as reported") || line.endsWith("| null"));
        assertThat(duck.sql()
                        .fetch("select distinct o.school_level, v.goal from published.metric_chronic_absence_rate v"
                                + " join published.dim_organization o using (organization_id) where v.policy = 'in_force'"
                                + " and v.school_year = '2025-26' and v.authority = 'district'"
                                + " and v.organization_type = 'school' and v.group_dimension = 'all' order by 1")
                        .map(row -> row.get(0) + " " + row.get(1)))
                .isNotEmpty()
                .isSubsetOf(
                        "elementary 0.130000", "middle 0.150000", "high 0.180000", "other 0.150000", "null 0.150000");
    }

    /** A share of two tables is left out: the format cannot say that each is added up before they meet. */
    @Test
    void whatTheInterchangeFormatSaysComesToTheSameNumbers() throws IOException {
        Path out = folder.resolve("ossie");
        assertThat(YearbookExport.command(
                                Clock.systemUTC(),
                                new PrintWriter(new StringWriter()),
                                new PrintWriter(new StringWriter()))
                        .execute("ossie", "--year", "2025-26", "--out", out.toString()))
                .isZero();
        var document = (Map<?, ?>)
                new Load(LoadSettings.builder().setCodePointLimit(10_000_000).build())
                        .loadFromString(Files.readString(out.resolve("yearbook-2025-26.ossie.yaml")));
        Map<String, String> sources = new TreeMap<>();
        ((List<?>) document.get("datasets"))
                .forEach(dataset -> sources.put(text(dataset, "name"), text(dataset, "source")));
        int compared = 0;
        for (Object metric : (List<?>) document.get("metrics")) {
            var dialects = (List<?>) ((Map<?, ?>) ((Map<?, ?>) metric).get("expression")).get("dialects");
            String sql = text(dialects.get(0), "expression");
            List<String> read = sources.keySet().stream()
                    .filter(dataset -> sql.contains(dataset + "."))
                    .toList();
            if (read.size() > 1) {
                continue;
            }
            String data = text(((List<?>) ((Map<?, ?>) metric).get("custom_extensions")).get(0), "data");
            var definition = JsonMapper.shared().readTree(data);
            String source =
                    sources.get(read.get(0)).replace("internal.", "published.").replace("analyst.", "of_analyst.");
            compared += Math.toIntExact(number("select count(*) from (select organization_id, " + sql + " as told from "
                    + source + " where school_year = '2025-26' group by organization_id) t"
                    + " join published.metric_value v using (organization_id) where v.metric = '"
                    + definition.path("metric").asString() + "' and v.authority = '"
                    + definition.path("definition").path("authority").asString() + "' and v.version = "
                    + definition.path("definition").path("version").asInt() + " and v.school_year = '2025-26'"
                    + " and v.group_dimension = 'all' and v.status = 'ok' and abs(told - v.value) <= 0.0000005"));
        }
        assertThat(compared)
                .isGreaterThan(100)
                .isEqualTo(Math.toIntExact(
                        number("select count(*) from published.metric_value where policy = 'in_force' and"
                                + " school_year = '2025-26' and group_dimension = 'all' and status = 'ok' and metric not in"
                                + " ('average_daily_membership', 'cost_per_active_app_user', 'graduation_rate_four_year',"
                                + " 'graduation_rate_five_year', 'graduation_rate_six_year')")));
    }

    private static String text(Object map, String key) {
        return String.valueOf(((Map<?, ?>) map).get(key));
    }

    @Test
    void aChangeIsToldWithTheNumbersOfEachYearUnderBothDefinitions() {
        var out = new StringWriter();
        assertThat(YearbookGlossary.command(
                                Clock.systemUTC(),
                                home -> Deliverers.NONE,
                                new PrintWriter(out, true),
                                new PrintWriter(out))
                        .execute(
                                "diff",
                                "account_removal_on_time",
                                "--home",
                                folder.resolve("home").toString()))
                .isZero();
        var rows = duck.sql().fetch("""
                select school_year, max(value) filter (version = 1) as one, max(value) filter (version = 2) as other
                from published.metric_value
                where metric = 'account_removal_on_time' and organization_type = 'district' and group_dimension = 'all'
                group by all order by school_year""");
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.get(0) + " " + row.get(1) + " " + row.get(2))
                        .doesNotContain("null"));
        assertThat(rows)
                .allSatisfy(row -> assertThat(out.toString())
                        .containsPattern(
                                row.get(0) + " +district [12] +" + told(row.get(1)) + " +" + told(row.get(2))));
        assertThat(out.toString()).contains("May a trend be joined? No.", "difference");
    }

    @Test
    void twoYearsAreComparedWithWhatTheNewDefinitionDidToTheNumber() {
        var out = new StringWriter();
        assertThat(YearbookGlossary.command(
                                Clock.systemUTC(),
                                home -> Deliverers.NONE,
                                new PrintWriter(out, true),
                                new PrintWriter(out))
                        .execute(
                                "diff",
                                "2024-25",
                                "2025-26",
                                "--home",
                                folder.resolve("home").toString()))
                .isZero();
        var row = duck.sql().fetchSingle("""
                        select max(value) filter (version = 1), max(value) filter (version = 2)
                        from published.metric_value
                        where metric = 'account_removal_on_time' and school_year = '2024-25'
                          and organization_type = 'district' and group_dimension = 'all'""");
        assertThat(row.intoList()).doesNotContainNull();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .containsPattern(
                        "\\(account_removal_on_time\\), district Changed: .*?Effect: the district's 2024-25 reads "
                                + told(row.get(0)) + " under district 1 and " + told(row.get(1))
                                + " under district 2 \\(");
    }

    private static String told(Object value) {
        return value == null ? "-" : Words.value(Metric.Unit.PERCENT, new BigDecimal(value.toString()));
    }

    /** Numbers that are all the same, or nothing, would prove little. */
    @Test
    void theRowsReachTheCasesThatMatter() {
        assertThat(duck.sql().fetch("""
                select metric from recount where organization_id = '3100042' and group_dimension = 'all'
                  and school_year = '2025-26' and (numerator = 0 or numerator = denominator)""")).isEmpty();
        assertThat(number("select count(*) from moved where moves > 1")).isPositive();
        assertThat(
                        number(
                                "select count(*) from recount where authority = 'state' and version = 2"
                                        + " and school_year = '2023-24' and metric = 'proficiency_rate_math' and organization_id = '0101'"))
                .as("told again where scores are there")
                .isPositive();
        assertThat(number("select count(*) from recount where authority = 'state' and version = 2"
                        + " and school_year = '2023-24' and organization_id = '0201' and group_dimension = 'all'"))
                .as("and not where one is missing")
                .isZero();
        assertThat(number("select count(*) from absent where away = 10")).isPositive();
        assertThat(number("select count(*) from suspended where days = 1")).isPositive();
        assertThat(number("select count(*) from recount where metric like 'per_pupil%' and numerator = 0"))
                .isPositive();
    }

    private static long number(String sql) {
        return duck.sql().fetchSingle(sql).get(0, Long.class);
    }

    private static void run(String script) throws IOException {
        try (InputStream stream = MetricRecountTest.class.getResourceAsStream(script + ".sql")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : text.split(";[ \\t]*\\R", -1)) {
                if (!statement.isBlank()) {
                    duck.run(statement);
                }
            }
        }
    }
}
