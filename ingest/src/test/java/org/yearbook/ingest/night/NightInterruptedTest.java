package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Runs;
import org.yearbook.warehouse.run.Stage;

/** A night that is cut off leaves nothing half done: real processes, really killed, and the night after them. */
class NightInterruptedTest {

    @TempDir
    Path folder;

    @Test
    void afterNightsCutOffAtEachStageTheNextOneIsAsIfNothingHadHappened() throws IOException, InterruptedException {
        Path out = folder.resolve("simulated");
        Simulation.write(new SimulationPlan(
                60, 2, 5, out, DirtProfile.of("realistic"), 2, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
        var undisturbed = new TestHome(folder.resolve("undisturbed")).deliver(out.resolve("night-001"));
        assertThat(undisturbed.night("2026-06-01")).as(undisturbed.said()).isZero();
        var home = new TestHome(folder.resolve("disturbed")).deliver(out.resolve("night-001"));

        cutOff(home, "land SIS", "-TERM");
        assertThat(Publications.current(home.home())).isEmpty();
        cutOff(home, "conform 2025-26 roster_user", "-KILL");
        assertThat(Publications.current(home.home())).isEmpty();
        Run cut = new Runs(home.home()).latest().orElseThrow();
        assertThat(cut.state()).isEqualTo(Run.State.DIED);
        assertThat(cut.ended()).isNull();
        cutOff(home, "commit to the lake", "-KILL");
        assertThat(home.night("2026-06-01")).as(home.said()).isZero();

        theRecordTellsWhatThePublicationTells(home);
        for (String table : List.of(
                "metric_value",
                "row_account",
                "delivery",
                "quality_issue",
                "agg_student_year",
                "fact_student_enrollment",
                "dim_organization")) {
            String content = "select * exclude (%s) from " + table + " order by all";
            String key = table.equals("agg_student_year") || table.startsWith("fact_") ? "student_key" : "";
            String delivery = table.equals("row_account") || table.equals("delivery") ? "delivery_id" : key;
            String query =
                    delivery.isEmpty() ? "select * from " + table + " order by all" : content.formatted(delivery);
            assertThat(home.ask(query)).as(table).isEqualTo(undisturbed.ask(query));
        }
    }

    private static void theRecordTellsWhatThePublicationTells(TestHome home) {
        Run run = new Runs(home.home()).latest().orElseThrow();
        assertThat(run.state()).isEqualTo(Run.State.PUBLISHED);
        assertThat(run.publication())
                .isEqualTo(Publications.current(home.home()).orElseThrow().id());
        assertThat(run.stages())
                .extracting(Run.StageTime::stage)
                .as("every stage, in order")
                .containsExactly(Stage.values());
        assertThat(run.files()).isNotEmpty().allMatch(Run.FileAccount::balances);
        assertThat(run.files().stream()
                        .map(file -> String.join(
                                " ",
                                file.file(),
                                "" + file.delivered(),
                                "" + file.loaded(),
                                "" + file.quarantined(),
                                "" + file.duplicate()))
                        .sorted()
                        .toList())
                .isEqualTo(home
                        .ask("select concat_ws(' ', file, delivered, loaded, quarantined, duplicate) as line"
                                + " from row_account")
                        .stream()
                        .map(row -> row.get("line", String.class))
                        .sorted()
                        .toList());
    }

    /** Runs a night in a process of its own and ends it as soon as it says a word. */
    private static void cutOff(TestHome home, String word, String signal) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                YearbookIngest.class.getName(),
                "nightly",
                "--home",
                home.home().root().toString(),
                "--date",
                "2026-06-01",
                "--verbose"));
        Process night = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(night.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                said.add(line);
                if (line.contains(word)) {
                    assertThat(new Runs(home.home()).latest().orElseThrow().state())
                            .as("while the other process is at work")
                            .isEqualTo(Run.State.RUNNING);
                    new ProcessBuilder("kill", signal, Long.toString(night.pid()))
                            .start()
                            .waitFor();
                    break;
                }
                line = lines.readLine();
            }
        }
        assertThat(night.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("the night came as far as '%s'", word).anyMatch(line -> line.contains(word));
        assertThat(night.exitValue()).isNotZero();
    }
}
