package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes that the launcher keeps for the next start, with a Java that only says how it was called. */
class LauncherClassesTest {

    private static final String LISTS = "-XX:DumpLoadedClassList=";
    private static final String USES = "-XX:SharedArchiveFile=";

    /** Says its words; writes what Java would write; ends as the environment says. */
    private static final String PLAYED_JAVA = """
            #!/bin/sh
            case "$*" in
              *XshowSettings*)
                echo '    java.specification.version = 17' >&2
                echo "    java.vm.version = $PLAYED_BUILD" >&2
                exit ;;
              *-Xshare:dump*) status=$PLAYED_DUMP; echo "dump $*" >>"$PLAYED_DUMPS" ;;
              *) status=$PLAYED_NIGHT ;;
            esac
            echo "$@"
            for word in "$@"; do
              case "$word" in
                -XX:DumpLoadedClassList=*) echo classes >"${word#*=}" ;;
                -XX:SharedArchiveFile=*) case "$*" in *-Xshare:dump*) echo made >"${word#*=}" ;; esac ;;
              esac
            done
            exit "$status"
            """;

    private record Said(int status, String words) {}

    @TempDir
    Path folder;

    private Path archive;
    private Path jar;
    private Path cache;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void anArchive() throws IOException {
        archive = Files.createDirectories(folder.resolve("an archive"));
        jar = Files.createDirectories(archive.resolve("lib")).resolve("one.jar");
        Files.writeString(jar, "a jar");
        Files.copy(Path.of("..", "yearbook"), archive.resolve("yearbook"));
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, PLAYED_JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        cache = folder.resolve("cache");
        environment.put("JAVA_HOME", folder.toString());
        environment.put("YEARBOOK_CACHE", cache.toString());
        environment.put("PLAYED_BUILD", "17.0.1");
        environment.put("PLAYED_NIGHT", "0");
        environment.put("PLAYED_DUMP", "0");
        environment.put("PLAYED_DUMPS", folder.resolve("dumps").toString());
    }

