package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.ingest.contract.Adjustment;
import org.yearbook.ingest.contract.Classification;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.LogicalType;

class ValuesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "20250820, 2025-08-20",
                "' 20250820 ', 2025-08-20",
                "8202025, null",
                "202511, null",
                "2025820, null",
                "202508201, null",
                "20251320, null"
            })
    void aDateWhosePartsRunTogetherIsReadAsItIsStandardized(String text, @Nullable LocalDate day) {
        var column = new Column(
                "day",
                List.of("day"),
                null,
                null,
                LogicalType.DATE,
                List.of(),
                false,
                false,
                false,
                null,
                Map.of(),
                null,
                Classification.NONE,
                Adjustment.NONE,
                "",
                Map.of());
        assertThat(Values.day(column, text).orElse(null)).isEqualTo(day);
    }
}
