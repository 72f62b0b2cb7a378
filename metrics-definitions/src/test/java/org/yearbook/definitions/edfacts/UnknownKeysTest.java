package org.yearbook.definitions.edfacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Fault;
import org.yearbook.fuzz.Strangers;

/** A slip in a key of a file specification is told wherever it stands, with its line. */
class UnknownKeysTest {

    private static final Path FOLDER = Path.of("edfacts");

    private static void told(String text, BiConsumer<String, List<Fault>> reader) {
        Strangers.areTold(Strangers.of(text), spoilt -> {
            List<Fault> faults = new ArrayList<>();
            reader.accept(spoilt, faults);
            return faults;
        });
    }

    @Test
    void inEverySpecification() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> specifications = files.filter(
                            file -> file.getFileName().toString().matches("fs\\d+\\.yaml"))
                    .sorted()
                    .toList();
            assertThat(specifications).hasSizeGreaterThan(20);
            for (Path file : specifications) {
                told(
                        Files.readString(file),
                        (text, faults) -> new SpecificationFile(faults).specification("fs.yaml", text));
            }
        }
    }

    @Test
    void inTheListsOfCodesWhoseCodesAreFree() {
        String lists = """
                SEX:
                  - years: [2025-26]
                    codes: {F: Female}
                """;
        List<Fault> faults = new ArrayList<>();
        var read = new SpecificationFile(faults);
        assertThat(read.codeLists("codes.yaml", lists)).containsOnlyKeys("SEX");
        assertThat(faults).isEmpty();
        read.codeLists("codes.yaml", lists.replace("years: [", "yaers: [2024-25]\n    years: ["));
        assertThat(faults)
                .extracting(Fault::toString)
                .containsExactly("codes.yaml line 2: 'yaers' is not known here. Did you mean years?");
        assertThat(read.codeLists("codes.yaml", lists.replace("    codes: {F: Female}\n", "")))
                .isNotEmpty();
        assertThat(faults).extracting(Fault::toString).contains("codes.yaml line 2: 'codes' is missing");
    }

    @Test
    void inTheCalendar() throws IOException {
        Path file = FOLDER.resolve("calendar/federal.yaml");
        told(Files.readString(file), (text, faults) -> {
            try {
                ReportingCalendar.of("federal.yaml", text);
            } catch (DefinitionException e) {
                faults.addAll(e.faults());
            }
        });
    }
}
