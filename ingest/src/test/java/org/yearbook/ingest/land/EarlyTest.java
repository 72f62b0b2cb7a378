package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.fingerprint.Sha256;

/** A file that lies in the inbox is known by its bytes as they are when it is its turn, whatever was read before. */
class EarlyTest {

    private static final String STAFF = "hr-staff.csv";

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void aLargeFileIsInForce() {
        landing = new TestLanding(folder);
        landing.drop(STAFF, staff("Ann"));
        assertThat(landing.landed().delivered()).isEqualTo(20_000);
    }

    /** More than a megabyte; of any three letters it is as large. */
    private static String staff(String name) {
        var text = new StringBuilder("employee_id,legal_first_name,legal_last_name,hire_date,status\n");
        for (int i = 100_000; i < 120_000; i++) {
            text.append(i).append(',').append(name).append(",of the district's own schools,2020-08-01,active\n");
        }
        return text.toString();
    }

    private Path dropped(String name) throws IOException {
        landing.drop(STAFF, staff(name));
        Path file = landing.home.inbox().resolve(STAFF);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-05-10T08:00:00Z")));
        return file;
    }

    @Test
    void theSameFileIsTheSame() throws IOException {
        Path file = dropped("Ann");
        var early = Early.begin(landing.home);

        assertThat(early.sha256(file)).isEqualTo(Sha256.of(file));

        assertThat(landing.look(early).unchanged())
                .singleElement()
                .satisfies(same -> assertThat(same.file()).isEqualTo(STAFF));
    }

    @Test
    void aFileThatChangedSinceItWasReadIsReadAgain() throws IOException {
        Path file = dropped("Ann");
        var early = Early.begin(landing.home);
        String before = early.sha256(file);

        landing.drop(STAFF, staff("Bob"));

        assertThat(early.sha256(file)).isNotEqualTo(before).isEqualTo(Sha256.of(file));
        assertThat(landing.look(early).fresh()).hasSize(1);
    }

    @Test
    void aFileThatTookItsPlaceUnderTheSameTimeIsAnother() throws IOException {
        Path file = dropped("Ann");
        var early = Early.begin(landing.home);
        String before = early.sha256(file);

        Path beside = Files.writeString(folder.resolve("beside"), staff("Bob"));
        Files.setLastModifiedTime(beside, Files.getLastModifiedTime(file));
        Files.delete(file);
        Files.move(beside, file);

        assertThat(early.sha256(file)).isNotEqualTo(before);
    }

    @Test
    void aFileThatIsGoneOrCameLaterIsNoneOfIts() throws IOException {
        Path file = dropped("Ann");
        var early = Early.begin(landing.home);
        early.sha256(file);
        Files.delete(file);
        landing.drop("sis-students-2025-26.csv", "student_number,given_name,family_name\n7,Ann,Lee\n");

        assertThat(landing.look(early).fresh())
                .singleElement()
                .satisfies(fresh -> assertThat(fresh.file()).isEqualTo("sis-students-2025-26.csv"));
    }

    @Test
    void nobodyWaitsForWhatCouldNotBeFoundOut() throws IOException {
        Path file = dropped("Ann");
        Files.delete(file);
        Files.createSymbolicLink(file, folder.resolve("nowhere"));
        var early = Early.begin(landing.home);
        assertThat(early.catalogue().standing().sizes()).hasSize(1);

        Path record;
        try (Stream<Path> all = Files.walk(landing.home.landing())) {
            record = all.filter(one -> one.endsWith(Catalogue.RECORD))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(record, "{");
        var spoilt = Early.begin(landing.home);

        assertThatThrownBy(spoilt::catalogue).hasMessageContaining("Restore it from the backup");
    }
}
