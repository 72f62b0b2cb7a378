package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;

/** Settings and decisions, spoilt: read, or refused in a sentence that repeats nobody's name. */
class SpoiltSettingsTest {

    private static final String NOBODY = "Quixotekin";
    private static final Spoilt YAML = new Spoilt(": :~ -~ [ ] { } &a~ *a !!set | ' \" # ---\n ?~");
    private static final Spoilt CSV = new Spoilt(", \" \"\" \n \r\n map same 2026-01-15");

    private static final String DISTRICT = """
            name: Cedar Valley Unified
            lea_id: "9900001"
            state: CA
            time_zone: America/Los_Angeles
            school_year_starts: "07-01"
            count_day: "10-01"
            minimum_group_size: 10
            hidden_range: 5
            published_rates: {graduation_rate: range}
            parquet_files: [analyst, public]
            federal:
              fips: "06"
              child_count_day: "12-01"
              school_ids: {"0101": "990000100101"}
              state_tests: [sbac]
            """;
    private static final String VALUES = """
            entity,field,raw,standard,decision,by,on,why
            student,grade,Fifth,05,map,rosa,2026-01-15,said %s
            student,lunch,"Fr,ee",FL,keep,rosa,2026-01-16,"as
            told"
            """.formatted(NOBODY);
    private static final String PEOPLE = """
            left_system,left_number,right_system,right_number,decision,decided_by,decided_on,reason
            sis:student,100,hr:employee,7,same,rosa,2026-01-15,%s told
            sis:student,101,hr:employee,8,different,rosa,2026-01-15,"a ""b"" c"
            """.formatted(NOBODY);

    @TempDir
    Path folder;

    private void spoil(Spoilt spoilt, String file, String whole, Consumer<DistrictHome> reader) throws IOException {
        Path named = folder.resolve(file);
        Files.createDirectories(named.getParent());
        Fuzzing.each(250, random -> {
            Files.write(named, spoilt(spoilt, whole, random));
            try {
                reader.accept(new DistrictHome(folder));
            } catch (HomeException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain(NOBODY);
            }
        });
    }

    private static byte[] spoilt(Spoilt spoilt, String whole, Random random) {
        byte[] text = spoilt.text(whole, random).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? spoilt.bytes(text, random) : text;
    }

    @Test
    void theSettingsOfTheDistrict() throws IOException {
        spoil(YAML, "district.yaml", DISTRICT, home -> FederalSettings.read(home, DistrictFile.read(home)));
    }

    @Test
    void decisionsAboutValues() throws IOException {
        spoil(
                CSV,
                "decisions/values.csv",
                VALUES,
                home -> ValueDecisions.of(home).all());
    }

    @Test
    void decisionsAboutPeople() throws IOException {
        spoil(
                CSV,
                "decisions/people.csv",
                PEOPLE,
                home -> assertThat(PeopleDecisions.read(home).bad())
                        .allSatisfy(bad -> assertThat(bad.reason()).doesNotContain(NOBODY)));
    }
}
