package org.yearbook.warehouse.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.definitions.edfacts.YearFile;

/** The files of forty students with every edge, worked by hand: they break no rule. */
class GoldenFilesTest {

    private static final SchoolYear YEAR = SchoolYear.parse("2025-26");
    /** Who came to the small school after the day of the count, and who is counted at the other one. */
    private static final Map<String, Integer> MOVERS = Map.of("0102", 2);

    private static final FileSpecifications SPECIFICATIONS = FileSpecifications.shipped();

    @Test
    void filesWorkedByHandBreakNoRule() throws IOException, URISyntaxException {
        Map<String, List<Submitted>> files = golden();
        var validation = new Validation(ReportingCalendar.shipped());
        List<String> held = new ArrayList<>();
        files.forEach((specification, own) -> {
            Map<String, List<Submitted>> others = new TreeMap<>(files);
            others.keySet().retainAll(Validation.neighbours(specification));
            validation.of(new Validation.Asked(specification, own, List.of(), others, MOVERS)).stream()
                    .filter(finding -> finding.severity() == Severity.HOLD)
                    .forEach(finding -> held.add(
                            specification + " " + finding.rule() + " " + finding.where() + ": " + finding.what()));
        });
        assertThat(files).hasSize(24);
        assertThat(held).isEmpty();
    }

    private static Map<String, List<Submitted>> golden() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(GoldenFilesTest.class.getResource("/org/yearbook/warehouse/submission/forty"))
                        .toURI());
        Map<String, List<Submitted>> files = new TreeMap<>();
        try (var all = Files.list(folder)) {
            for (Path file : all.filter(one -> one.getFileName().toString().startsWith("FS"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                files.computeIfAbsent(name.substring(0, 5), specification -> new ArrayList<>())
                        .add(submitted(name.substring(0, 5), Level.valueOf(name.substring(6, 9)), file));
            }
        }
        return files;
    }

    /** Records are kept without their numbers and without a header, which are those of any file. */
    private static Submitted submitted(String specification, Level level, Path file) throws IOException {
        YearFile known = SPECIFICATIONS.file(specification, level, YEAR).orElseThrow();
        String name = "IL" + level + known.specification().token() + "v0001.csv";
        List<String> records = Files.readAllLines(file);
        var text = new StringBuilder(String.join(
                        ",",
                        known.layout().fileType(),
                        String.valueOf(records.size()),
                        name,
                        specification,
                        "2025-2026",
                        ""))
                .append("\r\n");
        for (int at = 0; at < records.size(); at++) {
            text.append(at + 1).append(',').append(records.get(at)).append("\r\n");
        }
        return new Submitted(known, name, text.toString());
    }
}
