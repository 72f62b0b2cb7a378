package org.yearbook.warehouse.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.publish.ThreeNights;

/** The command, as people type it. */
class YearbookWhyTest {

    @TempDir
    Path root;

    private ThreeNights nights;

    @BeforeEach
    void threeNights() throws IOException {
        nights = ThreeNights.in(root);
        Files.writeString(root.resolve("district.yaml"), "name: Cedar Valley\nlea_id: \"3100042\"\n");
    }

    private String why(int status, String... between) {
        var said = new StringWriter();
        var writer = new PrintWriter(said, true);
        String[] arguments = {
            "chronic_absence_rate", "--home", root.toString(), "--from", between[0], "--to", between[1]
        };
        assertThat(YearbookWhy.command(writer, writer).execute(arguments))
                .as(said.toString())
                .isEqualTo(status);
        return said.toString().replaceAll("Told in .* seconds", "Told");
    }

    @Test
    void aNightIsCalledByItsDayAsWellAsByItsId() {
        String told = why(0, "2025-11-14", "2025-11-21");
        assertThat(told)
                .contains("publication " + nights.id(1) + " (data as of 2025-11-14)")
                .contains("publication " + nights.id(2) + " (data as of 2025-11-21)")
                .contains("All together");
        assertThat(told).isEqualTo(why(0, nights.id(1), nights.id(2)));
    }

    @Test
    void aDayOfWhichNoNightIsKeptIsToldWithThoseThatAre() {
        assertThat(why(2, "2025-11-13", "2025-11-21"))
                .contains("Publication 2025-11-13 is not kept")
                .contains("There are 2025-11-28 (" + nights.id(3) + "), 2025-11-21 (" + nights.id(2) + "), 2025-11-14 ("
                        + nights.id(1) + ").");
    }

    @Test
    void theEarlierOneIsNamedFirst() {
        assertThat(why(2, "2025-11-21", "2025-11-14")).contains("Name the earlier one first");
    }
}
