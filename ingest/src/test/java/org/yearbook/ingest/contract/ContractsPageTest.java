package org.yearbook.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.CodeSets;

/** docs/contracts.md tells of every key that is read, every word that it may have, and every shipped contract. */
class ContractsPageTest {

    private static final Path READERS = Path.of("src/main/java/org/yearbook/ingest/contract");
    private static final Pattern KEY = Pattern.compile(
            "\\b(?:text|unstripped|textOrNull|texts|flag|choice|number|maps?|has|fields|quote)\\((?:keys, |\\s*)?\"([a-zA-Z]+)\"");

    @TempDir
    Path folder;

    private final String page = read(Path.of("../docs/contracts.md"));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyKeyIsExplained() {
        Set<String> keys = new TreeSet<>();
        for (String reader : List.of("ContractFile.java", "FormatKeys.java")) {
            KEY.matcher(read(READERS.resolve(reader))).results().forEach(found -> keys.add(found.group(1)));
        }
        assertThat(keys).hasSizeGreaterThan(40);
        assertThat(keys).allSatisfy(key -> assertThat(page).matches("(?s).*`" + key + "[`:].*"));
    }

    @Test
    void everyWordThatAKeyMayHaveIsNamed() {
        Stream<Enum<?>> words = Stream.of(
                        LogicalType.values(), Load.values(), Classification.values(), CsvFormat.Escape.values())
                .flatMap(Arrays::stream);
        assertThat(words.map(word -> word.name().toLowerCase(Locale.ROOT)))
                .allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
        assertThat(CodeSets.shipped().names())
                .allSatisfy(set -> assertThat(page).contains("`" + set + "`"));
    }

    @Test
    void everyShippedContractIsInTheTable() {
        List<String> rows = Contracts.load(folder).all().stream()
                .map(ContractsPageTest::row)
                .toList();
        assertThat(page.lines().filter(line -> line.matches("\\| `[a-z0-9]+-?[a-z0-9-]*` \\|([^|]*\\|){6}")))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    private static String row(Contract contract) {
        String files = contract.files().stream()
                .map(file -> "`" + file.pattern() + "`")
                .collect(Collectors.joining(", "));
        String kind = contract.schoolYear().getClass().getSimpleName().replace("Column", "");
        String year = kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
        return "| `" + contract.id() + "` | " + contract.name() + " | " + contract.source() + " | `" + contract.entity()
                + "` | " + files + " | " + year + " | " + contract.ownerRole() + " |";
    }

    @Test
    void theExampleIsAContractThatIsReadWithoutFault() throws IOException {
        String example = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n", page.indexOf("```yaml")));
        Files.writeString(folder.resolve("example.yaml"), example);
        assertThat(Contracts.load(folder).get("contoso-attendance").load()).isEqualTo(Load.APPEND);
    }
}
