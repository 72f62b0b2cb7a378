package org.yearbook.warehouse.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;

class NotTakenTest {

    @Test
    void filesThatWereHeldBackAndSourcesThatWereNotPulledAreToldApart() {
        assertThat(new NotTaken(0, 0).words()).isEmpty();
        assertThat(new NotTaken(1, 0).words()).isEqualTo("1 file was held back");
        assertThat(new NotTaken(1200, 0).words()).isEqualTo("1,200 files were held back");
        assertThat(new NotTaken(0, 1).words()).isEqualTo("1 source could not be pulled");
        assertThat(new NotTaken(1, 2).words()).isEqualTo("1 file was held back and 2 sources could not be pulled");
    }

    @Test
    void aPullThatFailedIsKnownByTheNameOfItsSource() {
        var held = List.of(
                Map.entry("sis", "pull of sis"),
                Map.entry("sis", "students.csv"),
                Map.entry("unknown", "pull of a.csv"));
        assertThat(NotTaken.of(held, Entry::getKey, Entry::getValue)).isEqualTo(new NotTaken(2, 1));
    }
}
