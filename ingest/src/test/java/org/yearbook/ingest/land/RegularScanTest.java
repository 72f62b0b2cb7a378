package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularScanTest {

    @TempDir
    Path folder;

    private RegularScan.Found over(byte[] bytes, int width) throws IOException {
        Path file = Files.write(folder.resolve("file.csv"), bytes);
        return RegularScan.over(file, ',', '"', width, 0);
    }

    private RegularScan.Found over(String text, int width) throws IOException {
        return over(text.getBytes(StandardCharsets.UTF_8), width);
    }

    @Test
    void aTextAsAFormulaForExcelIsNotRegular() throws Exception {
        assertThat(over("a,b\n1,\"=\"\"007\"\"\"\n", 2).regular()).isFalse();
        assertThat(over("a,b\n1,=\"007\"\n", 2).regular()).isFalse();
        assertThat(over("a,b\n=1,\"x\"\"=\"\"7\"\n1,\"=7\"\n\"x\"\"y\"\"\",=\n", 2)
                        .regular())
                .isTrue();
    }

    @Test
    void whatNobodySeesAndErrorsOfExcelAreNotRegular() throws Exception {
        for (String text : List.of(
                "a,b\n1,2\t\n",
                "a,b\n1,\u200b2\n",
                "a,b\n1,\u00ad2\n",
                "a,b\n1,\ufeff2\n",
                "a,b\n#N/A,2\n",
                "a,b\n1,\"#REF!\"\n",
                "a,b\n1,########\n")) {
            assertThat(over(text, 2).regular()).as(text).isFalse();
        }
        for (String text : List.of(
                "a,b\n1,#4\n", "a,b\n1,\"#4\"\n", "a,b\n1,2#N/A\n", "a,b\n1,\u2019\u00a0\u00ae\u4e2d\ud83d\ude00\n")) {
            assertThat(over(text, 2).regular()).as(text).isTrue();
        }
    }

    @Test
    void anErrorOfExcelIsNoticedWhereverTheBlocksOfAFileEnd() throws Exception {
        for (int before = (1 << 20) - 12; before < (1 << 20) + 2; before++) {
            int lines = before / 64 - 1;
            String text = ("a," + "x".repeat(61) + "\n").repeat(lines) + "a," + "x".repeat(before - lines * 64 - 3)
                    + "\n#N/A,2\n";
            assertThat(text.indexOf('#')).isEqualTo(before);
            assertThat(over(text, 2).regular()).as("after " + before + " bytes").isFalse();
        }
    }

    @Test
    void countsRecordsAndFingerprintsTheBytes() throws Exception {
        byte[] bytes = "a,b\nJosé,\"x, \"\"y\"\"\"\n,2\n".getBytes(StandardCharsets.UTF_8);
        RegularScan.Found found = over(bytes, 2);
        assertThat(found.regular()).isTrue();
        assertThat(found.records()).isEqualTo(3);
        assertThat(found.bytes()).isEqualTo(bytes.length);
        assertThat(found.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void theLastLineBreakMayBeMissing() throws IOException {
        assertThat(over("a,b\r\n1,2", 2))
                .returns(true, RegularScan.Found::regular)
                .returns(2L, RegularScan.Found::records);
    }

    @Test
    void whatIsNotRegularIsNoticed() throws IOException {
        for (String text : List.of(
                "a,b\n1\n",
                "a,b\n1,2,3\n",
                "a,b\n1",
                "a,b\n\n1,2\n",
                "a,b\n1,2\n\n",
                "a,b\n,\n",
                "a,b\n1,\"x\ny\"\n",
                "a,b\n1,x\"y\n",
                "a,b\n1,\"x\"y\n",
                "a,b\n1,\"x",
                "a,b\r\n1,2\n",
                "a,b\n1,2\r\n",
                "a,b\r1,2\r",
                "a,b\n1,\0\n",
                "a,b\n1," + "x".repeat(300_000) + "\n")) {
            assertThat(over(text, 2).regular())
                    .as(text.substring(0, Math.min(text.length(), 20)))
                    .isFalse();
        }
    }

    @Test
    void knowsUtf8FromWhatIsNot() throws IOException {
        assertThat(over("ü,é\n€,😀\n", 2).regular()).isTrue();
        for (int[] bytes : List.of(
                new int[] {0xE9},
                new int[] {0xC3},
                new int[] {0xC0, 0x80},
                new int[] {0xE0, 0x80, 0x80},
                new int[] {0xED, 0xA0, 0x80},
                new int[] {0xF4, 0x90, 0x80, 0x80},
                new int[] {0xE2, 0x82},
                new int[] {0x80})) {
            byte[] file = new byte[bytes.length + 4];
            file[0] = 'a';
            file[1] = ',';
            for (int at = 0; at < bytes.length; at++) {
                file[at + 2] = (byte) bytes[at];
            }
            file[file.length - 2] = 'z';
            file[file.length - 1] = '\n';
            assertThat(over(file, 2).regular()).isFalse();
        }
    }

    @Test
    void agreesWithTheJdkOnWhichBytesAreUtf8() throws IOException {
        var random = new Random(5);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(6)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(5) == 0 ? 'x' : 0x80 + random.nextInt(128));
            }
            var utf8 = new Utf8();
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] < 0) {
                    utf8.take(bytes[at] & 0xFF, at);
                }
            }
            boolean jdk = java.util.Arrays.equals(
                    new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
            assertThat(utf8.complete()).as(HexFormat.of().formatHex(bytes)).isEqualTo(jdk);
        }
    }

    @Test
    void findsTheSameWhereverItsBlocksEnd() throws IOException {
        String row = "José,\"x, \"\"y\"\"\"\r\n";
        int rows = 60_000;
        for (int shift = 0; shift < 24; shift++) {
            RegularScan.Found found = over("h" + "h".repeat(shift) + ",b\r\n" + row.repeat(rows), 2);
            assertThat(found.regular()).isTrue();
            assertThat(found.records()).isEqualTo(rows + 1);
        }
    }
}
