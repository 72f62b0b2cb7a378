package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The night notices codes that the district changed, though nothing was delivered. */
class ChangedCodesTest {

    @TempDir
    Path folder;

    private List<String> stays(TestHome home) {
        return home
                .ask("select school_year || ' ' || coalesce(exit_code, '?') from fact_student_enrollment order by 1")
                .stream()
                .map(row -> row.get(0, String.class))
                .toList();
    }

    @Test
    void aCodeHoldsFromItsYearOnInTheNextNightAndAFaultyFileStopsItBeforeItBegins() throws IOException {
        var home = new TestHome(folder.resolve("home"));
        String header = "student_number,school_number,grade_level,entry_date,entry_code,exit_date,exit_code\n";
        home.deliver("sis-enrollments-2024-25.csv", header + "S-1,0101,09,2024-08-20,R1,2025-02-03,army\n");
        home.deliver("sis-enrollments-2025-26.csv", header + "S-2,0101,09,2025-08-20,R1,2026-02-03,army\n");
        assertThat(home.night("2026-05-01")).as(home.said()).isZero();
        assertThat(stays(home)).containsExactly("2024-25 ?", "2025-26 ?");

        Path file = Files.createDirectories(home.home().codeSets().resolve("exit-code"))
                .resolve("2025-26.csv");
        Files.writeString(file, "code,label,variants\nW7,Left for military service,army|death\n");
        assertThat(home.night("2026-05-02")).isNotZero();
        assertThat(home.said()).contains("code-sets/exit-code/2025-26.csv line 2: 'death' means W6");
        assertThat(stays(home)).containsExactly("2024-25 ?", "2025-26 ?");

        Files.writeString(file, "code,label,variants\nW7,Left for military service,army\n");
        assertThat(home.night("2026-05-02")).as(home.said()).isZero();
        assertThat(stays(home)).containsExactly("2024-25 ?", "2025-26 W7");
        assertThat(home
                        .ask("select school_year || ' ' || raw_value || ' ' || coalesce(standard_value, '?') || ' '"
                                + " || school_id from standardization_fact where field = 'exit_code' order by 1")
                        .stream()
                        .map(row -> row.get(0, String.class)))
                .as("with its school, and still wrong at the source")
                .containsExactly("2024-25 army ? 0101", "2025-26 army W7 0101");
    }
}