    private Said yearbook(String... words) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(Stream.concat(
                                Stream.of("bash", archive.resolve("yearbook").toString()), Stream.of(words))
                        .toList())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("CACHE_DIRECTORY", "XDG_CACHE_HOME", "HOME"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), said);
    }

    private Said night() throws IOException, InterruptedException {
        return yearbook("nightly", "--home", "x");
    }

    private static List<Path> kept(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private long dumps() throws IOException {
        Path dumps = folder.resolve("dumps");
        return Files.exists(dumps) ? Files.readAllLines(dumps).size() : 0;
    }

    @Test
    void theFirstNightListsItsClassesAndEveryLaterStartHasThem() throws IOException, InterruptedException {
        Said first = night();
        assertThat(first.status()).isZero();
        assertThat(first.words()).contains(LISTS).doesNotContain(USES).doesNotContain("dump");
        assertThat(kept(cache)).singleElement().asString().endsWith(".jsa");
        assertThat(Files.getPosixFilePermissions(cache)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        String uses = USES + kept(cache).get(0) + " ";
        assertThat(night().words()).contains(uses).doesNotContain(LISTS);
        assertThat(yearbook("simulate").words()).contains(uses);
        assertThat(yearbook("sql").words()).contains(uses);
        assertThat(yearbook("metrics", "validate").words()).contains(uses);
        assertThat(dumps()).isOne();
    }

    @Test
    void whatDumpsHasTheJarsAndNotTheListThatIsWritten() throws IOException, InterruptedException {
        night();
        assertThat(Files.readString(folder.resolve("dumps")))
                .contains("-XX:SharedClassListFile=" + cache, "-cp " + archive + "/lib/*")
                .doesNotContain(LISTS);
    }

    @Test
    void anotherJavaMakesThemAnewAndTheOldOnesGo() throws IOException, InterruptedException {
        night();
        List<Path> old = kept(cache);
        environment.put("PLAYED_BUILD", "17.0.2");
        assertThat(night().words()).contains(LISTS).doesNotContain(USES);
        assertThat(kept(cache)).hasSize(1).doesNotContainAnyElementsOf(old);
    }

    @Test
    void anotherJarMakesThemAnewAndTheOldOnesGo() throws IOException, InterruptedException {
        night();
        List<Path> old = kept(cache);
        Files.writeString(jar, "a jar of another release");
        assertThat(night().words()).contains(LISTS).doesNotContain(USES);
        assertThat(kept(cache)).hasSize(1).doesNotContainAnyElementsOf(old);
    }

    @Test
    void languageAndZoneOfWhoeverStartsItDoNotMatter() throws IOException, InterruptedException {
        Files.writeString(jar.resolveSibling("Two.jar"), "another jar");
        environment.putAll(Map.of("LC_ALL", "en_US.UTF-8", "TZ", "America/Denver"));
        night();
        environment.putAll(Map.of("LC_ALL", "POSIX", "TZ", "UTC"));
        assertThat(night().words()).contains(USES);
    }

    @Test
    void aDumpThatFailsLeavesNothingAndTheNightStands() throws IOException, InterruptedException {
        environment.put("PLAYED_DUMP", "134");
        assertThat(night().status()).isZero();
        assertThat(dumps()).isOne();
        assertThat(kept(cache)).isEmpty();
    }

    @Test
    void theStatusOfANightIsPassedOnAndOnlyOneThatPublishedIsListed() throws IOException, InterruptedException {
        for (String status : List.of("1", "2", "4", "5", "130")) {
            environment.put("PLAYED_NIGHT", status);
            assertThat(night().status()).isEqualTo(Integer.parseInt(status));
            assertThat(kept(cache)).as(status).isEmpty();
        }
        environment.put("PLAYED_NIGHT", "3");
        assertThat(night().status()).isEqualTo(3);
        assertThat(kept(cache)).hasSize(1);
    }

    @Test
    void otherCommandsListNothing() throws IOException, InterruptedException {
        for (String command : List.of("init", "simulate", "bench", "demo")) {
            assertThat(yearbook(command).words()).as(command).doesNotContain(LISTS);
        }
        assertThat(dumps()).isZero();
        assertThat(cache).doesNotExist();
    }

    @Test
    void anExplanationOfTheNightIsNoNight() throws IOException, InterruptedException {
        for (String question : List.of("--help", "-h", "--version", "-V")) {
            assertThat(yearbook("nightly", question).words()).as(question).doesNotContain(LISTS);
        }
        assertThat(dumps()).isZero();
        night();
        assertThat(yearbook("nightly", "--help").words()).contains(USES);
    }

    @Test
    void whereJavaBreaksTheFileGoes() throws IOException, InterruptedException {
        night();
        environment.put("PLAYED_NIGHT", "134");
        assertThat(night().status()).isEqualTo(134);
        assertThat(kept(cache)).isEmpty();
    }

    @Test
    void whereAnAgentLooksAtEachClassTheFileIsNeitherUsedNorMade() throws IOException, InterruptedException {
        environment.put("JAVA_TOOL_OPTIONS", "-Xshare:auto");
        night();
        assertThat(dumps()).as("other options do not matter").isOne();
        for (String watching : List.of(
                "-javaagent:/opt/apm/agent.jar",
                "-Xshare:auto -agentpath:/opt/apm/agent.so",
                "-XX:StartFlightRecording=filename=x.jfr")) {
            for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
                environment.put("JAVA_TOOL_OPTIONS", "");
                environment.put(name, watching);
                assertThat(night().words()).as(watching).doesNotContain(USES, LISTS);
                environment.remove(name);
            }
        }
        assertThat(dumps()).isOne();
        assertThat(kept(cache)).hasSize(1);
        assertThat(night().words()).contains(USES);
    }

    /** As where {@code /tmp} is mounted so that nothing in it can be run. */
    private void nothingRunsFromTmp() throws IOException {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        Path chmod = folder.resolve("bin/chmod");
        Files.writeString(chmod, """
                #!/bin/sh
                case "$2" in /tmp/yearbook.*) ;; *) exec /bin/chmod "$@" ;; esac
                """);
        Files.setPosixFilePermissions(chmod, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    }

    @Test
    void whereNothingMayBeRunFromTmpJavaUnpacksBesideTheKeptClasses() throws IOException, InterruptedException {
        List<List<String>> commands = List.of(
                List.of("nightly"), List.of("sql"), List.of("serve"), List.of("packet"), List.of("metrics", "why"));
        for (List<String> command : commands) {
            assertThat(yearbook(command.toArray(String[]::new)).words()).doesNotContain("java.io.tmpdir");
        }
        nothingRunsFromTmp();
        String there = "-Djava.io.tmpdir=" + cache + "/tmp ";
        for (List<String> command : commands) {
            assertThat(yearbook(command.toArray(String[]::new)).words()).contains(there);
        }
        assertThat(Files.getPosixFilePermissions(cache.resolve("tmp")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(kept(cache.resolve("tmp"))).isEmpty();
    }

    @Test
    void aFolderForTemporaryFilesThatSomebodyChoseStands() throws IOException, InterruptedException {
        nothingRunsFromTmp();
        environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=/var/lib/yearbook/tmp");
        assertThat(yearbook("sql").words()).doesNotContain("java.io.tmpdir");
        environment.put("JAVA_TOOL_OPTIONS", "");
        environment.put("YEARBOOK_CACHE", "");
        assertThat(yearbook("sql").words()).as("no other place").doesNotContain("java.io.tmpdir");
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsDoneWithout() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("file"), "");
        environment.put("YEARBOOK_CACHE", folder.resolve("file/cache").toString());
        String without = night().words();
        assertThat(without).startsWith("--").doesNotContain(LISTS).hasLineCount(1);
        for (String none : List.of("", "/proc/none")) {
            environment.put("YEARBOOK_CACHE", none);
            assertThat(night()).isEqualTo(new Said(0, without));
        }
        environment.remove("YEARBOOK_CACHE");
        assertThat(night()).as("no home").isEqualTo(new Said(0, without));
    }

    @Test
    void theFolderOfTheServiceComesBeforeThatOfTheUser() throws IOException, InterruptedException {
        environment.remove("YEARBOOK_CACHE");
        environment.put("HOME", folder.resolve("user").toString());
        night();
        assertThat(kept(folder.resolve("user/.cache/yearbook"))).hasSize(1);
        environment.put("CACHE_DIRECTORY", folder.resolve("service") + ":/another");
        night();
        assertThat(kept(folder.resolve("service"))).hasSize(1);
    }

    @Test
    void aFileOfAnotherUserIsNotUsed() throws IOException, InterruptedException {
        assumeThat(System.getProperty("user.name"))
                .as("only root gives files away")
                .isEqualTo("root");
        night();
        Files.setAttribute(kept(cache).get(0), "unix:uid", 12345);
        assertThat(night().words()).doesNotContain(USES);
    }
}
