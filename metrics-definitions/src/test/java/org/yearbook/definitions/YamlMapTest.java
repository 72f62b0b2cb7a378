package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlMapTest {

    private final List<Fault> faults = new ArrayList<>();

    private Map<SchoolYear, LocalDate> days(String text) {
        return YamlMap.read("due.yaml", text, faults).orElseThrow().days("due");
    }

    @Test
    void daysStandByTheirSchoolYear() {
        assertThat(days("due: {2025-26: 2025-11-14, 2024-25: 2024-11-15}"))
                .containsExactly(
                        Map.entry(SchoolYear.parse("2024-25"), LocalDate.of(2024, 11, 15)),
                        Map.entry(SchoolYear.parse("2025-26"), LocalDate.of(2025, 11, 14)));
        assertThat(days("name: x")).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void aYearThatIsNoneAndADayThatIsNoneAreToldByTheirLine() {
        assertThat(days("due:\n  2025-27: 2025-11-14\n  2024-25: 2024-11-31\n  2023-24: 2023-11-17\n"))
                .containsExactly(Map.entry(SchoolYear.parse("2023-24"), LocalDate.of(2023, 11, 17)));
        assertThat(faults).hasSize(2);
        assertThat(faults.get(0).toString()).contains("due.yaml line 2", "'2025-27' is no school year");
        assertThat(faults.get(1).toString()).contains("due.yaml line 3", "not '2024-11-31'");
    }
}
