package org.yearbook.warehouse.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.fuzz.Strangers;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalSettings;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.NightSettings;
import org.yearbook.warehouse.home.RefreshSettings;
import org.yearbook.warehouse.home.RetentionSettings;

/** {@code district.yaml} is read in parts by those whom they concern; together they ignore nothing. */
class DistrictKeysTest {

    private static final String WHOLE = """
            name: Cedar Valley
            lea_id: "9900001"
            state: CA
            published_rates: {graduation_rate: exact}
            parquet_files: [analyst]
            federal:
              district_id: "00100"
              school_ids: {"0101": "0010"}
              hand_in:
                form: csv
                weeks_before: 4
                due: {FS052: {2025-26: 2025-11-14}}
                deliver: {folder: /mnt/state/inbox}
            nights: {at: "02:30", tries: 3}
            refresh: {every: 1h, between: "07:00-17:00", days: school, files: ["sis-attendance-*.csv"]}
            retention: {lake_days: 400}
            """;

    private static final List<Consumer<DistrictHome>> READERS = List.of(
            DistrictFile::read,
            home -> FederalSettings.read(home, DistrictFile.read(home)),
            ExportSettings::read,
            NightSettings::of,
            RefreshSettings::of,
            RetentionSettings::of);

    @TempDir
    Path folder;

    private String told(String text) throws IOException {
        var home = new DistrictHome(folder);
        Files.writeString(home.settings(), text);
        return READERS.stream()
                .map(reader -> {
                    try {
                        reader.accept(home);
                        return "";
                    } catch (HomeException e) {
                        return String.valueOf(e.getMessage());
                    }
                })
                .collect(Collectors.joining());
    }

    @Test
    void aSlipInAKeyIsToldWhereverItStands() throws IOException {
        assertThat(told(WHOLE)).isEmpty();
        // Metrics are looked up when there is a publication, and numbers of schools are the district's own.
        List<Strangers> all = Strangers.of(WHOLE, "published_rates", "school_ids");
        assertThat(all).hasSize(9);
        for (Strangers one : all) {
            assertThat(told(one.text())).as("line %d", one.line()).contains("'" + Strangers.KEY + "'");
        }
    }
}
