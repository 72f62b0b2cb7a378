package org.yearbook.warehouse.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class YearbookExportTest {

    private static final Clock IN_MAY = Clock.fixed(Instant.parse("2026-05-15T12:00:00Z"), ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The keys of each object of Apache Ossie 0.2.0.dev0, by its core-spec/spec.md; those with ! must be there. */
    private static final Map<String, Set<String>> OSSIE = Map.of(
            "document",
            Set.of(
                    "version!",
                    "name!",
                    "description",
                    "ai_context",
                    "datasets!",
                    "relationships",
                    "metrics",
                    "custom_extensions"),
            "dataset",
            Set.of(
                    "name!",
                    "source!",
                    "primary_key",
                    "unique_keys",
                    "description",
                    "ai_context",
                    "fields",
                    "custom_extensions"),
            "field",
            Set.of(
                    "name!",
                    "expression!",
                    "dimension",
                    "label",
                    "description",
                    "datatype",
                    "ai_context",
                    "custom_extensions"),
            "metric",
            Set.of("name!", "expression!", "description", "datatype", "ai_context", "custom_extensions"));

    private static final Set<String> OSSIE_TYPES = Set.of(
            "String", "Integer", "Decimal", "Float", "Boolean", "Date", "Time", "DateTime", "DateTimeTz", "Opaque");

    /** The keys of each object of dbt's latest semantic layer specification, by docs.getdbt.com. */
    private static final Map<String, Set<String>> DBT = Map.of(
            "model",
            Set.of(
                    "name!",
                    "description",
                    "config",
                    "columns",
                    "semantic_model",
                    "agg_time_dimension",
                    "primary_entity",
                    "metrics",
                    "time_spine"),
            "column",
            Set.of("name!", "description", "dimension", "granularity"),
            "simple",
            Set.of("name!", "label", "description", "type!", "agg!", "expr!", "fill_nulls_with", "hidden", "config"),
            "ratio",
            Set.of("name!", "label", "description", "type!", "numerator!", "denominator!", "config"));

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theInterchangeHasTheShapeOfItsSpecification() throws IOException {
        Map<String, Object> document = ossie();
        keys("document", document, OSSIE);
        assertThat(document).containsEntry("version", "0.2.0.dev0").containsEntry("name", "yearbook_2025_26");
        Set<String> names = new HashSet<>();
        for (Map<String, Object> dataset : maps(document.get("datasets"))) {
            keys("dataset", dataset, OSSIE);
            assertThat(names.add(text(dataset, "name"))).isTrue();
            assertThat(text(dataset, "source")).matches("(analyst|internal)\\.main\\." + text(dataset, "name"));
            Set<String> columns = new HashSet<>();
            for (Map<String, Object> field : maps(dataset.get("fields"))) {
                keys("field", field, OSSIE);
                assertThat(columns.add(text(field, "name"))).isTrue();
                assertThat(OSSIE_TYPES).contains(text(field, "datatype"));
                assertThat(expression(field)).isEqualTo(text(field, "name"));
            }
            if (dataset.get("primary_key") instanceof List<?> key) {
                assertThat(columns)
                        .containsAll(key.stream().map(String::valueOf).toList());
            }
        }
        Set<String> metrics = new HashSet<>();
        for (Map<String, Object> metric : maps(document.get("metrics"))) {
            keys("metric", metric, OSSIE);
            assertThat(metrics.add(text(metric, "name"))).isTrue();
            assertThat(OSSIE_TYPES).contains(text(metric, "datatype"));
        }
        assertThat(metrics)
                .contains("chronic_absence_rate", "chronic_absence_rate_state", "chronic_absence_rate_federal")
                .containsAll(Definitions.shipped().metrics().stream()
                        .map(metric -> metric.id())
                        .toList());
    }

    @Test
    void whatTheInterchangeCannotSayStandsInExtensionsAndIsTold() throws IOException {
        Map<String, Object> metric = maps(ossie().get("metrics")).stream()
                .filter(one -> text(one, "name").equals("chronic_absence_rate"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> extension = maps(metric.get("custom_extensions")).get(0);
        assertThat(extension).containsOnlyKeys("vendor_name", "data").containsEntry("vendor_name", "YEARBOOK");
        JsonNode data = JSON.readTree(text(extension, "data"));
        assertThat(data.path("desired_direction").asString()).isEqualTo("down");
        assertThat(data.path("owner").asString()).isEqualTo("Attendance Office");
        assertThat(data.path("definition").path("version").asInt()).isEqualTo(2);
        assertThat(data.path("definition").path("definition_hash").asString())
                .isEqualTo(Definitions.shipped()
                        .find("chronic_absence_rate")
                        .orElseThrow()
                        .version("district", 2)
                        .orElseThrow()
                        .hash());
        assertThat(data.path("goals").size()).isEqualTo(11);
        assertThat(data.path("other_definitions").size()).isEqualTo(4);
        assertThat(out.toString())
                .contains("What the format has no word for:")
                .contains("Years and versions: the document holds the definitions in force in 2025-26 alone.")
                .containsPattern("known_when(?s:.*)in_school_suspension_rate")
                .containsPattern("\\(complete\\)(?s:.*)ninth_grade_on_track")
                .containsPattern("A share of two tables(?s:.*)average_daily_membership");
        assertThat(Files.readString(folder.resolve("yearbook-2025-26.ossie.yaml")))
                .startsWith("# Written by Yearbook")
                .contains("# - A share of two tables");
    }

    @Test
    void olderReadersGetTheModelInAList() throws IOException {
        run("ossie", "--model-list", "--year", "2022-23");
        Map<String, Object> document = yaml("yearbook-2022-23.ossie.yaml");
        assertThat(document).containsOnlyKeys("version", "semantic_model");
        Map<String, Object> model = maps(document.get("semantic_model")).get(0);
        String told = maps(model.get("metrics")).toString();
        assertThat(told).contains("Definition district 1, in force 2015-16 to 2023-24.");
    }

    @Test
    void everyExpressionOfTheInterchangeRuns() throws IOException {
        try (Duck duck = Duck.inMemory(Limits.small())) {
            tables(duck);
            for (Map<String, Object> metric : maps(ossie().get("metrics"))) {
                String sql = expression(metric);
                Set<String> read = new TreeSet<>();
                Definitions.shipped().datasets().keySet().stream()
                        .filter(dataset -> sql.contains(dataset + "."))
                        .forEach(read::add);
                assertThat(duck.sql().fetch("select " + sql + " from " + String.join(", ", read)))
                        .as(text(metric, "name"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void dbtGetsModelsAndMetricsOfItsOwnShape() throws IOException {
        run("dbt");
        Map<String, Object> document = yaml("yearbook_semantics.yml");
        Map<String, String> metrics = new LinkedHashMap<>();
        try (Duck duck = Duck.inMemory(Limits.small())) {
            tables(duck);
            for (Map<String, Object> model : maps(document.get("models"))) {
                keys("model", model, DBT);
                String name = text(model, "name");
                assertThat(folder.resolve(name + ".sql")).exists();
                maps(model.get("columns")).forEach(column -> keys("column", column, DBT));
                for (Map<String, Object> metric : maps(model.get("metrics"))) {
                    dbt(metric, metrics);
                    if (text(metric, "type").equals("simple")) {
                        duck.sql().fetch("select " + text(metric, "expr") + " from " + name);
                    }
                }
            }
        }
        maps(document.get("metrics")).forEach(metric -> dbt(metric, metrics));
        assertThat(metrics).containsEntry("chronic_absence_rate", "ratio").containsEntry("enrollment", "simple");
        for (var metric : metrics.entrySet()) {
            if (metric.getValue().equals("ratio")) {
                assertThat(metrics)
                        .containsEntry(metric.getKey() + "_numerator", "simple")
                        .containsEntry(metric.getKey() + "_denominator", "simple");
            }
        }
        assertThat(maps(document.get("metrics")))
                .extracting(metric -> text(metric, "name"))
                .contains("average_daily_membership", "graduation_rate_four_year");
        assertThat(Files.readString(folder.resolve("agg_student_year.sql")))
                .contains("as school_year_starts\nfrom {{ source('yearbook', 'agg_student_year') }}");
        assertThat(yaml("yearbook_sources.yml").toString()).contains("database=analyst", "database=internal");
        assertThat(out.toString()).contains("School years: a metric is added up by a day");
    }

    private static void dbt(Map<String, Object> metric, Map<String, String> metrics) {
        String type = text(metric, "type");
        keys(type, metric, DBT);
        // dbt keeps two underscores for itself.
        assertThat(text(metric, "name")).doesNotContain("__");
        assertThat(metrics.put(text(metric, "name"), type)).isNull();
    }

    @Test
    void theDictionaryTellsEveryVersionOfEveryMetric() throws IOException {
        run("dictionary");
        var metrics = Definitions.shipped().metrics();
        try (Duck duck = Duck.inMemory(Limits.small())) {
            String rows = " from read_csv(" + Duck.literal(folder.resolve("metrics.csv")) + ", all_varchar = true)";
            assertThat(duck.sql()
                            .fetch("select metric || ' ' || authority || ' ' || version" + rows)
                            .map(row -> row.get(0, String.class)))
                    .containsExactlyElementsOf(metrics.stream()
                            .flatMap(metric ->
                                    metric.versions().stream().map(version -> metric.id() + " " + version.name()))
                            .toList());
            assertThat(duck.sql().fetch("select metric" + rows + " where statement is null or rule is null"))
                    .isEmpty();
            assertThat(duck.sql()
                            .fetch("select metric || ' ' || authority || ' ' || version" + rows
                                    + " where complete_when is not null and missing_otherwise is not null")
                            .map(row -> row.get(0, String.class)))
                    .containsExactlyElementsOf(metrics.stream()
                            .flatMap(metric -> metric.versions().stream()
                                    .filter(version -> version.formula().complete() != null)
                                    .map(version -> metric.id() + " " + version.name()))
                            .toList())
                    .isNotEmpty();
        }
        String html = Files.readString(folder.resolve("dictionary.html"));
        String markdown = Files.readString(folder.resolve("dictionary.md"));
        assertThat(metrics).allSatisfy(metric -> {
            assertThat(html).contains("<h3 id=\"" + metric.id() + "\">");
            assertThat(markdown).contains("### " + metric.label() + " (`" + metric.id() + "`)");
        });
        assertThat(html)
                .contains("<html lang=\"en\">", "<th scope=\"col\">Column</th>")
                .contains("<dt>Goals</dt><dd>2024-25 17% for the district");
        assertThat(out.toString()).contains("dictionary.html", "Nothing was lost");
    }

    @Test
    void aTextIsNeverTakenForAFormulaTagOrKeyword() throws IOException {
        Files.writeString(folder.resolve("own.yaml"), """
                metric: own
                label: "yes"
                description: "=HYPERLINK(\\"x\\") <script>, \\"quoted\\" | piped"
                unit: count
                desired_direction: neither
                owner: Office
                dimensions: []
                versions:
                  - version: 1
                    authority: district
                    status: active
                    effective: {from_school_year: 2020-21}
                    rationale: The board asked.
                    citation: {kind: own, text: Minutes}
                    text: {rule: All., numerator: All}
                    numerator: {dataset: t, agg: count, expr: k}
                    people: none
                    approved: {by: Board, on: 2020-05-12}
                """);
        Files.writeString(folder.resolve("datasets.yaml"), """
                datasets:
                  - dataset: t
                    grain: One row for each.
                    columns:
                      - {name: school_year, type: varchar, description: Year}
                      - {name: organization_id, type: varchar, description: Place}
                      - {name: organization_type, type: varchar, description: Kind}
                      - {name: k, type: bigint, description: Key}
                """);
        Files.writeString(
                folder.resolve("approved.txt"),
                Definitions.readOnly(folder)
                                .approvalToRecord(
                                        Definitions.readOnly(folder).find("own").orElseThrow(),
                                        Definitions.readOnly(folder)
                                                .find("own")
                                                .orElseThrow()
                                                .versions()
                                                .get(0))
                                .orElseThrow()
                        + "\n");
        run("dictionary", "--definitions", folder.toString());
        assertThat(Files.readString(folder.resolve("metrics.csv")))
                .contains("own,yes,\"'=HYPERLINK(\"\"x\"\") <script>, \"\"quoted\"\" | piped\",other,");
        assertThat(Files.readString(folder.resolve("dictionary.html")))
                .contains("=HYPERLINK(&quot;x&quot;) &lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(Files.readString(folder.resolve("dictionary.md"))).contains("\\<script>", "\\| piped");
        run("ossie", "--definitions", folder.toString());
        assertThat(Files.readString(folder.resolve("yearbook-2025-26.ossie.yaml")))
                .contains("- \"yes\"");
    }

    @Test
    void aYearWithoutDefinitionsAndAnUnknownFormatAreRefused() {
        var command = YearbookExport.command(IN_MAY, new PrintWriter(out, true), new PrintWriter(err, true));
        assertThat(command.execute("ossie", "--year", "1999-00", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(command.execute("cube", "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("No definition is in force in 1999-00.", "ossie", "dictionary");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theNameOfAnotherAuthoritysDefinitionIsNeverThatOfAMetric() {
        var exported = Exported.of(Definitions.shipped(), SchoolYear.parse("2025-26"));
        assertThat(exported.metrics()).extracting(Exported.One::name).doesNotHaveDuplicates();
        assertThat(exported.without()).isEmpty();
    }

    private Map<String, Object> ossie() throws IOException {
        run("ossie");
        return yaml("yearbook-2025-26.ossie.yaml");
    }

    private void run(String format, String... more) {
        var arguments = new java.util.ArrayList<>(List.of(format, "--out", folder.toString()));
        arguments.addAll(List.of(more));
        assertThat(YearbookExport.command(IN_MAY, new PrintWriter(out, true), new PrintWriter(err, true))
                        .execute(arguments.toArray(String[]::new)))
                .as(err.toString())
                .isZero();
    }

    private Map<String, Object> yaml(String file) throws IOException {
        Object document =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(folder.resolve(file)));
        return map(document);
    }

    private static void tables(Duck duck) {
        Definitions.shipped()
                .datasets()
                .values()
                .forEach(dataset -> duck.run("create table " + dataset.name() + " ("
                        + String.join(
                                ", ",
                                dataset.columns().stream()
                                        .map(column -> column.name() + " " + column.type())
                                        .toList())
                        + ")"));
    }

    private static void keys(String what, Map<String, Object> given, Map<String, Set<String>> known) {
        Set<String> allowed = new HashSet<>();
        for (String key : known.getOrDefault(what, Set.of())) {
            allowed.add(key.replace("!", ""));
            if (key.endsWith("!")) {
                assertThat(given).as(what).containsKey(key.replace("!", ""));
            }
        }
        assertThat(allowed).as(what + " " + given.get("name")).containsAll(given.keySet());
    }

    private static String expression(Map<String, Object> object) {
        Map<String, Object> dialect =
                maps(map(object.get("expression")).get("dialects")).get(0);
        assertThat(dialect).containsOnlyKeys("dialect", "expression").containsEntry("dialect", "ANSI_SQL");
        return text(dialect, "expression");
    }

    private static String text(Map<String, Object> object, String key) {
        return String.valueOf(object.get(key));
    }

    private static List<Map<String, Object>> maps(Object list) {
        return list instanceof List<?> items
                ? items.stream().map(YearbookExportTest::map).toList()
                : List.of();
    }

    private static Map<String, Object> map(Object object) {
        var map = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) object).forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }
}
