package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.lineage.Lineage;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.run.Runs;

/** The same night on a Spark cluster of several processes, which share nothing but the folder of the home. */
class ClusterNightTest {

    /** What a run says of itself, told of by its number or its clock. Everything else is the district's. */
    private static final Set<String> OF_THE_RUN = Set.of(
            "delivery.delivery_id",
            "row_account.delivery_id",
            "record_line.source_delivery",
            "absence_line.source_delivery",
            "publication.publication_id",
            "publication.night_id",
            "publication.built_at",
            "quality_rule_night.run_ms");

    /** Steps and their seconds; a cluster has one step more, its start. */
    private static final String STEPS = "run_step";

    @TempDir
    Path folder;

    @Test
    void aNightOnAClusterPublishesWhatANightOnOneMachineDoes() throws IOException, InterruptedException {
        Path out = folder.resolve("simulated");
        Simulation.write(new SimulationPlan(
                40, 1, 5, out, DirtProfile.of("realistic"), 1, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
        var alone = new TestHome(folder.resolve("alone")).deliver(out.resolve("night-001"));
        assertThat(alone.night("2026-06-01")).as(alone.said()).isZero();
        var spread = new TestHome(folder.resolve("spread")).deliver(out.resolve("night-001"));
        Files.createDirectories(key(spread).getParent());
        Files.copy(key(alone), key(spread));

        try (var cluster = new StandaloneCluster(folder.resolve("cluster"), 2)) {
            int status =
                    cluster.submit("nightly", "--home", spread.home().root().toString(), "--date", "2026-06-01");
            Path story = spread.home().runs().resolve("last-failure.txt");
            assertThat(status)
                    .as(cluster.said("submit") + (Files.exists(story) ? Files.readString(story) : ""))
                    .isZero();
            assertThat(cluster.executors(1)).as("executors on the first worker").isPositive();
            assertThat(cluster.executors(2))
                    .as("executors on the second worker")
                    .isPositive();
        }

        assertThat(spread.number("select count(*) from run_step where step = 'start Spark'"))
                .isOne();
        Path told = spread.home()
                .runs()
                .resolve(new Runs(spread.home()).ids().get(0))
                .resolve(Lineage.FILE);
        assertThat(told).content().contains("delivery/SIS/", "lake/course_result", "publication/public");
        List<String> tables = alone.tables(Audience.INTERNAL);
        assertThat(tables).hasSizeGreaterThan(40).hasSameElementsAs(spread.tables(Audience.INTERNAL));
        for (String table : tables) {
            if (!table.equals(STEPS)) {
                assertThat(content(spread, table)).as(table).isEqualTo(content(alone, table));
            }
        }
    }

    /** Pseudonyms are made under it: with keys of their own, the two homes would call nobody by the same number. */
    private static Path key(TestHome home) {
        return home.home().state().resolve("pseudonym.key");
    }

    /** {@return rows of a table, and the sum of their contents} */
    private static String content(TestHome home, String table) {
        String columns = home
                .ask("select column_name from duckdb_columns() where database_name = 'publication' and table_name = '"
                        + table + "' order by column_index")
                .stream()
                .map(row -> row.get(0, String.class))
                .filter(column -> !OF_THE_RUN.contains(table + "." + column))
                .map(column -> '"' + column + '"')
                .collect(Collectors.joining(", "));
        return home.ask("select count(*), sum(hash(row(" + columns + ")::varchar)) from \"" + table + '"')
                .get(0)
                .toString();
    }
}
