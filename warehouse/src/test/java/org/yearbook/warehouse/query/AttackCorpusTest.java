package org.yearbook.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.ReadingLimits;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.publish.ThreeNights;

/**
 * {@code attacks.tsv}: every trick that is known to lead out of a file, or to keep an engine busy, against an analysts'
 * publication. Beside it lie things that nobody may read.
 */
class AttackCorpusTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T08:00:00Z"), ZoneOffset.UTC);
    private static final String SECRET = "canary-7f3a9";
    private static final Pattern REPEATED = Pattern.compile("<<(.*?)\\*(\\d+)>>");

    @TempDir
    static Path root;

    private static Path canary = Path.of("");
    private static Publication publication = new Publication("", "", java.time.LocalDate.EPOCH, Path.of(""));

    /** What the gate says of a value that may grow. */
    private static final Pattern SIZE = Pattern.compile("may become larger|must be written out"
            + "|can make a value of any size|can double its result|for each element of another");

    private record Attack(String outcome, String trick, String statement) {}

    private record Met(Attack attack, String outcome, String said, Duration took) {}

    @BeforeAll
    static void publish() throws IOException {
        ThreeNights.in(root);
        publication = Publications.current(new org.yearbook.warehouse.home.DistrictHome(root))
                .orElseThrow();
        canary = Files.writeString(root.resolve("canary.txt"), SECRET + "\n");
    }

    /** Four people attack at once, and a fifth asks for a number meanwhile. */
    @Test
    void nothingOutsideTheAudienceIsReadNothingIsWrittenAndOthersAreAnswered() throws InterruptedException {
        List<Attack> attacks = attacks();
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(150);
        String file = hash(publication.file(Audience.ANALYST));
        Map<String, String> home = listing();
        List<Met> met = new CopyOnWriteArrayList<>();
        List<QuestionState> others = new ArrayList<>();
        try (var queue = new FairQueue(2, 1, 400);
                var desk = QueryDesk.open(
                        new org.yearbook.warehouse.home.DistrictHome(root),
                        Audience.ANALYST,
                        new ReadingLimits(2, 128, 64),
                        queue,
                        NOBODY_LISTENS,
                        CLOCK)) {
            Thread attacker = new Thread(() -> attacks.forEach(attack -> met.add(meet(desk, attack))));
            attacker.start();
            while (attacker.isAlive()) {
                others.add(bystander(desk));
                attacker.join(50);
            }
            others.add(bystander(desk));
        }
        assertThat(met).hasSameSizeAs(attacks);
        assertThat(met)
                .filteredOn(one -> !one.outcome().equals(one.attack().outcome()))
                .isEmpty();
        assertThat(met).filteredOn(AttackCorpusTest::told).isEmpty();
        // A gate that broke would refuse everything: each refusal has a reason of its own.
        assertThat(met)
                .filteredOn(one -> one.said().equals("The statement cannot be understood."))
                .extracting(one -> one.attack().trick())
                .allMatch("too deep or too long"::equals);
        assertThat(met)
                .filteredOn(one -> one.attack().trick().equals("a value of any size"))
                .filteredOn(one -> one.outcome().equals("refused"))
                .filteredOn(one -> !SIZE.matcher(one.said()).find())
                .extracting(one -> one.attack().statement() + " -> " + one.said())
                .isEmpty();
        assertThat(met)
                .filteredOn(one -> one.took().compareTo(Duration.ofSeconds(8)) > 0)
                .isEmpty();
        assertThat(others).hasSizeGreaterThan(20).allMatch(state -> state instanceof QuestionState.Done);
        assertThat(hash(publication.file(Audience.ANALYST))).isEqualTo(file);
        assertThat(listing()).isEqualTo(home);
    }

    private static QuestionState bystander(QueryDesk desk) throws InterruptedException {
        return desk.ask(
                        asked("bystander", "select count(*) from dim_student", Duration.ofSeconds(20)),
                        answer -> assertThat(answer.next()).isTrue())
                .await();
    }

    private static Asked asked(String who, String statement, Duration time) {
        return new Asked(new Asker(who, "test"), statement, List.of(), new QuestionLimits(2000, 1 << 20, time, false));
    }

    private static Met meet(QueryDesk desk, Attack attack) {
        long began = System.nanoTime();
        var said = new StringBuilder();
        String outcome;
        try {
            QuestionState end = desk.ask(asked("attacker", attack.statement(), Duration.ofMillis(400)), answer -> {
                        said.append(answer.columns());
                        while (answer.next()) {
                            answer.row()
                                    .forEach(value ->
                                            said.append(Values.text(value)).append('\n'));
                        }
                    })
                    .await();
            outcome = outcome(end);
            said.append(end);
        } catch (QueryException e) {
            outcome = "refused";
            said.append(e.getMessage());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Met(attack, outcome, said.toString(), Duration.ofNanos(System.nanoTime() - began));
    }

    private static String outcome(QuestionState end) {
        boolean cap = end instanceof QuestionState.Failed failed
                && (failed.why().contains("more memory") || failed.why().contains("more room"));
        return end instanceof QuestionState.Stopped || cap ? "stopped" : "harmless";
    }

    /** Whether something was told that is not of the audience, and that the statement itself did not hold. */
    private static boolean told(Met met) {
        return Stream.of(
                        SECRET,
                        root.toString(),
                        String.valueOf(canary.getFileName()),
                        "Given1",
                        "Family1",
                        System.getProperty("user.dir"),
                        Objects.requireNonNullElse(System.getenv("PATH"), SECRET))
                .filter(met.said()::contains)
                .anyMatch(secret -> !met.attack().statement().contains(secret));
    }

    private static List<Attack> attacks() {
        String text;
        try (InputStream in = Objects.requireNonNull(AttackCorpusTest.class.getResourceAsStream("attacks.tsv"))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.lines().skip(1).map(AttackCorpusTest::attack).toList();
    }

    private static Attack attack(String line) {
        String[] cells = line.split("\t");
        String statement = cells[2].replace("{canary}", canary.toString())
                .replace("{folder}", root.toString())
                .replace("{internal}", publication.file(Audience.INTERNAL).toString())
                .replace("{analyst}", publication.file(Audience.ANALYST).toString());
        String whole = REPEATED.matcher(statement)
                .replaceAll(part -> java.util.regex.Matcher.quoteReplacement(
                        part.group(1).repeat(Integer.parseInt(part.group(2)))));
        return new Attack(cells[0], cells[1], whole);
    }

    private static String hash(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Every file of the home and how large it is. */
    private static Map<String, String> listing() {
        var files = new TreeMap<String, String>();
        try (Stream<Path> entries = Files.walk(root)) {
            for (Path entry : entries.toList()) {
                files.put(
                        root.relativize(entry).toString(),
                        Files.isDirectory(entry) ? "" : Files.size(entry) + " " + Files.getLastModifiedTime(entry));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static final QuestionAudit NOBODY_LISTENS = new QuestionAudit() {
        @Override
        public void begins(Entry entry) {
            // the audit has tests of its own
        }

        @Override
        public void ends(Entry entry) {
            // the audit has tests of its own
        }
    };
}
