package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditSeals;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.answer.SamplePublication;

/** {@code yearbook packet} and {@code yearbook audit}, beside a server that runs. */
class CommandsTest {

    private static final String FIRST = "20260515T020000-a";

    @TempDir
    static Path folder;

    @TempDir
    Path own;

    private static SamplePublication sample;
    private static TestServer server;

    @BeforeAll
    static void start() {
        sample = SamplePublication.in(folder);
        sample.change(FIRST, "alter table metric_definition add column area varchar");
        sample.change(FIRST, "update metric_definition set area = 'students'");
        server = TestServer.start(sample.release(FIRST), true);
        server.visitor("superintendent").get("/quality");
        server.visitor("clerk").get("/quality");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Said(int status, String out, String errors) {}

    /** As the launcher starts it, in a process of its own. */
    private static Said process(String... arguments) throws IOException, InterruptedException {
        return process(folder, arguments);
    }

    /** @param temporary where it may lay what it unpacks */
    private static Said process(Path temporary, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                YearbookServer.class.getName()));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("https_proxy", "socks5://someone:pa55word@proxy.invalid:1080");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, Files.readString(errors));
    }

    private static Said here(Object command, String... arguments) {
        var out = new StringWriter();
        var errors = new StringWriter();
        int status = YearbookServer.beside(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
        return new Said(status, out.toString(), errors.toString());
    }

    private static Said audit(String... arguments) {
        var all = new ArrayList<>(List.of("--home", sample.home().root().toString()));
        all.addAll(List.of(arguments));
        return here(new AuditCommand(Clock.systemUTC()), all.toArray(String[]::new));
    }

    private Said packet(String... arguments) {
        var all = new ArrayList<>(List.of(
                "--home",
                sample.home().root().toString(),
                "--out",
                own.resolve("x.pdf").toString()));
        all.addAll(List.of(arguments));
        return here(new PacketCommand(Clock.systemUTC()), all.toArray(String[]::new));
    }

    private static StateDatabase database() {
        return server.running().bean(StateDatabase.class);
    }

    @Test
    void theAuditIsReadBesideTheServerByPersonAsACsvFileAndSaysNothingElse() throws Exception {
        Said said = process("audit", "--home", sample.home().root().toString(), "--person", "clerk", "--format", "csv");
        assertThat(said.errors())
                .contains("https_proxy is not an address like http://proxy.example.org:3128, and is not followed.")
                .doesNotContain("pa55word", "Exception", "DEBUG");
        assertThat(said.status()).isZero();
        List<String> lines = said.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("\ufeffnumber,at,sign_in,role,seen_as,action,what,which,records");
        assertThat(lines.stream().skip(1))
                .isNotEmpty()
                .allMatch(line -> line.split(",", -1)[2].equals("clerk"))
                .anyMatch(line -> line.contains(",issues.read,"));
        // Who asked is noted too.
        assertThat(Files.readString(sample.home().state().resolve("audit-sql.log")))
                .contains("yearbook audit --home", "--person clerk");
    }

    @Test
    void aServerThatCouldNotLoadDuckDoesNotStartAndSaysWhatToDo() throws Exception {
        Path none = own.resolve("none");
        Said said = process(none, "--home", sample.home().root().toString(), "--port", "0");
        assertThat(said.status()).isEqualTo(YearbookServer.USAGE);
        assertThat(said.errors())
                .contains("DuckDB cannot be loaded from " + none + ",")
                .contains("name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }

    @Test
    void whoSawAStudentOnADayIsTold() {
        String number = database()
                .sql()
                .fetchValue("select number from audit_subject where kind = 'student' order by subject_no limit 1")
                .toString();
        Said said = audit("--student", number);
        assertThat(said.status()).isZero();
        assertThat(said.out()).contains("superintendent (leader)  Data quality").doesNotContain(number);
        String tomorrow = LocalDate.now(Clock.systemUTC()).plusDays(2).toString();
        assertThat(audit("--student", number, "--from", tomorrow).out()).contains("Nothing is noted for this.");
        assertThat(audit("--student", "no such number").out()).contains("Nothing is noted for this.");
        assertThat(audit("--student", "1", "--employee", "2").errors()).contains("Ask about one");
        assertThat(audit("--kind", "reading").errors()).contains("'reading' is no kind of event. There are: read");
        assertThat(audit("--from", "2026-05-02", "--to", "2026-05-01").status()).isEqualTo(2);
        assertThat(audit("--kind", "read").out()).contains("Data quality").doesNotContain("Signed in");
    }

    @Test
    void aNameThatSomebodyKnockedWithNeitherBeginsALineNorMovesThePenOfTheConsole() {
        server.running()
                .bean(AuditTrail.class)
                .atTheDoor("x\u001b[2J\u009b1A\u202ey\r\nJan 1, 2026  nobody", "sign-in.refused");
        database().sql().execute("checkpoint sync");
        Said said = audit("--kind", "sign_in");
        assertThat(said.out()).contains("x [2j 1a y  jan 1, 2026  nobody");
        assertThat(said.out().lines()).allMatch(line -> line.codePoints().noneMatch(Character::isISOControl));
    }

    @Test
    void whatNamesPeopleOrShowsFewIsWrittenForItsOwnerAloneAlsoOverAFileOfBefore() throws IOException {
        Path events = Files.writeString(own.resolve("events.csv"), "long ".repeat(100_000));
        assertThat(audit("--person", "clerk", "--out", events.toString()).status())
                .isZero();
        assertThat(rights(events)).isEqualTo("rw-------");
        assertThat(Files.readString(events)).startsWith("\ufeffnumber,at,").doesNotContain("long ");
        assertThat(packet("--kind", "internal", "--metrics", "chronic_absence_rate")
                        .errors())
                .isEmpty();
        assertThat(rights(own.resolve("x.pdf"))).isEqualTo("rw-------");
        Said nowhere = audit("--out", own.resolve("no such folder/x.csv").toString());
        assertThat(nowhere.status()).isEqualTo(2);
        assertThat(nowhere.errors()).contains("cannot be written").doesNotContain("\tat ");
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aTrailThatSomebodyChangedIsToldAndOneThatNobodyDidIsNot() {
        AuditSeals.of(database()).seal(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
        Said whole = audit("--verify");
        assertThat(whole.out()).contains("The audit is as it was written");
        assertThat(whole.status()).isZero();
        change("rows_seen = rows_seen + 1");
        Said changed = audit("--verify");
        assertThat(changed.status()).isEqualTo(1);
        assertThat(changed.out()).contains("are not as they were sealed", "The audit was changed: 1 thing does");
        change("rows_seen = rows_seen - 1");
        assertThat(audit("--verify").status()).isZero();
    }

    /** Changes an event behind the trail's back, on the disk too. */
    private static void change(String what) {
        database().sql().execute("update audit set " + what + " where audit_id = 1");
        database().sql().execute("checkpoint sync");
    }

    @Test
    void aPacketIsMadeBesideTheServer() throws Exception {
        Path file = own.resolve("board.pdf");
        Said said = process(
                "packet", "--home", sample.home().root().toString(), "--out", file.toString(), "--for", "The board");
        assertThat(said.errors()).doesNotContain("Exception", "DEBUG");
        assertThat(said.status()).isZero();
        assertThat(said.out())
                .startsWith("Board packet, public, data as of May 15, 2026: ")
                .hasLineCount(1);
        try (var pdf = Loader.loadPDF(file.toFile())) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .contains("Prepared for: The board", "Chronic absence", "How to read this packet")
                    .doesNotContain("Appendix: the numbers", "Version 2, in force");
        }
    }

    @Test
    void aPacketOfThePageIsFoundByItsTitleAndChangedByOptions() throws IOException {
        Said said = packet("--packet", "monthly board packet", "--kind", "internal", "--schools", "0101");
        assertThat(said.errors()).isEmpty();
        assertThat(said.out()).startsWith("Monthly board packet, internal");
        try (var pdf = Loader.loadPDF(own.resolve("x.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .contains("For staff only", "Appendix: the numbers", "Abraham Lincoln Elementary School")
                    .doesNotContain("Birch Creek");
        }
        assertThat(Files.readString(sample.home().state().resolve("audit-sql.log")))
                .contains("yearbook packet --home", FIRST);
        assertThat(packet("--packet", "Nobody's").errors())
                .contains("No packet is called 'Nobody's'", "Monthly board packet");
        Said wrong = packet("--metrics", "chronic_absense", "--schools", "9", "--year", "1999-00", "--areas", "sports");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.errors())
                .contains("--metrics: chronic_absense is not known", "chronic_absence_rate")
                .contains("--schools: 9 is not known", "--year: 1999-00", "--areas: sports");
        assertThat(packet("--kind", "secret").errors()).contains("--kind is public or internal");
    }

    @Test
    void aDayThatIsNoneIsToldInWords() {
        Said said = here(new AuditCommand(Clock.systemUTC()), "--home", own.toString(), "--from", "yesterday");
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.errors())
                .contains("'yesterday' is no day; write it like 2026-05-15")
                .doesNotContain("java.");
    }

    @Test
    void aHomeWithoutAServerIsTold() {
        var home = SamplePublication.in(own).home();
        Said said =
                here(new AuditCommand(Clock.systemUTC()), "--home", home.root().toString());
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.errors()).contains("no server has run with this home yet");
        Said packet = here(
                new PacketCommand(Clock.systemUTC()),
                "--home",
                home.root().toString(),
                "--out",
                own.resolve("y.pdf").toString(),
                "--kind",
                "internal",
                "--metrics",
                "enrollment");
        assertThat(packet.errors()).isEmpty();
        assertThat(own.resolve("y.pdf")).isNotEmptyFile();
    }

    @Test
    void aFolderThatIsNotThereIsSaidToBeMissingBeforeAPacketIsMade() {
        Path nowhere = own.resolve("nowhere/x");
        assertThat(packetTo(nowhere.resolve("y.pdf")).status()).isEqualTo(2);
        assertThat(packetTo(nowhere.resolve("y.pdf")).errors())
                .contains("--out: there is no folder " + nowhere + ". Make it, or write the packet somewhere else.")
                .doesNotContain("y.pdf");
        assertThat(packetTo(own).errors()).contains("is a folder. Write the name of the file, too.");
    }

    private static Said packetTo(Path file) {
        return here(
                new PacketCommand(Clock.systemUTC()),
                "--home",
                sample.home().root().toString(),
                "--out",
                file.toString());
    }
}
