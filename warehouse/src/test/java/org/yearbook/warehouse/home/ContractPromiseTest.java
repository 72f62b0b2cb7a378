package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractPromiseTest {

    @TempDir
    Path folder;

    @Test
    void whatANightPromisedIsReadAsItWasWrittenAndNothingWhereNoneWasKept() {
        var home = new DistrictHome(folder);
        var promises = List.of(
                new ContractPromise("hr-staff", "HR", "staff", "Staff, all of \"them\"", "HR specialist", 3),
                new ContractPromise("own", "SIS", "student", "=Students", "registrar", 0));
        ContractPromise.write(home, "20260615T020000-a", promises);
        ContractPromise.write(home, "20260615T020000-a", promises);
        assertThat(ContractPromise.of(home, "20260615T020000-a")).isEqualTo(promises);
        assertThat(ContractPromise.of(home, "20260616T020000-b")).isEmpty();
    }
}
