package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

class SchemaTest {

    private static final Path STATE_FILE = Path.of("../docs/state-files/VT-GRADE-PROG.yaml");
    private static final JsonMapper JSON = new JsonMapper();

    static Stream<Path> metricFiles() throws IOException {
        return files("metric.yaml");
    }

    static Stream<Path> exampleFiles() throws IOException {
        return files("boundaries.yaml");
    }

    @ParameterizedTest
    @MethodSource("metricFiles")
    void everyShippedMetricFitsTheSchema(Path file) throws IOException {
        assertThat(errors("metric", Files.readString(file))).isEmpty();
        assertThat(Files.readString(file)).startsWith("# yaml-language-server: $schema=");
    }

    @ParameterizedTest
    @MethodSource("exampleFiles")
    void everyShippedExampleFitsTheSchema(Path file) throws IOException {
        assertThat(errors("example", Files.readString(file))).isEmpty();
        assertThat(Files.readString(file)).startsWith("# yaml-language-server: $schema=");
    }

    @Test
    void theShippedBoardsFitTheSchema() throws IOException {
        String text = Files.readString(Path.of("definitions", Boards.FILE));
        assertThat(errors("boards", text)).isEmpty();
        assertThat(text).startsWith("# yaml-language-server: $schema=");
    }

    @Test
    void theShippedReportCardFitsTheSchema() throws IOException {
        String text = Files.readString(Path.of("definitions", ReportCard.FILE));
        assertThat(errors("report-card", text)).isEmpty();
        assertThat(text).startsWith("# yaml-language-server: $schema=");
        assertThat(errors("report-card", text.replace("year: preceding", "year: next")))
                .isNotEmpty();
        assertThat(errors("report-card", text.replaceAll("(?s)    missing: The state sets these[^\\n]*\\n", "")))
                .as("an element without an answer")
                .isNotEmpty();
    }

    /** What depends on other files, such as which metrics there are, only the loader knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "board: money -> board: Our Money",
                "areas: [learning] -> areas: [lerning]",
                "for: [principal] -> for: [The Principal]",
                "    question: Do students read?\n -> ",
                "title: Money -> titel: Money",
                "[library_visits] -> [library_visits, library_visits]",
                "metrics: [book_cost] -> metrics: book_cost",
                "boards: -> board:",
            })
    void schemaAndLoaderAgreeOnTheShapeOfBoards(String change) {
        String good = """
                boards:
                  - board: library
                    title: Library
                    question: Do students read?
                    for: [principal]
                    areas: [learning]
                    metrics: [library_visits]
                  - board: money
                    title: Money
                    question: What does it cost?
                    metrics: [book_cost]
                """;
        String[] parts = change.split(" -> ", -1);
        String text = good.replace(parts[0], parts[1]);
        assertThat(text).isNotEqualTo(good);
        assertThat(errors("boards", good)).isEmpty();
        List<Fault> faults = new ArrayList<>();
        BoardFile.read("boards.yaml", text, List.of("library_visits", "book_cost"), faults);
        assertThat(faults).as("loader").isNotEmpty();
        assertThat(errors("boards", text)).as("schema").isNotEmpty();
    }

    @Test
    void theDocumentedStateFileFitsTheSchema() throws IOException {
        String text = Files.readString(STATE_FILE);
        assertThat(errors("state-file", text)).isEmpty();
        assertThat(text).startsWith("# yaml-language-server: $schema=");
    }

    /** The reader of these files refuses the same; it lives with what writes them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows: stays -> rows: teachers",
                "frozen: count-day -> frozen: today",
                "frozen: count-day\n -> ",
                "06_5_PS_GradeProg.csv -> ../students.csv",
                "06_5_PS_GradeProg.csv -> manifest.json",
                "delimiter: comma -> delimiter: space",
                "delimiter: comma\n -> ",
                "header: true -> header: perhaps",
                "encoding: utf-8 -> encoding: ebcdic",
                "line_end: crlf -> ends: crlf",
                "field: district_id, -> field: district_id, sql: select,",
                "field: district_id, -> field: district_id, value: x,",
                "field: district_id, -> ",
                "length: 6} -> length: none}",
                "form: delimited -> form: fixed",
                "rows: stays -> rows: counts",
            })
    void theSchemaUnderlinesWhatIsNoStateFile(String change) throws IOException {
        String good = Files.readString(STATE_FILE);
        String[] parts = change.split(" -> ", -1);
        String text = good.replace(parts[0], parts[1]);
        assertThat(text).isNotEqualTo(good);
        assertThat(errors("state-file", text)).isNotEmpty();
    }

    @Test
    void theSampleFitsTheSchema() {
        assertThat(errors("metric", Sample.TWO_VERSIONS)).isEmpty();
    }

    /** What the loader refuses in the shape of a file, an editor underlines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "metric: library_visits -> metric: goal",
                "label: Library visits -> lable: Library visits",
                "unit: percent -> unit: share",
                "status: active -> status: current",
                "    rationale: The second.\n -> ",
                "2023-24} -> 2023}",
                ", to_school_year: 2023-24} -> }",
                "agg: count, -> agg: average,",
                "dimensions: [el] -> dimensions: el",
                "kind: own -> kind: law",
                "comparability: break -> comparability: broken",
                "    approved: {by: Cabinet, on: 2024-06-01}\n -> ",
                ", denominator: Students} -> }",
                "version: 2 -> version: second",
                "on: 2024-06-01 -> on: June",
            })
    void schemaAndLoaderAgreeOnTheShapeOfAFile(String change) {
        String[] parts = change.split(" -> ", -1);
        String text = Sample.TWO_VERSIONS.replace(parts[0], parts[1]);
        assertThat(text).isNotEqualTo(Sample.TWO_VERSIONS);
        List<Fault> faults = new ArrayList<>();
        MetricFile.read("x.yaml", text, faults);
        assertThat(faults).as("loader").isNotEmpty();
        assertThat(errors("metric", text)).as("schema").isNotEmpty();
    }

    private static List<Error> errors(String schema, String yaml) {
        try {
            Schema read = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("schema", schema + ".schema.json")), InputFormat.JSON);
            Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            return read.validate(JSON.writeValueAsString(document), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(String name) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("definitions"))) {
            return all.filter(file -> file.getFileName().toString().equals(name)).toList().stream();
        }
    }
}
