package org.yearbook.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.Fault;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;

/** Contracts that somebody wrote or uploaded, however badly: read, or every fault told with its line. */
class SpoiltContractsTest {

    private static final Spoilt YAML =
            new Spoilt(": :~ -~ [ ] { } &a~ *a !!java.net.URL | > ' \" # ---\n ?~ ( ) \\ * + {year} "
                    + "pattern:~ 1-99999999999 <<:~*a");

    @Test
    void aContractIsReadOrItsFaultsAreTold() throws IOException {
        List<String> whole = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/contracts"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                whole.add(Files.readString(file));
            }
        }
        Fuzzing.each(500, random -> {
            List<Fault> faults = new ArrayList<>();
            String text = YAML.text(whole.get(random.nextInt(whole.size())), random);
            boolean read = ContractFile.read("own.yaml", text, faults).isPresent();
            assertThat(read).isEqualTo(faults.isEmpty());
            assertThat(faults)
                    .allSatisfy(fault -> assertThat(fault.place().line()).isPositive());
        });
    }
}
