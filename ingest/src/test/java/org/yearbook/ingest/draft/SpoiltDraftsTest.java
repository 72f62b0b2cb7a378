package org.yearbook.ingest.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.Glance;
import org.yearbook.ingest.land.NoTable;

/** Spoilt tables: each is refused in words, or drafted as a contract that can be read. */
class SpoiltDraftsTest {

    private static final int BATCH = 20;
    private static final int USUAL = 100;
    private static final Contracts SHIPPED = Contracts.shipped();
    private static final Spoilt TABLE =
            new Spoilt(", \" \"\" \n \r\n ; \t | ' \\ : # [ ] { } - ? & * ! % @ ` \u0000 \u0085 \u2028 sep=; yes null");
    private static final String STUDENTS = """
            student_number,school_number,attendance_date,attendance_code
            1001,0101,2026-09-01,A
            1002,0101,3-Sep-2026,T
            1003,0101,9/4/2026,
            """;

    @TempDir
    Path folder;

    private interface Maker {
        byte[] make(Random random) throws IOException;
    }

    private void spoil(Maker maker) {
        var drafted = new AtomicInteger();
        var refused = new AtomicInteger();
        Fuzzing.each(USUAL, BATCH, random -> {
            for (int file = 0; file < BATCH; file++) {
                Path path = Files.write(folder.resolve("spoilt"), maker.make(random));
                try {
                    Draft draft = Draft.of(
                            "spoilt.csv",
                            Glance.at(path),
                            SHIPPED,
                            new Draft.Wish("sis-attendance", "spoilt-table", ""));
                    Path contracts = Files.createDirectories(folder.resolve("contracts"));
                    Files.writeString(contracts.resolve("spoilt.yaml"), draft.yaml(), StandardCharsets.UTF_8);
                    assertThat(Contracts.load(contracts).find("spoilt-table")).isPresent();
                    drafted.incrementAndGet();
                } catch (NoTable refusal) {
                    assertThat(refusal.getMessage()).endsWith(".");
                    refused.incrementAndGet();
                }
            }
        });
        if (!Fuzzing.alone()) {
            assertThat(drafted.get()).isPositive();
            assertThat(refused.get()).isPositive();
        }
    }

    @Test
    void text() {
        spoil(random -> random.nextBoolean()
                ? TABLE.bytes(STUDENTS.getBytes(StandardCharsets.UTF_8), random)
                : TABLE.text(STUDENTS, random).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void workbooks() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Yearbook", "1.0")) {
            var sheet = workbook.newWorksheet("Absences");
            String[] rows = STUDENTS.split("\n", -1);
            for (int row = 0; row < rows.length; row++) {
                String[] cells = rows[row].split(",", -1);
                for (int column = 0; column < cells.length; column++) {
                    sheet.value(row, column, cells[column]);
                }
            }
        }
        spoil(random -> random.nextInt(4) == 0 ? bytes.toByteArray() : TABLE.bytes(bytes.toByteArray(), random));
    }
}
