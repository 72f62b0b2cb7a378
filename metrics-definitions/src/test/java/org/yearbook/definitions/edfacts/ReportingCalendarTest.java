package org.yearbook.definitions.edfacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.SchoolYear;

class ReportingCalendarTest {

    private static final ReportingCalendar SHIPPED = ReportingCalendar.shipped();

    @Test
    void everySpecificationStandsInTheCalendar() {
        assertThat(SHIPPED.all())
                .extracting(Reporting::file)
                .containsExactlyElementsOf(FileSpecifications.shipped().all().stream()
                        .map(FileSpecification::id)
                        .toList());
    }

    @Test
    void everyNumberThatAFileNamesIsAMetric() {
        assertThat(Definitions.shipped().metrics())
                .extracting(Metric::id)
                .containsAll(SHIPPED.all().stream()
                        .flatMap(file -> file.metrics().stream())
                        .toList());
    }

    @Test
    void membershipIsDueOnThe30thOfJuly() {
        assertThat(due("FS052", "2024-25")).isEqualTo(LocalDate.of(2025, 7, 30));
    }

    @Test
    void disciplineIsDueOnTheFirstWednesdayOfNovemberAfterTheYear() {
        assertThat(due("FS088", "2025-26")).isEqualTo(LocalDate.of(2026, 11, 4));
    }

    @Test
    void directoriesAreDueOnTheLastFridayOfJanuaryWithinTheYear() {
        assertThat(due("FS029", "2025-26")).isEqualTo(LocalDate.of(2026, 1, 30));
    }

    @Test
    void aDayThatNoSourceTellsIsNotInvented() {
        assertThat(SHIPPED.find("FS195").orElseThrow().due()).isNull();
    }

    @Test
    void aFaultIsToldByItsLine() {
        assertThatThrownBy(() -> ReportingCalendar.of("calendar", """
                        files:
                          - file: FS052
                            basis: weekly
                            schools: {sum: equal, reason: so}
                        """))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("calendar line 3")
                .hasMessageContaining("weekly");
    }

    @Test
    void aFileStandsInTheCalendarOnce() {
        String one = "  - file: FS002\n    basis: count_day\n    schools: {sum: equal, reason: None.}\n";
        assertThat(ReportingCalendar.of("own.yaml", "files:\n" + one).all()).hasSize(1);
        assertThatThrownBy(() -> ReportingCalendar.of("own.yaml", "files:\n" + one + one))
                .hasMessageContaining("own.yaml line 5: FS002 stands there twice");
    }

    @Test
    void aDayIsOneOfTheMonthOrAWeekdayOfIt() {
        String due = "files:\n  - file: FS002\n    basis: count_day\n    schools: {sum: equal, reason: None.}\n"
                + "    due: {month: january, source: A page, %s}\n";
        DueRule last = ReportingCalendar.of("own.yaml", due.formatted("weekday: friday, which: -1"))
                .find("FS002")
                .orElseThrow()
                .due();
        assertThat(last).isNotNull();
        assertThat(last.of(SchoolYear.parse("2024-25"))).isEqualTo(LocalDate.of(2025, 1, 31));
        assertThatThrownBy(() -> ReportingCalendar.of("own.yaml", due.formatted("day: 32")))
                .hasMessageContaining("own.yaml line 5: 'day' must be a whole number from 1 to 31, not '32'");
        assertThatThrownBy(() -> ReportingCalendar.of("own.yaml", due.formatted("weekday: friday, which: 6")))
                .hasMessageContaining("'which' must be a whole number from -1 to 5, not '6'");
        assertThatThrownBy(() -> ReportingCalendar.of("own.yaml", due.formatted("weekday: friday, day: 6")))
                .hasMessageContaining("'which' is missing");
    }

    private static LocalDate due(String file, String year) {
        DueRule due = SHIPPED.find(file).orElseThrow().due();
        assertThat(due).isNotNull();
        return due.of(SchoolYear.parse(year));
    }
}
