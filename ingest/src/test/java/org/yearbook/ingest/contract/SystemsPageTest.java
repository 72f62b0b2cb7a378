package org.yearbook.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Metric;

/** docs/systems.md has each contract of a system once, with its entity, its metrics and what it is based on. */
class SystemsPageTest {

    private static final Path PAGE = Path.of("../docs/systems.md");
    private static final Pattern BASED_ON = Pattern.compile("Based on: (.*?)\\.(?: |$)");

    /** Entities of which some or all systems are read by rules alone. */
    private static final Set<String> UNCOUNTED = Set.of(
            "`assessment_result`",
            "`account`",
            "`roster_copy`",
            "`school_place`",
            "`student_contact`",
            "`student_address`");

    @TempDir
    Path folder;

    private Contracts contracts;
    private Map<String, List<String>> rows;

    @BeforeEach
    void read() throws IOException {
        contracts = Contracts.load(folder.resolve("none"));
        rows = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            List<String> cells = List.of(line.split("\\s*\\|\\s*", -1));
            if (cells.size() == 8 && cells.get(3).startsWith("`")) {
                assertThat(rows.put(cells.get(3).replace("`", ""), cells))
                        .as(line)
                        .isNull();
            }
        }
    }

    @Test
    void everyContractOfASystemHasItsRowAndItsEntity() {
        List<Contract> lone = contracts.all().stream()
                .filter(contract -> !(contract.schoolYear() instanceof YearRule.Bundle))
                .toList();
        assertThat(rows.keySet())
                .isEqualTo(lone.stream().map(Contract::id).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(lone)
                .allSatisfy(contract ->
                        assertThat(rows.get(contract.id()).get(4)).isEqualTo("`" + contract.entity() + "`"));
    }

    @Test
    void itSaysOfEachWhatItsDescriptionSaysItIsBasedOn() throws IOException {
        for (String file : Files.readAllLines(Path.of("src/main/resources/contracts/index.txt"))) {
            String text =
                    Files.readString(Path.of("src/main/resources/contracts").resolve(file));
            String id = text.lines().findFirst().orElseThrow().replace("id: ", "");
            List<String> row = rows.get(id);
            if (row != null) {
                Matcher based = BASED_ON.matcher(text.replaceAll("\\s+", " "));
                String own =
                        text.contains("\nsource: Ed-Fi\n") ? "the Ed-Fi data standard" : "the project's own layout";
                assertThat(row.get(6)).as(id).isEqualTo(based.find() ? based.group(1) : own);
            }
        }
    }

    @Test
    void everyMetricThatItNamesIsThere() {
        Set<String> metrics =
                Definitions.shipped().metrics().stream().map(Metric::id).collect(Collectors.toCollection(TreeSet::new));
        for (List<String> row : rows.values()) {
            if (row.get(5).equals("none yet")) {
                assertThat(row.get(4)).isIn(UNCOUNTED);
            } else {
                assertThat(metrics).containsAll(named(row.get(5)));
            }
        }
    }

    private static List<String> named(String cell) {
        List<String> metrics = new ArrayList<>();
        for (String metric : cell.split(", ", -1)) {
            assertThat(metric).matches("`[a-z_]+`");
            metrics.add(metric.replace("`", ""));
        }
        return metrics;
    }
}
