package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** The launcher, run with a Java that is too old for it: what it accepts as a command, it stops at there. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "yearbook");
    private static final String TOO_OLD = "is Java 11";
    private static final String REFUSED = "is not a command";

    @TempDir
    Path folder;

    private String said(String command) throws IOException, InterruptedException {
        return said(command, "#!/bin/sh\necho '    java.specification.version = 11' >&2\n");
    }

    private String said(String command, String playedJava) throws IOException, InterruptedException {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, playedJava);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        var builder = new ProcessBuilder("bash", LAUNCHER.toString(), command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.toString());
        // As under a server that runs: nothing is built.
        builder.environment().put("YEARBOOK_LAUNCHER", "another");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private Set<String> told() throws IOException, InterruptedException {
        return Pattern.compile("^  yearbook ([\\w-]+)", Pattern.MULTILINE)
                .matcher(said("help"))
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyCommandThatItTellsOfIsAccepted() throws IOException, InterruptedException {
        assertThat(told()).contains("demo", "nightly", "rules");
        for (String command : told()) {
            assertThat(said(command)).as(command).contains(TOO_OLD).doesNotContain(REFUSED);
        }
    }

    @Test
    void everyCommandOfTheNightsProgramIsAcceptedOrStandsBehindAnother() throws IOException, InterruptedException {
        Set<String> commands = Arrays.stream(
                        YearbookIngest.class.getAnnotation(Command.class).subcommands())
                .map(command -> command.getAnnotation(Command.class).name())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(commands).contains("nightly", "rules");
        // Stands behind 'demo'.
        commands.remove("demo-data");
        for (String command : commands) {
            assertThat(said(command)).as(command).contains(TOO_OLD).doesNotContain(REFUSED);
        }
    }

    @Test
    void theServerIsToldByWhatItStartsNights() throws IOException, InterruptedException {
        String said = said("serve", """
                #!/bin/sh
                case "$*" in
                  *XshowSettings*) echo '    java.specification.version = 17' >&2 ;;
                  *) echo "nights by $YEARBOOK_LAUNCHER" ;;
                esac
                """);
        assertThat(said).contains("nights by " + LAUNCHER.toRealPath());
    }

    @Test
    void anythingElseIsRefused() throws IOException, InterruptedException {
        assertThat(said("nightely")).contains("'nightely' " + REFUSED).doesNotContain(TOO_OLD);
    }
}
