package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A night in a process of its own, as the launcher starts it, which may be broken from inside and from outside. */
final class NightProcess {

    /** A shell's word for a process that SIGKILL ended. */
    static final int KILLED = 137;

    private static final int PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path said;

    private NightProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** How it ended, and what it said. */
    record Ended(int status, String said) {}

    /**
     * Starts the night of a date.
     *
     * @param around a command that runs the process under its eyes; empty for none
     * @param plan what the process shall do at a fault point; empty for nothing
     */
    static NightProcess start(Path home, String date, List<String> around, String plan) {
        return start(home, date, around, plan, List.of("-Xmx1g"));
    }

    /** Starts the night of a date with options of its own for Java. */
    static NightProcess start(Path home, String date, List<String> around, String plan, List<String> options) {
        List<String> command = new ArrayList<>(around);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(options);
        // Short lives: what the compiler learns is lost anyway.
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dyearbook.fault=" + plan,
                "-cp",
                System.getProperty("java.class.path"),
                YearbookIngest.class.getName(),
                "nightly",
                "--home",
                home.toString(),
                "--date",
                date));
        try {
            Path said = Files.createTempFile(home.resolveSibling(""), "said", ".txt");
            return new NightProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start(),
                    said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended; one that never ends is a fault of its own. */
    Ended await() {
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            // Not every word need be a letter: a disk that fails may cut them.
            String words = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
            Files.delete(said);
            assertThat(ended).as("the night ended: " + words).isTrue();
            return new Ended(process.exitValue(), words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
