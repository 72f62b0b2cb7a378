package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's examples run as they stand, on the audience that they name. */
class PublicationsGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "publications.md");
    private static final Path PEOPLE = Path.of("..", "docs", "people.md");
    private static final Pattern EXAMPLE = Pattern.compile("```sql (\\w+)\\R(.*?)```", Pattern.DOTALL);

    @TempDir
    Path root;

    @Test
    void everyExampleRuns() throws IOException {
        TestLake lake = TestLake.in(root, "2026-06-01");
        lake.publish();
        Set<Audience> seen = EnumSet.noneOf(Audience.class);
        var examples = EXAMPLE.matcher(Files.readString(GUIDE) + Files.readString(PEOPLE));
        while (examples.find()) {
            Audience audience = Audience.labelled(examples.group(1)).orElseThrow();
            seen.add(audience);
            assertThat(lake.ask(audience, examples.group(2)).fields())
                    .as(examples.group(2))
                    .isNotEmpty();
        }
        assertThat(seen).containsExactlyInAnyOrder(Audience.values());
    }

    @Test
    void everyTableThatAnalystsSeeIsInTheGuide() throws IOException {
        TestLake lake = TestLake.in(root, "2026-06-01");
        lake.publish();
        String guide = Files.readString(GUIDE);
        assertThat(lake.lines(Audience.ANALYST, "select table_name from duckdb_tables()"))
                .filteredOn(table -> table.startsWith("fact_") || table.startsWith("dim_") || table.startsWith("agg_"))
                .isNotEmpty()
                .allMatch(guide::contains);
    }
}
