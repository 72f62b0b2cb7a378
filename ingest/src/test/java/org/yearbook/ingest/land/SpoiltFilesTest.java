package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;
import org.yearbook.ingest.source.folder.Durable;

/**
 * Files of every format, spoilt, many to a landing: each is taken or held back, nothing is written outside of the home,
 * and what is told of a file repeats no name that stands in it.
 */
class SpoiltFilesTest {

    /** Files to a landing: starting the engine for each would be most of the time. */
    private static final int BATCH = 50;

    private static final int USUAL = 100;
    private static final String NOBODY = "Quixotekin";
    private static final Spoilt CSV = new Spoilt(", \" \"\" \n \r\n ; \t id,note NULL ' \\ \u0085 \u2028");
    private static final Spoilt JSON =
            new Spoilt("{ } [ ] : , \" \\ \\u00 \\ud800 null {\"a\": [[ \"value\": - 1e5 /*");
    private static final Spoilt XML = new Spoilt("< > </ /> & &amp; &#0; &#x110000; <![CDATA[ ]]> <!--"
            + " <!DOCTYPE~a[<!ENTITY~b~SYSTEM~\"file:///etc/passwd\">]> &b; <row> </row> <?x \" = xmlns=\"u\"");
    private static final Spoilt ZIP = new Spoilt("../ ..\\ / C: .zip manifest.csv . CON .accept users.csv \u0000");

    @TempDir
    Path folder;

    private TestLanding whole;

    private static String contract(String format, String rest) {
        return """
                id: spoilt-%s
                name: Spoilt %s
                source: SIS
                entity: thing
                files: ["%s-*"]
                format: %s
                load: append
                %s
                schoolYear: {from: none}
                properties:
                """.formatted(format, format, format, format, rest);
    }

    @BeforeEach
    void open() {
        String names = "  - {name: id, required: true}\n  - {name: note}\n";
        whole = TestLanding.with(
                folder.resolve("whole"),
                contract("json", "json: {rows: value}") + names,
                contract("xml", "xml: {rows: [row]}") + names,
                contract("xlsx", "") + names,
                contract("csv", "") + names,
                contract("fixed", "")
                        + "  - {name: id, positions: 1-4, required: true}\n  - {name: note, positions: 5-24}\n");
    }

    private interface Maker {
        byte[] make(Random random) throws IOException;
    }

    private static String rows(String row) {
        return IntStream.range(100, 112)
                .mapToObj(number -> row.formatted(number, NOBODY))
                .collect(Collectors.joining());
    }

    private void spoil(String name, Maker maker) {
        var taken = new ArrayList<Integer>();
        var held = new ArrayList<Integer>();
        Path away = folder.resolve("away");
        Fuzzing.each(USUAL, BATCH, random -> {
            TestLanding landing = whole.elsewhere(Files.createDirectories(away.resolve("home")));
            for (int file = 0; file < BATCH; file++) {
                landing.drop(name.formatted(file), maker.make(random));
            }
            LandingResult result = landing.look();
            taken.add(result.fresh().size());
            held.add(result.held().size());
            assertThat(told(result)).noneMatch(sentence -> sentence.contains(NOBODY) && !namesColumns(sentence));
            for (LandedFile file : result.fresh()) {
                assertThat(TestLanding.stored(file) + file.rejected()).isEqualTo(file.delivered());
            }
            assertThat(away).isDirectoryNotContaining(path -> !path.endsWith("home"));
            Durable.delete(away.resolve("home"));
        });
        if (!Fuzzing.alone()) {
            assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isPositive();
            assertThat(held.stream().mapToInt(Integer::intValue).sum()).isPositive();
        }
    }

    /** What stands where names of columns stand is taken for such names, and told. */
    private static boolean namesColumns(String sentence) {
        return sentence.startsWith("Columns that contract spoilt-")
                || sentence.startsWith("Columns that the file lacks: note (Did you mean ")
                || (sentence.startsWith("A required column is missing: 'id'") && sentence.contains(" The file has: "));
    }

    private static List<String> told(LandingResult result) {
        List<String> told = new ArrayList<>();
        result.held().forEach(one -> told.add(one.reason() + " " + one.whatToDo()));
        result.findings().forEach(one -> told.add(one.message() + " " + one.whatToDo()));
        result.fresh().stream()
                .flatMap(file -> file.findings().stream())
                .forEach(one -> told.add(one.message() + " " + one.whatToDo()));
        return told;
    }

    private static byte[] either(Spoilt spoilt, String text, Random random) {
        return random.nextBoolean()
                ? spoilt.bytes(text.getBytes(StandardCharsets.UTF_8), random)
                : spoilt.text(text, random).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void csv() {
        String text = "id,note\n" + rows("%d,\"%s, é\"\n");
        spoil("csv-%02d", random -> either(CSV, text, random));
    }

    @Test
    void fixedWidth() {
        String text = rows("%d %s é          \n");
        spoil("fixed-%02d", random -> either(CSV, text, random));
    }

    @Test
    void json() {
        String text =
                "{\"value\": [" + rows("{\"id\": %d, \"note\": \"%s\"},\n").strip() + "{\"id\": 1}]}";
        spoil("json-%02d", random -> either(JSON, text, random));
    }

    @Test
    void xml() {
        String text =
                "<?xml version=\"1.0\"?><rows>" + rows("<row a=\"1\"><id>%d</id><note>%s</note></row>\n") + "</rows>";
        spoil("xml-%02d", random -> either(XML, text, random));
    }

    @Test
    void workbooks() throws IOException {
        byte[] book = workbook();
        spoil("xlsx-%02d", random -> repacked(book, XML, random));
    }

    @Test
    void zips() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("csv-a.csv"));
            zip.write(("id,note\n" + rows("%d,%s\n")).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("json-b.json"));
            zip.write("{\"value\": [{\"id\": 1}]}".getBytes(StandardCharsets.UTF_8));
        }
        spoil("pack-%02d.zip", random -> repacked(out.toByteArray(), ZIP, random));
    }

    private static byte[] workbook() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var workbook = new Workbook(bytes, "Yearbook tests", "1.0");
        var sheet = workbook.newWorksheet("S");
        sheet.value(0, 0, "id");
        sheet.value(0, 1, "note");
        for (int row = 1; row <= 12; row++) {
            sheet.value(row, 0, row);
            sheet.value(row, 1, NOBODY + row);
        }
        workbook.finish();
        return bytes.toByteArray();
    }

    /** The bytes of a zip spoilt, or a sound zip in which a part or a name is. */
    private byte[] repacked(byte[] whole, Spoilt spoilt, Random random) throws IOException {
        if (random.nextInt(3) == 0) {
            return spoilt.bytes(whole, random);
        }
        Map<String, byte[]> parts = parts(whole);
        int chosen = random.nextInt(parts.size());
        boolean name = random.nextInt(4) == 0;
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                boolean here = chosen-- == 0;
                String text = new String(part.getValue(), StandardCharsets.UTF_8);
                zip.putNextEntry(new ZipEntry(here && name ? spoilt.text(part.getKey(), random) : part.getKey()));
                zip.write(here && !name ? spoilt.text(text, random).getBytes(StandardCharsets.UTF_8) : part.getValue());
            }
        } catch (ZipException | IllegalArgumentException e) {
            // Java's own writer refuses some names.
            return spoilt.bytes(whole, random);
        }
        return out.toByteArray();
    }

    private Map<String, byte[]> parts(byte[] whole) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (var zip =
                new ZipFile(Files.write(folder.resolve("whole.zip"), whole).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }
}
