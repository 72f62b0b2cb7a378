package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveTest {

    static final String TRAINING =
            "employee_id,course,provider,completed_on,hours,certification\n1,a,b,2025-08-26,1,c\n";

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = new TestLanding(folder.resolve("home"));
    }

    private HeldBack held() {
        LandingResult result = landing.night();
        assertThat(result.fresh()).isEmpty();
        assertThat(result.held()).hasSize(1);
        try (var all = Files.walk(folder)) {
            assertThat(all.map(path -> String.valueOf(path.getFileName()))).doesNotContain("evil.csv");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return result.held().get(0);
    }

    @Test
    void aPackOfFilesIsLandedFileByFile() {
        landing.zip(
                "pack.zip",
                "night/trainings-2025-26.csv",
                TRAINING,
                "night/hr-staff.csv",
                "<html>",
                "__MACOSX/night/._hr-staff.csv",
                "x",
                "night/.DS_Store",
                "x",
                "night/desktop.ini",
                "x");
        LandingResult result = landing.night();
        assertThat(result.fresh()).extracting(LandedFile::file).containsExactly("pack.zip!trainings-2025-26.csv");
        assertThat(result.held()).extracting(HeldBack::file).containsExactly("pack.zip!hr-staff.csv");
        assertThat(landing.home.inbox().resolve(".held/2026-05-15/pack.zip.txt"))
                .content()
                .contains("pack.zip!hr-staff.csv was held back");
    }

    @Test
    void aNameThatIsLongerThanAnyOfADiskEndsNoNight() {
        landing = TestLanding.with(folder.resolve("long"), """
                id: long
                name: Long names
                source: HR
                entity: staff_training
                files: ["long*.csv"]
                schoolYear: {from: none}
                properties:
                  - {name: id, required: true}
                """);
        String name = "long" + "g".repeat(400);
        landing.zip("pack.zip", name + ".csv", "id\n1\n", name + "h.csv", "id\n2\n");
        assertThat(landing.night().fresh())
                .extracting(LandedFile::file)
                .containsExactlyInAnyOrder("pack.zip!" + name + ".csv", "pack.zip!" + name + "h.csv");
    }

    @Test
    void aPackMaySortItsFilesIntoFolders() {
        String header = "employee_id,legal_first_name,legal_last_name,hire_date,status\n";
        landing.zip(
                "pack.zip",
                "north/hr-staff.csv",
                header + "1,A,B,2020-08-01,active\n",
                "south/hr-staff.csv",
                header + "2,A,B,2020-08-01,active\n");
        assertThat(landing.night().fresh()).hasSize(2);
        assertThat(landing.land().current())
                .singleElement()
                .satisfies(inForce -> assertThat(inForce.files())
                        .extracting(LandedFile::file)
                        .containsExactly("pack.zip!north/hr-staff.csv", "pack.zip!south/hr-staff.csv"));
    }

    @Test
    void aFolderWithinAFolderThatHoldsAllFilesIsNoPartOfTheirNames() {
        landing.zip(
                "pack.zip", "export/night/trainings-2025-26.csv", TRAINING, "export/night/old/hr-staff.csv", "<html>");
        LandingResult result = landing.night();
        assertThat(result.fresh()).extracting(LandedFile::file).containsExactly("pack.zip!trainings-2025-26.csv");
        assertThat(result.held()).extracting(HeldBack::file).containsExactly("pack.zip!old/hr-staff.csv");
    }

    @Test
    void theBackslashesOfWindowsPartFolders() {
        landing.zip("pack.zip", "night\\", "", "night\\trainings-2025-26.csv", TRAINING);
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh()).extracting(LandedFile::file).containsExactly("pack.zip!trainings-2025-26.csv");
    }

    @Test
    void namesThatPointOutside() {
        for (String name : List.of("../evil.csv", "a/../../evil.csv", "/tmp/evil.csv", "..\\evil.csv", "C:evil.csv")) {
            landing.zip("pack.zip", "trainings-2025-26.csv", TRAINING, name, "x");
            HeldBack held = held();
            assertThat(held.ruleId()).isEqualTo("SYS-10");
            assertThat(held.reason()).contains("points outside");
        }
    }

    @Test
    void zipsInZips() {
        landing.zip("pack.zip", "inner.ZIP", "PK");
        assertThat(held().reason()).contains("another zip: inner.ZIP");
    }

    @Test
    void anEmptyZip() {
        landing.zip("pack.zip");
        assertThat(held().reason()).contains("holds no file");
    }

    @Test
    void twoEntriesOfOneName() throws IOException {
        Path zip = landing.zip("pack.zip", "trainings-2025-26.csv", TRAINING, "trainings-2025-27.csv", "evil");
        byte[] bytes = Files.readAllBytes(zip);
        byte[] name = "trainings-2025-27.csv".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + name.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
                bytes[at + 16] = '6';
            }
        }
        landing.drop("pack.zip", bytes);
        assertThat(held().reason()).contains("two files of the same name");
    }

    @Test
    void linksInAZip() throws IOException {
        Path zip = landing.zip("pack.zip", "trainings-2025-26.csv", "/etc/passwd");
        byte[] bytes = Files.readAllBytes(zip);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 < bytes.length; at++) {
            if (buffer.getInt(at) == 0x02014b50) {
                bytes[at + 5] = 3;
                buffer.putInt(at + 38, 0120777 << 16);
            }
        }
        landing.drop("pack.zip", bytes);
        assertThat(held().reason()).contains("a link in place of a file");
    }

    @Test
    void aZipCutAnywhereOrDamaged() throws IOException {
        var text = new StringBuilder(TRAINING);
        var random = new Random(3);
        for (int row = 0; row < 300; row++) {
            text.append(random.nextInt()).append(",a,b,2025-08-26,1,c\n");
        }
        byte[] whole = Files.readAllBytes(landing.zip("pack.zip", "trainings-2025-26.csv", text.toString()));
        for (int round = 0; round < 25; round++) {
            landing.drop("pack.zip", Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertThat(held().ruleId()).isIn("SYS-10", "SYS-01");
        }
        for (int round = 0; round < 25; round++) {
            byte[] damaged = whole.clone();
            damaged[60 + random.nextInt(whole.length - 300)] ^= 0x10;
            landing.drop("pack.zip", damaged);
            assertThat(held().reason()).contains("damaged");
        }
    }

    @Test
    void aBomb() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("trainings-2025-26.csv"));
            byte[] zeros = new byte[1 << 20];
            Arrays.fill(zeros, (byte) '0');
            for (int block = 0; block < 24; block++) {
                out.write(zeros);
            }
        }
        Files.copy(zip, landing.home.inbox().resolve("bomb.zip"));
        HeldBack held = held();
        assertThat(held.ruleId()).isEqualTo("SYS-10");
        assertThat(held.reason()).contains("grows beyond all measure");
    }

    @Test
    void limitsOnFilesAndBytes() throws IOException {
        Path zip = landing.zip("pack.zip", "a.csv", "x".repeat(1000), "b.csv", "y".repeat(1000), "c.csv", "z");
        Path out = Files.createDirectory(folder.resolve("out"));
        assertThatThrownBy(() -> Archive.unpack(zip, out, new ArchiveLimits(2, 9999, 9999, 9999, 9999)))
                .hasMessageContaining("holds 3 files; at most 2");
        assertThatThrownBy(() -> Archive.unpack(zip, out, new ArchiveLimits(9, 999, 9999, 9999, 9999)))
                .hasMessageContaining("beyond all measure");
        assertThatThrownBy(() -> Archive.unpack(zip, out, new ArchiveLimits(9, 9999, 1500, 9999, 9999)))
                .hasMessageContaining("(b.csv)");
        assertThatThrownBy(() -> Archive.unpack(zip, out, new ArchiveLimits(9, 9999, 9999, 5, 100)))
                .hasMessageContaining("beyond all measure");
    }

    /** Windows packs what is larger than 2 GB by a method that hardly another program knows. */
    @Test
    void aMethodOfPackingThatIsNotRead() throws IOException {
        Path zip = landing.zip("pack.zip", "trainings-2025-26.csv", TRAINING);
        byte[] bytes = Files.readAllBytes(zip);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int list = in.getInt(bytes.length - 6);
        in.putShort(8, (short) 9);
        in.putShort(list + 10, (short) 9);
        Files.write(zip, bytes);
        HeldBack held = held();
        assertThat(held.reason()).startsWith("The zip is packed by a method that is not read, such as Deflate64");
        assertThat(held.whatToDo()).startsWith("Pack it with the method Deflate");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            377ABCAF271C0004            | a 7z archive
            526172211A070100            | a RAR archive
            425A68393141592653590000    | compressed with bzip2
            FD377A585A000004            | compressed with xz
            28B52FFD04580000            | compressed with zstd
            """)
    void whatOtherProgramsPackedIsCalledWhatItIs(String head, String kind) {
        byte[] bytes = HexFormat.of().parseHex(head);
        landing.drop("pack.zip", bytes);
        HeldBack named = held();
        assertThat(named.ruleId()).isEqualTo("SYS-10");
        assertThat(named.reason()).isEqualTo("The file is named .zip, and it is no zip: it is " + kind + ".");
        assertThat(named.whatToDo()).startsWith("Deliver the files inside as they are, or packed as a zip");
        landing.drop("trainings-2025-26.csv", bytes);
        HeldBack other = held();
        assertThat(other.reason()).isEqualTo("The file is " + kind + ", not a CSV table.");
        assertThat(other.whatToDo()).isEqualTo(named.whatToDo());
    }

    @Test
    void whatElseIsNamedZip() throws IOException {
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        landing.drop("pack.zip", tar);
        assertThat(held().reason()).endsWith("it is no zip: it is a tar archive.");
        landing.drop("pack.zip", gzip(tar));
        assertThat(held().reason()).endsWith("it is a tar archive that was compressed with gzip.");
        landing.drop("pack.zip", gzip(TRAINING.getBytes(StandardCharsets.UTF_8)));
        assertThat(held().whatToDo()).endsWith("with .gz behind, such as hr-staff.csv.gz.");
        landing.drop("pack.zip", TRAINING);
        assertThat(held().reason()).endsWith("it is a text table.");
        landing.drop("pack.zip", "{\"error\": 1}");
        assertThat(held().reason()).endsWith("it is a JSON document.");
        landing.drop("pack.zip", "<!DOCTYPE html><html><body>Please log in</body></html>");
        assertThat(held().reason()).isEqualTo("The file is a web page, not a CSV table.");
        landing.zip("pack.zip", "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>");
        assertThat(held().reason()).startsWith("The file is named .zip, and it is an Excel workbook");
        landing.zip("pack.zip", "trainings-2025-26.csv", TRAINING);
        byte[] zip = Files.readAllBytes(landing.home.inbox().resolve("pack.zip"));
        Files.delete(landing.home.inbox().resolve("pack.zip"));
        landing.drop("trainings-2025-26.csv", zip);
        assertThat(held().whatToDo()).startsWith("Give it the ending .zip");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Packers of other countries write comments in their own letters; Java throws up at the first. */
    @Test
    void commentsInTheLettersOfDos() throws IOException {
        try (var zip = new ZipOutputStream(
                Files.newOutputStream(landing.home.inbox().resolve("pack.zip")), Charset.forName("IBM437"))) {
            zip.setComment("f\u00FCr das B\u00FCro");
            var entry = new ZipEntry("trainings-2025-26.csv");
            entry.setComment("f\u00FCr das B\u00FCro");
            zip.putNextEntry(entry);
            zip.write(TRAINING.getBytes(StandardCharsets.UTF_8));
        }
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh()).extracting(LandedFile::file).containsExactly("pack.zip!trainings-2025-26.csv");
    }

    /** It says that the comment is in UTF-8, which it is not. */
    @Test
    void aCommentInNoLettersAtAllHoldsTheFileAndStopsNothing() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            var entry = new ZipEntry("trainings-2025-26.csv");
            entry.setComment("\u00FC");
            zip.putNextEntry(entry);
            zip.write(TRAINING.getBytes(StandardCharsets.UTF_8));
        }
        byte[] zip = bytes.toByteArray();
        int at = zip.length;
        while (zip[--at] != (byte) 0xC3) {
            assertThat(at).isPositive();
        }
        zip[at] = (byte) 0xFF;
        // In the list of contents, the flags stand 8 bytes behind its signature; bit 11 says UTF-8.
        int list = at - 46 - "trainings-2025-26.csv".length();
        zip[list + 9] |= 8;
        Files.write(landing.home.inbox().resolve("pack.zip"), zip);
        landing.drop(
                "trainings-2024-25.csv", TRAINING.replace("2025-08", "2024-08").getBytes(StandardCharsets.UTF_8));
        LandingResult result = landing.night();
        assertThat(result.fresh()).extracting(LandedFile::file).containsExactly("trainings-2024-25.csv");
        assertThat(result.held())
                .extracting(HeldBack::reason)
                .containsExactly("The zip is damaged or cut short: its list of contents cannot be read.");
    }

    /** Windows names files in the letters of DOS where a letter is beyond a to z, and says so by saying nothing. */
    @Test
    void namesInTheLettersOfDos() throws IOException {
        try (var zip = new ZipOutputStream(
                Files.newOutputStream(landing.home.inbox().resolve("pack.zip")), Charset.forName("IBM437"))) {
            zip.putNextEntry(new ZipEntry("Peñasco/trainings-2025-26.csv"));
            zip.write(TRAINING.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("Peñasco/hr-ñ.csv"));
            zip.write("<html>".getBytes(StandardCharsets.UTF_8));
        }
        LandingResult result = landing.night();
        assertThat(result.fresh()).extracting(LandedFile::file).containsExactly("pack.zip!trainings-2025-26.csv");
        assertThat(result.held()).extracting(HeldBack::file).containsExactly("pack.zip!hr-ñ.csv");
    }

    /** A Mac lays what its disk knows of a file beside it, where the disk that it packs from cannot hold that. */
    @Test
    void whatAMacLaysBesideAFileIsNoFile() {
        landing.zip("pack.zip", "trainings-2025-26.csv", TRAINING, "._trainings-2025-26.csv", "\0\5\26\7");
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh()).hasSize(1);
    }

    @Test
    void whatIsNoZip() {
        landing.drop("pack.zip", "\0\1This is not a zip.");
        assertThat(held().reason()).contains("damaged or cut short");
    }
}
