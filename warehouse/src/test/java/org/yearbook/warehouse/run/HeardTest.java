package org.yearbook.warehouse.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.DistrictHome;

/** When what is refreshed was last heard of. */
class HeardTest {

    @TempDir
    Path folder;

    private static Heard at(String time) {
        return new Heard("attendance", "sis-attendance", "SIS", "student_attendance", Instant.parse(time));
    }

    @Test
    void eachNightHasItsOwnAndThatOfANightThatIsGoneIsForgotten() {
        var home = new DistrictHome(folder);
        assertThat(Heard.of(home, "a")).isEmpty();
        Heard.write(home, "a", List.of(at("2026-05-15T15:15:00Z")), Set.of("a"));
        Heard.write(home, "b", List.of(at("2026-05-15T16:15:00Z")), Set.of("a", "b"));
        assertThat(Heard.of(home, "a")).containsExactly(at("2026-05-15T15:15:00Z"));
        assertThat(Heard.of(home, "b")).containsExactly(at("2026-05-15T16:15:00Z"));
        Heard.write(home, "b", List.of(at("2026-05-15T17:15:00Z")), Set.of("b"));
        assertThat(Heard.of(home, "a")).isEmpty();
        assertThat(Heard.of(home, "b")).containsExactly(at("2026-05-15T17:15:00Z"));
    }

    @Test
    void aBookThatCannotBeReadSaysNothingAndIsWrittenAnew() throws IOException {
        var home = new DistrictHome(folder);
        Files.createDirectories(home.state());
        Files.writeString(home.state().resolve("heard.json"), "{\"a\": [{\"by\"");
        assertThat(Heard.of(home, "a")).isEmpty();
        Heard.write(home, "a", List.of(at("2026-05-15T15:15:00Z")), Set.of("a"));
        assertThat(Heard.of(home, "a")).hasSize(1);
    }
}
