package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/quality.md names every rule of the release, with its severities, and no other. */
class QualityPageTest {

    private static final Path PAGE = Path.of("../docs/quality.md");
    private static final Pattern ID = Pattern.compile("[A-Z]{1,3}-\\d{2}");

    @Test
    void theTableNamesEveryRuleOfTheBookAndNoOther() throws IOException {
        Set<String> book = new TreeSet<>(
                RuleBook.shipped().all().stream().map(BookEntry::id).toList());
        assertThat(table().keySet()).isEqualTo(book);
    }

    @Test
    void theTableGivesTheirSeverities() throws IOException {
        Map<String, Set<String>> severities = new TreeMap<>();
        ShippedRules.all()
                .forEach(rule -> severities
                        .computeIfAbsent(rule.id(), id -> new TreeSet<>())
                        .add(rule.severity()));
        Map<String, Set<String>> written = table();
        written.keySet().retainAll(severities.keySet());
        assertThat(written).isEqualTo(severities);
    }

    @Test
    void everyRuleSaysWhatIsWrongInASentence() {
        assertThat(ShippedRules.all())
                .allSatisfy(rule -> assertThat(rule.message())
                        .as(rule.id())
                        .matches("[A-Z'{a-z].*\\.")
                        .hasSizeBetween(12, 160));
    }

    @Test
    void thePageNamesEveryFunctionThatARuleMayUse() throws IOException {
        String page = Files.readString(PAGE);
        List<String> inner = List.of("windows_byte", "capital", "proper_part", "proper_word");
        RuleFunctions.of(LocalDate.EPOCH).stream()
                .map(statement -> statement.replaceAll("(?s)create macro (\\w+)\\(.*", "$1"))
                .filter(name -> !inner.contains(name))
                .forEach(name -> assertThat(page).contains("`" + name + "("));
    }

    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 6 && ID.matcher(cells[1].strip()).matches()) {
                table.put(
                        cells[1].strip(),
                        new TreeSet<>(Arrays.asList(cells[3].strip().split(", ", -1))));
            }
        }
        return table;
    }
}
