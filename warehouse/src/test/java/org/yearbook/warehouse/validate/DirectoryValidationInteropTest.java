package org.yearbook.warehouse.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.definitions.edfacts.YearFile;

/**
 * Directory files of a state, of which four records are broken by tabs within an address. Skipped, and said so, where
 * they are not at hand.
 */
class DirectoryValidationInteropTest {

    private static final Path SAMPLES = Path.of("../../shared/samples/edfacts/directory-files");

    @BeforeEach
    void filesAreThere() {
        assumeTrue(
                Files.isDirectory(SAMPLES),
                "SKIPPED: the directory files are not beside the checkout, so none of them is checked: " + SAMPLES);
    }

    @Test
    void aDirectoryOfDistrictsHasAllItsFields() throws IOException {
        assertThat(found("ncleadirectory.tab", Level.LEA))
                .extracting(Finding::rule)
                .doesNotContain(Rule.FIELD_COUNT, Rule.TOO_LONG, Rule.NUMBER);
    }

    @Test
    void recordsWithTabsInThemAreFoundByTheirLines() throws IOException {
        List<Finding> found = found("ncschdirectory.tab", Level.SCH);
        assertThat(found).extracting(Finding::rule).doesNotContain(Rule.TOO_LONG, Rule.NUMBER);
        assertThat(found.stream().filter(finding -> finding.rule() == Rule.FIELD_COUNT))
                .hasSize(4)
                .allSatisfy(finding -> {
                    assertThat(finding.line()).isPositive();
                    assertThat(finding.remedy()).contains("a tab");
                });
    }

    private static List<Finding> found(String name, Level level) throws IOException {
        YearFile file = FileSpecifications.shipped()
                .file("FS029", level, SchoolYear.parse("2022-23"))
                .orElseThrow();
        String text = Files.readString(SAMPLES.resolve(name), StandardCharsets.ISO_8859_1);
        return new Validation(ReportingCalendar.shipped()).records(new Submitted(file, name, text));
    }
}
