package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.Fault;

/** The rule book names every rule that any part of the program can speak of, and no other. */
class RuleBookTest {

    private static final Path MAIN = Path.of("src/main");
    private static final Path BOOK = MAIN.resolve("resources/org/yearbook/ingest/check/book");
    private static final Pattern WRITTEN =
            Pattern.compile("\"((?:STU|CON|ENR|ATT|CRS|ASM|DIS|HR|APP|X|OR|GEN|SYS)-\\d{2})\"");

    private static Set<String> book() {
        return new TreeSet<>(
                RuleBook.shipped().all().stream().map(BookEntry::id).toList());
    }

    @Test
    void everyIdThatAScriptOrAClassOfTheProgramKnowsIsInTheBookAndNoOther() throws IOException {
        Set<String> known = new TreeSet<>();
        ShippedRules.all().forEach(rule -> known.add(rule.id()));
        try (Stream<Path> classes = Files.walk(MAIN.resolve("java/org/yearbook/ingest"))) {
            for (Path java :
                    classes.filter(file -> file.toString().endsWith(".java")).toList()) {
                // The simulator plants dirt for rules; it emits none.
                if (!java.toString().contains("/simulate/")) {
                    WRITTEN.matcher(Files.readString(java)).results().forEach(found -> known.add(found.group(1)));
                }
            }
        }
        assertThat(book()).isEqualTo(known);
    }

    @Test
    void everyFileOfTheFolderIsRead() throws IOException {
        try (Stream<Path> files = Files.list(BOOK)) {
            List<String> yaml = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml"))
                    .toList();
            assertThat(Files.readAllLines(BOOK.resolve("index.txt"))).containsExactlyInAnyOrderElementsOf(yaml);
        }
    }

    @Test
    void anEntrySpeaksInSentences() {
        assertThat(RuleBook.shipped().all()).allSatisfy(entry -> {
            assertThat(entry.title()).as(entry.id()).matches("[A-Za-z].{3,40}[^.]");
            assertThat(entry.checks()).as(entry.id()).matches("[A-Z0-9].*\\.").hasSizeBetween(12, 200);
            assertThat(entry.authority()).as(entry.id()).hasSizeBetween(4, 100);
        });
    }

    private static List<String> faults(String text) {
        List<Fault> faults = new ArrayList<>();
        Map<String, BookEntry> entries = new LinkedHashMap<>();
        RuleBook.read("book.yaml", text, entries, faults);
        return faults.stream().map(Fault::toString).toList();
    }

    @Test
    void whatTheReaderDoesNotKnowIsToldWithItsLineAndWhatWasMeant() {
        String text = """
                - id: OUR-01
                  title: Ours
                  dimension: acuracy
                  fixKind: source
                  authority: The board
                  effectiv: {from: 2024-25}
                  checks: One thing.
                - id: OUR-01
                  title: Again
                  dimension: accuracy
                  fixKind: source
                  authority: The board
                  effective: {from: 2025-26, until: 2024-25}
                  checks: One thing.
                - id: ours
                  dimension: accuracy
                  fixKind: source
                  authority: The board
                  effective: {from: 2024-26}
                  checks: One thing.
                """;
        assertThat(faults(text))
                .anyMatch(fault -> fault.startsWith("book.yaml line 3: 'dimension' cannot be 'acuracy'")
                        && fault.contains("accuracy?"))
                .anyMatch(fault -> fault.startsWith("book.yaml line 6: 'effectiv' is not known here.")
                        && fault.contains("effective?"))
                .anyMatch(fault -> fault.startsWith("book.yaml line 8: the book has OUR-01 already: Ours"))
                .anyMatch(fault -> fault.startsWith("book.yaml line 13: 'until' lies before 'from'"))
                .anyMatch(fault -> fault.startsWith("book.yaml line 15: 'id' must be capital letters"))
                .anyMatch(fault -> fault.equals("book.yaml line 15: 'title' is missing"))
                .anyMatch(fault -> fault.startsWith("book.yaml line 19: '2024-26' is not a school year"))
                .hasSize(7);
    }

    @Test
    void whatIsNoListOrNoYamlIsTold() {
        assertThat(faults("id: OUR-01\n")).containsExactly("book.yaml line 1: here must stand a list: '- id: ...'");
        assertThat(faults("- id: [\n")).singleElement().asString().contains("not valid YAML");
        assertThat(faults("")).containsExactly("book.yaml line 1: the file is empty");
    }
}
