package org.yearbook.dashboard.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.dashboard.words.Deeds.Kind;

class DeedsTest {

    private static final Pattern NOTED =
            Pattern.compile("\\.(?:did|saw|tookAway|atTheDoor)\\((?:[^;\"]|\"[^\"]*\")*?\"([a-z-]+\\.[a-z-]+)\"");

    @Test
    void everythingThatIsNotedHasWordsAndCanBeAskedFor() throws IOException {
        Set<String> noted = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                NOTED.matcher(Files.readString(file)).results().forEach(found -> noted.add(found.group(1)));
            }
        }
        assertThat(noted).hasSizeGreaterThan(25).contains("issues.read", "token.made", "packet.opened");
        assertThat(noted).allSatisfy(action -> {
            assertThat(Deeds.words(action)).isNotEqualTo(action);
            assertThat(Stream.of(Kind.values())
                            .filter(kind -> Deeds.actions(kind).contains(action)))
                    .hasSize(1);
        });
    }
}
