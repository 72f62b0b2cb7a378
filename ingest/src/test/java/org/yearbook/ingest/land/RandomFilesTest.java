package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seeded random files, read once more by a reader that works in another way: by lines and the parity of quotes. More of
 * them with {@code -Dyearbook.long=true}.
 */
class RandomFilesTest {

    private static final List<String> COLUMNS =
            List.of("employee_id", "course", "provider", "completed_on", "hours", "certification");
    private static final String[] TEXTS = {
        "",
        "a",
        "Ñandú",
        "x y",
        "O'Brien",
        "\"",
        "a\"b",
        "x,y",
        ",",
        "line\nbreak",
        "line\r\nbreak",
        "\n",
        " ",
        "NULL",
        "😀",
        "2025-08-26",
        "007",
        "#",
        "=1+1",
        "\\",
        "\\\"",
        "\t"
    };

    private static final boolean MANY = Boolean.getBoolean("yearbook.long");
    private static final int FILES = MANY ? 300 : 40;
    private static final int GARBAGE = MANY ? 160 : 20;

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = new TestLanding(folder.resolve("home"));
    }

    private static String field(Random random, boolean lineBreaks) {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        boolean must = text.contains("\"") || text.contains(",") || text.contains("\n");
        if (!lineBreaks && text.contains("\n")) {
            return "n";
        }
        return must || random.nextInt(3) == 0 ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String file(long seed) {
        var random = new Random(seed);
        String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
        boolean lineBreaks = random.nextInt(3) > 0;
        boolean faults = random.nextInt(3) > 0;
        var text = new StringBuilder(String.join(",", COLUMNS)).append(lineEnd);
        int rows = random.nextInt(40);
        for (int row = 0; row < rows; row++) {
            int width = COLUMNS.size();
            if (faults && random.nextInt(6) == 0) {
                width += random.nextInt(5) - 2;
            }
            if (faults && random.nextInt(10) == 0) {
                text.append(lineEnd);
            }
            text.append("id").append(row);
            for (int column = 1; column < width; column++) {
                text.append(',').append(field(random, lineBreaks));
            }
            boolean last = row == rows - 1;
            text.append(last && width == COLUMNS.size() && random.nextBoolean() ? "" : lineEnd);
        }
        return text.toString();
    }

    private record Expected(List<String> rows, List<String> rejectedLines) {}

    /** A physical line belongs to the one before while that has an odd number of quotation marks. */
    private static Expected read(String text) {
        List<String> rows = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int at = 1; at < lines.length; at++) {
            int line = at + 1;
            var record = new StringBuilder(lines[at]);
            while (record.chars().filter(c -> c == '"').count() % 2 == 1) {
                at++;
                record.append('\n').append(lines[at]);
            }
            String whole =
                    record.toString().endsWith("\r") ? record.substring(0, record.length() - 1) : record.toString();
            if (whole.isEmpty()) {
                continue;
            }
            List<String> fields = split(whole);
            while (fields.size() > COLUMNS.size()
                    && fields.get(fields.size() - 1).isEmpty()) {
                fields.remove(fields.size() - 1);
            }
            if (fields.size() == COLUMNS.size()) {
                rows.add(line + "|"
                        + String.join(
                                "|",
                                fields.stream()
                                        .map(field -> field.replaceFirst("^\\s*[\t\n]", ""))
                                        .map(field -> field.replaceFirst("[\t\n]\\s*$", ""))
                                        .map(field -> field.isEmpty() ? "-" : field)
                                        .toList()));
            } else {
                rejected.add(String.valueOf(line));
            }
        }
        return new Expected(rows, rejected);
    }

    private static List<String> split(String record) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        while (from <= record.length()) {
            int to = from;
            while (to < record.length()
                    && (record.charAt(to) != ','
                            || record.substring(from, to)
                                                    .chars()
                                                    .filter(c -> c == '"')
                                                    .count()
                                            % 2
                                    == 1)) {
                to++;
            }
            String raw = record.substring(from, to);
            fields.add(raw.startsWith("\"") ? raw.substring(1, raw.length() - 1).replace("\"\"", "\"") : raw);
            from = to + 1;
        }
        return fields;
    }

    @Test
    void everyRowOfRandomFilesIsFoundOnItsLine() {
        int regular = 0;
        int irregular = 0;
        for (long seed = 1; seed <= FILES; seed++) {
            String text = file(seed);
            Expected expected = read(text);
            landing.drop("trainings-2025-26.csv", text.getBytes(StandardCharsets.UTF_8));
            LandingResult result = landing.look();
            if (expected.rows().size() < expected.rejectedLines().size()
                    || expected.rows().isEmpty()) {
                continue;
            }
            if (!result.held().isEmpty()) {
                assertThat(result.held().get(0).ruleId())
                        .as("seed " + seed + " " + result.held() + text)
                        .isIn("SYS-02", "SYS-04"); // Random rows have little in common with those in force.
                landing.drop("trainings-2025-26.csv.accept", "");
                result = landing.look();
                assertThat(landing.home
                                .inbox()
                                .resolve("trainings-2025-26.csv.accept")
                                .toFile()
                                .delete())
                        .isTrue();
            }
            assertThat(result.held()).as("seed " + seed).isEmpty();
            LandedFile file = result.fresh().get(0);
            assertThat(TestLanding.rows(file)).as("rows of seed " + seed).isEqualTo(expected.rows());
            assertThat(TestLanding.rejects(file).stream().map(reject -> reject.split("\\|", 2)[0]))
                    .as("rejected lines of seed " + seed)
                    .isEqualTo(expected.rejectedLines());
            assertThat(file.delivered())
                    .isEqualTo(expected.rows().size() + expected.rejectedLines().size());
            if (file.lineExpression().contains("file_row_number")) {
                regular++;
            } else {
                irregular++;
            }
        }
        assertThat(regular).isGreaterThan(FILES / 15);
        assertThat(irregular).isGreaterThan(FILES / 3);
    }

    @Test
    void aFileCutAnywhereIsNeverTakenForComplete() {
        String whole = String.join(",", COLUMNS) + "\n" + "100,\"Ann, Lee\",b,2025-08-26,1.5,\"c\"\n".repeat(4);
        var random = new Random(11);
        int rowLength = (whole.length() - whole.indexOf('\n') - 1) / 4;
        for (int round = 0; round < 40; round++) {
            int end = whole.indexOf('\n') + 2 + random.nextInt(4 * rowLength - 1);
            String cut = whole.substring(0, end);
            String lastLine = cut.substring(cut.lastIndexOf('\n') + 1);
            boolean completeRow = lastLine.isEmpty()
                    || lastLine.chars().filter(c -> c == ',').count() == 6
                            && !lastLine.endsWith(",\"")
                            && lastLine.chars().filter(c -> c == '"').count() % 2 == 0;
            landing.drop("trainings-2025-26.csv", cut);
            LandingResult result = landing.look();
            if (!completeRow) {
                assertThat(result.held()).as(cut).hasSize(1);
                assertThat(result.held().get(0).reason()).contains("cut short");
            }
        }
    }

    @Test
    void garbageIsHeldBackOrAccountedForAndNothingElse() {
        byte[] alphabet = "\"\",,,\n\n\r\0ab1 \u00e9\u20ac".getBytes(StandardCharsets.UTF_8);
        byte[] header = (String.join(",", COLUMNS) + "\n").getBytes(StandardCharsets.UTF_8);
        int landed = 0;
        for (long seed = 1; seed <= GARBAGE; seed++) {
            var random = new Random(seed);
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(header);
            for (int row = random.nextInt(30); row >= 0; row--) {
                if (random.nextInt(3) > 0) {
                    bytes.writeBytes("1,\"a\",b,2025-08-26,1,c\n".getBytes(StandardCharsets.UTF_8));
                }
                for (int at = random.nextInt(12); at > 0 && random.nextInt(3) == 0; at--) {
                    boolean any = random.nextInt(20) == 0;
                    bytes.write(any ? random.nextInt(256) : alphabet[random.nextInt(alphabet.length)]);
                }
            }
            TestLanding own = landing.elsewhere(folder.resolve("garbage" + seed));
            own.drop("trainings-2025-26.csv", bytes.toByteArray());
            LandingResult result = own.night();
            assertThat(result.fresh().size() + result.held().size())
                    .as("seed " + seed)
                    .isEqualTo(1);
            for (LandedFile file : result.fresh()) {
                landed++;
                List<String> rejects = TestLanding.rejects(file);
                assertThat(rejects).as("rejects of seed " + seed).hasSize((int) file.rejected());
                assertThat(TestLanding.stored(file) + rejects.size()).isEqualTo(file.delivered());
                assertThat(TestLanding.rows(file)).doesNotHaveDuplicates();
            }
        }
        assertThat(landed).isGreaterThan(GARBAGE / 8);
    }

    @Test
    void aLargeFileIsCountedWhileItIsRead() {
        var text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (int row = 0; row < 500_000; row++) {
            text.append(row).append(",\"Safe, schools\",SafeLearn,2025-08-26,1.5,\n");
        }
        landing.drop("trainings-2025-26.csv", text.toString());
        LandedFile file = landing.night().fresh().get(0);
        assertThat(file.delivered()).isEqualTo(500_000);
        assertThat(file.lineExpression()).isEqualTo("(file_row_number + 2)");
        assertThat(TestLanding.stored(file)).isEqualTo(500_000);
        text.append("x,y\n").append(text.substring(text.lastIndexOf("499999"), text.length() - 4));
        landing.drop("trainings-2025-26.csv", text.toString());
        file = landing.night().fresh().get(0);
        assertThat(file.rejected()).isEqualTo(1);
        assertThat(TestLanding.rejects(file)).containsExactly("500002|It has 2 fields where the header has 6|x,y");
        assertThat(TestLanding.rows(file)).hasSize(500_001).last().asString().startsWith("500003|499999");
    }
}
