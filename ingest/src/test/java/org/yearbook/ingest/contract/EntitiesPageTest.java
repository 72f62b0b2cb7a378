package org.yearbook.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.conform.RecordHistory;

/** docs/entities.md tells of every entity that a shipped contract fills: its grain, key, history and privacy. */
class EntitiesPageTest {

    private static final Path PAGE = Path.of("../docs/entities.md");

    @TempDir
    Path folder;

    @Test
    void everyEntityIsInTheTableAsItsContractsHaveIt() throws IOException {
        var contracts = new TreeMap<String, List<Contract>>(
                Contracts.load(folder).all().stream().collect(Collectors.groupingBy(Contract::entity)));
        List<String> rows = contracts.entrySet().stream()
                .map(entity -> row(entity.getKey(), entity.getValue()))
                .toList();
        List<String> told = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replaceFirst("^(\\| `[a-z_]+` \\|)[^|]*\\|", "$1"))
                .toList();
        assertThat(told).containsExactlyElementsOf(rows);
    }

    @Test
    void everyEntityHasItsGrain() throws IOException {
        assertThat(Files.readString(PAGE).lines().filter(line -> line.startsWith("| `")))
                .allMatch(line -> line.split("\\|", -1)[2].strip().length() > 10);
    }

    /** Without the grain, which a person wrote. */
    private static String row(String entity, List<Contract> contracts) {
        var keys = new TreeSet<String>();
        var years = new TreeSet<String>();
        for (Contract contract : contracts) {
            keys.add(contract.key().isEmpty() ? "none" : "`" + String.join("` `", contract.key()) + "`");
            years.add(contract.schoolYear() instanceof YearRule.None ? "one list" : "by school year");
        }
        String privacy = contracts.stream()
                .flatMap(contract -> contract.columns().stream())
                .map(Column::classification)
                .filter(classification -> classification != Classification.SECRET)
                .max(Comparator.comparingInt(EntitiesPageTest::weight))
                .map(EntitiesPageTest::words)
                .orElse("none");
        return "| `" + entity + "` | " + String.join(", ", keys) + " | " + String.join(", ", years) + " | "
                + (hasVersions(entity, contracts) ? "versions" : "as delivered") + " | " + privacy + " |";
    }

    /** Versions are those of a record, and nothing but a key tells which record a row is. */
    private static boolean hasVersions(String entity, List<Contract> contracts) {
        return RecordHistory.keeps(entity)
                && contracts.stream().noneMatch(contract -> contract.key().isEmpty());
    }

    @Test
    void entitiesWithVersionsHaveKeys() {
        assertThat(Contracts.load(folder).all())
                .filteredOn(contract -> RecordHistory.keeps(contract.entity()))
                .noneMatch(contract -> contract.key().isEmpty());
    }

    private static int weight(Classification classification) {
        return switch (classification) {
            case NONE -> 0;
            case INDIRECT_IDENTIFIER -> 1;
            case DIRECT_IDENTIFIER -> 2;
            case SECRET -> -1;
        };
    }

    private static String words(Classification classification) {
        return switch (classification) {
            case NONE, SECRET -> "no person";
            case INDIRECT_IDENTIFIER -> "indirect";
            case DIRECT_IDENTIFIER -> "identifies";
        };
    }
}
