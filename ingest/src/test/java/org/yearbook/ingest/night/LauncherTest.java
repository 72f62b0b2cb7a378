package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** An archive with a Java that says how it was called. */
    private String called(String... words) throws IOException, InterruptedException {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        Files.createDirectories(archive.resolve("lib"));
        Files.copy(LAUNCHER, archive.resolve("yearbook"), StandardCopyOption.REPLACE_EXISTING);
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                case "$*" in
                  *XshowSettings*) echo '    java.specification.version = 21' >&2 ;;
                  *) echo "$@" ;;
                esac
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command =
                new ArrayList<>(List.of("bash", archive.resolve("yearbook").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.toString());
        // LauncherClassesTest tries what is kept for the next start.
        builder.environment().put("YEARBOOK_CACHE", "");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.replace(archive.toString(), "HERE");
    }

    @Test
    void itTellsItsReleaseAndTheHelpOfACommand() throws IOException, InterruptedException {
        for (String asked : List.of("version", "--version", "-V")) {
            assertThat(said(asked)).as(asked).matches("Yearbook \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
        }
        assertThat(called("help", "nightly")).contains("org.yearbook.ingest.night.YearbookIngest nightly --help");
        assertThat(called("help")).contains("  yearbook nightly --home DIR");
    }

    @Test
    void whatIsNoCommandIsSaidBehindTheListOfThem() throws IOException, InterruptedException {
        assertThat(said("nigthly"))
                .contains("  yearbook nightly ")
                .endsWith("\nyearbook: 'nigthly' is not a command.\n");
    }

    @Test
    void anArchiveRunsItsOwnJarsAndBuildsNothing() throws IOException, InterruptedException {
        assertThat(called("nightly", "--home", "x"))
                .contains("-cp HERE/lib/* org.yearbook.ingest.night.YearbookIngest nightly --home x");
        assertThat(called("sql", "select 1"))
                .contains("-cp HERE/lib/* org.yearbook.warehouse.query.YearbookSql select 1");
        assertThat(called("serve", "--home", "x"))
                .containsPattern("-jar HERE/server/yearbook-dashboard-\\S+-server.jar --home x");
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** It is not run here; what it starts, with which flags, can be compared. */
    @Test
    void whoAsksHowADemoIsMadeGetsNoServer() throws IOException, InterruptedException {
        assertThat(called("demo", "--help")).contains("demo-data", "--help").doesNotContain("--demo");
        assertThat(called("demo")).contains("--demo");
        assertThat(called("demo", "--home=elsewhere", "--port=8088", "--students=9"))
                .contains("demo-data --home elsewhere --students=9", "--home elsewhere --port 8088 --demo");
    }

    @Test
    void theLauncherForWindowsStartsTheSameInTheSameWay() throws IOException {
        String bash = Files.readString(LAUNCHER);
        String windows = windows();
        String accepted = Pattern.compile("(?m)^  (demo \\|[^)]*)\\) ;;")
                .matcher(bash)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(found("for %%c in \\(([^)]*)\\)", windows)).containsExactly(accepted.replace(" | ", " "));
        // What is kept for the next start saves seconds and changes nothing else; on Windows it cannot be tried.
        for (String same : List.of(
                "(org\\.yearbook\\.[\\w.]+)",
                "(?<![\\w.])((?:java|sun)\\.(?:lang|io|net|nio|util|security)[\\w.]*)(?=[ \\n;)=])",
                "(-XX:(?!\\+?(?:DumpLoaded|Shared|VerifyShared))\\S+?)(?=[\\s\"])",
                "release=(\\S+?)(?=[\\s\"])",
                "(--enable-native-access=ALL-UNNAMED|--sun-misc-unsafe-memory-access=allow|-Dfile.encoding=UTF-8)",
                "\\b(YEARBOOK_(?!BUILDING|CACHE)\\w+)")) {
            assertThat(found(same, windows)).as(same).isNotEmpty().isEqualTo(found(same, bash));
        }
    }

    /** Its help is what it finds of the script beside it. */
    @Test
    void theLauncherForWindowsFindsTheWholeHelp() throws IOException, InterruptedException {
        String finds = windows()
                .lines()
                .filter(line -> line.startsWith("findstr /b "))
                .findFirst()
                .orElseThrow();
        List<String> beginnings = Pattern.compile("/c:\"([^\"]*)\"")
                .matcher(finds)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(Files.readString(LAUNCHER)
                        .lines()
                        .filter(line -> beginnings.stream().anyMatch(line::startsWith)))
                .containsExactlyElementsOf(
                        said("help").lines().filter(line -> !line.isEmpty()).toList());
    }

    /** A shift moves the name of the file itself, and what was read with ! on has lost its own. */
    @Test
    void theLauncherForWindowsTakesUpWhatItWasCalledWithBeforeItChangesIt() throws IOException {
        String windows = windows();
        assertThat(windows).containsOnlyOnce("%~f0").containsOnlyOnce("%~dp0").containsOnlyOnce("%*");
        assertThat(windows.indexOf("%~f0")).isLessThan(windows.indexOf("\nshift"));
        // Whatever stands in them, the shell has read the line before they are put in place.
        assertThat(windows.lines().filter(line -> line.startsWith("\"!java!\"")))
                .hasSize(6)
                .noneMatch(line -> line.contains("%"));
    }

    private static String windows() throws IOException {
        return Files.readString(Path.of("..", "yearbook.cmd")).replace("\r\n", "\n");
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
