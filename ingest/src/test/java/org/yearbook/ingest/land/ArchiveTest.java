package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final String TRAINING =
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

    @Test
    void whatIsNoZip() {
        landing.drop("pack.zip", "This is not a zip.");
        assertThat(held().reason()).contains("damaged or cut short");
    }
}
