package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractPromiseTest {

    private static final String HEADER = "contract,source,entity,name,owner_role,latency_days\n";
    private static final String GOOD = "hr-staff,HR,staff,Staff,HR specialist,3\n";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "something else\n",
                HEADER + GOOD + "own,SIS,student,Students,reg",
                HEADER + GOOD + "own,SIS,student,Students,registrar,soon\n",
                HEADER + GOOD + "own,SIS,student,\"Students,registrar,3\n",
                HEADER + GOOD + "own,SIS,student,\u00e9l\u00e8ves,registrar,3\n"
            })
    void aDamagedFilePromisesNothingAndStopsNobody(String text) throws IOException {
        var home = new DistrictHome(folder);
        Path file = Files.createDirectories(home.runs().resolve("20260615T020000-a"))
                .resolve("contracts.csv");
        Files.writeString(file, HEADER + GOOD);
        assertThat(ContractPromise.of(home, "20260615T020000-a")).hasSize(1);
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ContractPromise.of(home, "20260615T020000-a")).isEmpty();
    }
}
