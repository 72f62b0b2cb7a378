package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What none of the program's sources does, in any module. */
class ProgramsTest {

    private static Map<Path, String> sources(String folder, String ending) throws IOException {
        Map<Path, String> sources = new TreeMap<>();
        for (String module : List.of("metrics-definitions", "warehouse", "ingest", "dashboard")) {
            Path root = Path.of("..", module, "src", "main", folder);
            try (Stream<Path> files = Files.isDirectory(root) ? Files.walk(root) : Stream.empty()) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(ending)).toList()) {
                    sources.put(file, Files.readString(file));
                }
            }
        }
        return sources;
    }

    private static List<String> holding(Map<Path, String> sources, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return sources.entrySet().stream()
                .filter(source -> wanted.matcher(source.getValue()).find())
                .map(source -> source.getKey().getFileName().toString())
                .toList();
    }

    @Test
    void nothingStartsAnotherProgramButTheScheduleAndTheBenchmarks() throws IOException {
        assertThat(holding(sources("java", ".java"), "\\bProcessBuilder\\b|\\.exec\\("))
                .containsExactlyInAnyOrder("MeasuredProcess.java", "NightProcess.java");
    }

    @Test
    void nothingReadsObjectsThatJavaWrote() throws IOException {
        assertThat(holding(
                        sources("java", ".java"),
                        "ObjectInputStream|XMLDecoder|enableDefaultTyping|activateDefaultTyping"))
                .isEmpty();
    }

    @Test
    void secretsComeFromTheSecureGenerator() throws IOException {
        Map<Path, String> sources = sources("java", ".java");
        sources.keySet().removeIf(file -> !file.startsWith(Path.of("..", "dashboard")));
        assertThat(holding(sources, "SecureRandom")).contains("Passwords.java", "Sessions.java", "Tokens.java");
        assertThat(holding(sources, "new Random\\(|SplittableRandom|ThreadLocalRandom|Math\\.random"))
                .isEmpty();
    }

    @Test
    void scriptsKeepNothingPersonalInTheBrowser() throws IOException {
        Map<Path, String> scripts = sources("resources", ".js");
        assertThat(scripts).isNotEmpty();
        assertThat(holding(scripts, "localStorage|sessionStorage|indexedDB")).isEmpty();
        assertThat(holding(scripts, "document\\.cookie"))
                .as("but whether the page is light or dark")
                .containsExactly("theme.js");
        assertThat(holding(scripts, "'__Host-theme=' : 'theme='\\) \\+ next;")).hasSize(1);
    }
}
