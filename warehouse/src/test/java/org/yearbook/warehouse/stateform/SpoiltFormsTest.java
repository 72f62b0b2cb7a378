package org.yearbook.warehouse.stateform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.Fault;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;

/** Descriptions of a state's files, spoilt: read, or every fault told. */
class SpoiltFormsTest {

    private static final Spoilt YAML = new Spoilt(": :~ -~ [ ] { } &a~ *a | ' \" # ---\n ?~ fixed counts");

    @Test
    void aDescriptionIsReadOrItsFaultsAreTold() throws IOException {
        String whole = Files.readString(Path.of("..", "docs", "state-files", "VT-GRADE-PROG.yaml"));
        Fuzzing.each(400, random -> {
            List<Fault> faults = new ArrayList<>();
            boolean read = FormFile.read("own", "own.yaml", YAML.text(whole, random), faults)
                    .isPresent();
            assertThat(read).isEqualTo(faults.isEmpty());
        });
    }
}
