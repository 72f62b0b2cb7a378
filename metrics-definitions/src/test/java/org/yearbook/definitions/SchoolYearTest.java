package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.MonthDay;
import org.junit.jupiter.api.Test;

class SchoolYearTest {

    @Test
    void aYearIsNamedByBothItsCalendarYears() {
        assertThat(SchoolYear.parse("1999-00").next()).hasToString("2000-01");
        assertThat(SchoolYear.parse("2010-11").previous()).hasToString("2009-10");
        assertThat(SchoolYear.endingIn(2026)).hasToString("2025-26");
    }

    @Test
    void aDayBelongsToTheYearThatBeganBeforeIt() {
        MonthDay july = MonthDay.of(7, 1);
        assertThat(SchoolYear.of(LocalDate.of(2026, 6, 30), july)).hasToString("2025-26");
        assertThat(SchoolYear.of(LocalDate.of(2026, 7, 1), july)).hasToString("2026-27");
    }

    @Test
    void whatIsNoSchoolYearIsRefusedWithAnExampleOrAProposal() {
        assertThatThrownBy(() -> SchoolYear.parse("2025")).hasMessageContaining("write it like 2025-26");
        assertThatThrownBy(() -> SchoolYear.parse("2025-27")).hasMessageContaining("did you mean 2025-26?");
    }
}
