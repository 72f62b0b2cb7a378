package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages about security promise nothing that no test holds. */
class SecurityPagesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final List<String> MODULES = List.of("metrics-definitions", "warehouse", "ingest", "dashboard");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+\\.\\d+\\.\\d+) \\| [^|]+ \\| \\**([a-z/ ]+)\\** \\| (.+) \\|$");
    private static final Pattern ALGORITHM = Pattern.compile(
            "getInstance\\(\\s*\"([^\"]+)\"|\"(Hmac\\w+)\"|\\b(Argon2)PasswordEncoder\\b|\\b(nameUUIDFromBytes)\\b");

    private static Map<String, String> sources(String kind) throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", kind, "java"))) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return sources;
    }

    @ParameterizedTest
    @ValueSource(strings = {"asvs.md", "threat-model.md"})
    void everyTestThatAPageNamesExists(String page) throws IOException {
        Map<String, String> tests = sources("test");
        Matcher named = TEST.matcher(Files.readString(DOCS.resolve(page)));
        Set<String> missing = new TreeSet<>();
        int count = 0;
        while (named.find()) {
            count++;
            String source = tests.getOrDefault(named.group(1), "");
            String method = named.group(2);
            if (source.isEmpty() || method != null && !source.contains("void " + method + "(")) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(20);
    }

    @Test
    void everyRequirementOfLevelTwoHasARowAndTheRowsAreCounted() throws IOException {
        List<Matcher> rows = Files.readAllLines(DOCS.resolve("asvs.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
        assertThat(rows).extracting(row -> row.group(1)).containsExactlyElementsOf(numbers());
        Map<String, Long> states =
                rows.stream().collect(Collectors.groupingBy(row -> row.group(2), TreeMap::new, Collectors.counting()));
        assertThat(states.keySet()).containsExactlyInAnyOrder("met", "in part", "not met", "district", "n/a");
        assertThat(Files.readString(DOCS.resolve("asvs.md")))
                .contains("%d met, %d in part, %d not met, %d left to the district, %d not applicable."
                        .formatted(
                                states.get("met"),
                                states.get("in part"),
                                states.get("not met"),
                                states.get("district"),
                                states.get("n/a")));
    }

    private static List<String> numbers() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SecurityPagesTest.class.getResourceAsStream("asvs-5.0.0-level-2.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void everyAlgorithmOfTheProgramStandsOnThePage() throws IOException {
        Set<String> algorithms = new TreeSet<>();
        sources("main")
                .values()
                .forEach(source -> ALGORITHM.matcher(source).results().forEach(found -> {
                    for (int group = 1; group <= found.groupCount(); group++) {
                        if (found.group(group) != null) {
                            algorithms.add(found.group(group));
                        }
                    }
                }));
        assertThat(algorithms).contains("SHA-256", "HmacSHA256", "Argon2");
        String page = Files.readString(DOCS.resolve("threat-model.md"));
        assertThat(algorithms).allSatisfy(algorithm -> assertThat(page).contains(algorithm));
    }
}
