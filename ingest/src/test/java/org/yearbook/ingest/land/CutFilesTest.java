package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of each format that break off anywhere: none is ever taken for a whole one. */
class CutFilesTest {

    private static final int CUTS = 40;

    @TempDir
    Path folder;

    private TestLanding landing;

    private static String contract(String format, String ending, String rest) {
        return """
                id: cut-%s
                name: Cut %s
                source: SIS
                entity: thing
                files: ["cut*.%s"]
                format: %s
                %s
                schoolYear: {from: none}
                properties:
                """.formatted(ending, ending, ending, format, rest);
    }

    @BeforeEach
    void open() {
        String names = "  - {name: id, required: true}\n  - {name: note}\n";
        landing = TestLanding.with(
                folder,
                contract("json", "json", "json: {rows: value}") + names,
                contract("xml", "xml", "xml: {rows: [row]}") + names,
                contract("xlsx", "xlsx", "") + names,
                contract("csv", "csv", "trailer: {pattern: \"^END (\\\\d+)$\"}") + names,
                contract("fixed", "txt", "trailer: {pattern: \"^END (\\\\d+)$\"}")
                        + "  - {name: id, positions: 1-4, required: true}\n  - {name: note, positions: 5-12}\n");
    }

    private static String rows(String row) {
        return IntStream.range(100, 130).mapToObj(row::formatted).collect(Collectors.joining());
    }

    private void cutAnywhere(String name, byte[] whole) {
        var random = new Random(name.hashCode());
        for (int cut = 0; cut < CUTS; cut++) {
            int length = cut == 0 ? whole.length - 1 : 1 + random.nextInt(whole.length - 1);
            landing.drop(name, Arrays.copyOf(whole, length));
            LandingResult result = landing.night();
            assertThat(result.fresh())
                    .as("%s after %d of %d bytes", name, length, whole.length)
                    .isEmpty();
            assertThat(result.held()).hasSize(1);
        }
        landing.drop(name, whole);
        assertThat(landing.landed().delivered()).isEqualTo(30);
    }

    private void cutAnywhere(String name, String whole) {
        cutAnywhere(name, whole.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void json() {
        String rows = rows("{\"id\": %d, \"note\": \"é\"},\n").strip();
        cutAnywhere("cut.json", "{\"value\": [" + rows.substring(0, rows.length() - 1) + "]}");
    }

    @Test
    void xml() {
        cutAnywhere(
                "cut.xml",
                "<?xml version=\"1.0\"?><rows>" + rows("<row><id>%d</id><note>é</note></row>\n") + "</rows>");
    }

    @Test
    void csvWithTrailer() {
        cutAnywhere("cut.csv", "id,note\n" + rows("%d,\"a, é\"\n") + "END 30");
    }

    @Test
    void fixedWidthWithTrailer() {
        cutAnywhere("cut.txt", rows("%d some é\n") + "END 30");
    }

    @Test
    void workbook() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var workbook = new Workbook(bytes, "Yearbook tests", "1.0");
        var sheet = workbook.newWorksheet("S");
        sheet.value(0, 0, "id");
        sheet.value(0, 1, "note");
        for (int row = 1; row <= 30; row++) {
            sheet.value(row, 0, row);
            sheet.value(row, 1, "é" + row);
        }
        workbook.finish();
        cutAnywhere("cut.xlsx", bytes.toByteArray());
    }

    @Test
    void gzip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(("id,note\n" + rows("%d,a\n") + "END 30").getBytes(StandardCharsets.UTF_8));
        }
        cutAnywhere("cut.csv.gz", bytes.toByteArray());
    }
}
