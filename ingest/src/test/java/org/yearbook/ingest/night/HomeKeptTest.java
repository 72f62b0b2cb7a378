package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.keep.Backup;
import org.yearbook.warehouse.keep.KeptHome;
import org.yearbook.warehouse.keep.Passphrase;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;

/** A home is backed up, restored elsewhere, rolled back and looked through; disks forget bits meanwhile. */
class HomeKeptTest {

    private static final String ABSENCES = "employee_id,absence_date,days,reason\n";
    private static final String STAFF =
            "employee_id,legal_first_name,legal_last_name,birth_date,hire_date,separation_date,separation_reason,status\n";

    private static final int FLIPS = Boolean.getBoolean("yearbook.long") ? 200 : 5;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static TestHome home;
    private static Path backup;
    private static Path sealed;
    private static Path passphrase;

    @BeforeAll
    static void twoNights() throws IOException {
        home = new TestHome(shared.resolve("home of ours"));
        deliver(home, 1);
        assertThat(home.night("2026-05-14")).as(home.said()).isZero();
        deliver(home, 2);
        assertThat(home.night("2026-05-15")).as(home.said()).isZero();
        passphrase = Files.writeString(shared.resolve("passphrase"), "seven words that nobody guesses\n");
        backup = backup(home, shared.resolve("home.zip"), null);
        sealed = backup(home, shared.resolve("home.aes"), Passphrase.read(passphrase));
    }

    private static void deliver(TestHome to, int absences) {
        var rows = new StringBuilder(ABSENCES);
        for (int i = 1; i <= absences; i++) {
            rows.append("1,2025-09-1").append(i).append(",1,Personal leave\n");
        }
        to.deliver("hr-absences-2025-26.csv", rows.toString());
        to.deliver("hr-staff.csv", STAFF + "1,Ann,Roe,1980-01-01,2019-08-01,,,Active\n");
    }

    private static Path backup(TestHome of, Path to, Passphrase with) {
        Backup.Made made = Backup.make(new Backup.Order(of.home(), Map.of(), true, to, with), Clock.systemUTC());
        assertThat(made.notes()).isEmpty();
        assertThat(made.asOf()).isEqualTo("2026-05-15");
        return made.file();
    }

    private record Said(int status, String words) {}

    private static Said run(Object... arguments) {
        var words = new StringWriter();
        int status = YearbookIngest.commandLine()
                .setOut(new PrintWriter(words, true))
                .setErr(new PrintWriter(words, true))
                .execute(Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
        return new Said(status, words.toString());
    }

    private TestHome restored() {
        Path to = folder.resolve("restored");
        Said said = run("restore", backup, "--home", to);
        assertThat(said.status()).as(said.words()).isZero();
        return TestHome.at(to);
    }

    private static void remove(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Said verify(TestHome of) {
        return run("verify", "--home", of.home().root());
    }

    @Test
    void aHomeRestoredElsewhereGoesOnLikeTheOneThatWasNeverMoved() throws IOException {
        Path to = folder.resolve("elsewhere");
        Said said = run("restore", sealed, "--home", to, "--passphrase-file", passphrase);
        assertThat(said.words()).contains("with the numbers of 2026-05-15");
        assertThat(said.status()).isZero();
        TestHome elsewhere = TestHome.at(to);
        Said verified = verify(elsewhere);
        assertThat(verified.words()).contains("are as they were written").doesNotContain("no checksum");
        assertThat(verified.status()).isZero();

        deliver(home, 3);
        assertThat(home.night("2026-05-16")).as(home.said()).isZero();
        // Nothing of the restored home may lead back to where it was.
        Path away = Files.move(home.home().root(), folder.resolve("away"));
        deliver(elsewhere, 3);
        assertThat(elsewhere.night("2026-05-16")).as(elsewhere.said()).isZero();
        assertThat(elsewhere.number("select count(*) from fact_staff_absence")).isEqualTo(3);
        TwoHomes.assertSamePublication(TestHome.at(away), elsewhere);
        Said after = verify(elsewhere);
        assertThat(after.status()).as(after.words()).isZero();
        assertThat(elsewhere.night("2026-05-16")).as("nothing new").isEqualTo(5);
    }

    @Test
    void backupsTakenWhileANightRunsAreEachOfOneMoment() throws Exception {
        TestHome busy = restored();
        deliver(busy, 3);
        List<Path> taken = new ArrayList<>();
        var other = Executors.newSingleThreadExecutor();
        Future<Integer> night = other.submit(() -> busy.night("2026-05-16"));
        do {
            Path file = folder.resolve("backup-" + taken.size());
            Backup.make(new Backup.Order(busy.home(), Map.of(), false, file, null), Clock.systemUTC());
            taken.add(file);
        } while (!night.isDone());
        other.shutdown();
        assertThat(night.get()).as(busy.said()).isZero();
        assertThat(taken).hasSizeGreaterThan(2);
        for (int part = 0; part <= 2; part++) {
            Path file = taken.get(part * (taken.size() - 1) / 2);
            Path to = folder.resolve("of-" + part);
            assertThat(run("restore", file, "--home", to).status()).isZero();
            Said said = verify(TestHome.at(to));
            assertThat(said.status()).as(said.words()).isZero();
        }
        TestHome midway = TestHome.at(folder.resolve("of-1"));
        deliver(midway, 3);
        midway.night("2026-05-16");
        assertThat(midway.number("select count(*) from fact_staff_absence")).isEqualTo(3);
        Said said = verify(midway);
        assertThat(said.status()).as(said.words()).isZero();
    }

    @Test
    void aBackupThatWasDamagedIsRefusedAndLeavesNothingBehind() throws IOException {
        var random = new Random(7);
        Path to = folder.resolve("new");
        for (Path whole : List.of(backup, sealed)) {
            byte[] bytes = Files.readAllBytes(whole);
            List<byte[]> damaged = new ArrayList<>(
                    List.of(Arrays.copyOf(bytes, bytes.length / 2), Arrays.copyOf(bytes, 10), Arrays.copyOf(bytes, 0)));
            for (int i = 0; i < (whole == sealed ? 1 : 3); i++) {
                byte[] flipped = bytes.clone();
                // Within the first half: behind it a ZIP says everything for a second time.
                flipped[random.nextInt(bytes.length / 2)] ^= (byte) (1 << random.nextInt(8));
                damaged.add(flipped);
            }
            for (byte[] one : damaged) {
                Path file = Files.write(folder.resolve("damaged"), one);
                Said said = run("restore", file, "--home", to, "--passphrase-file", passphrase);
                if (said.status() == 0) {
                    // A ZIP also has dates and the like, which are not restored: then nothing that is may be another.
                    assertThat(one).as("its length").hasSameSizeAs(bytes);
                    assertThat(run("verify", "--home", to).status()).isZero();
                    remove(to);
                    continue;
                }
                assertThat(said.status()).as(said.words()).isEqualTo(2);
                assertThat(said.words()).contains("Nothing was restored").doesNotContain("Exception");
                assertThat(to).doesNotExist();
            }
        }
        Path wrong = Files.writeString(folder.resolve("wrong"), "some other passphrase\n");
        assertThat(run("restore", sealed, "--home", to, "--passphrase-file", wrong)
                        .words())
                .contains("the passphrase is another one");
        assertThat(run("restore", sealed, "--home", to).words()).contains("--passphrase-file");
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("mine.txt"), "mine");
        assertThat(run("restore", backup, "--home", full).words()).contains("is not empty");
        assertThat(full.toFile().list()).containsExactly("mine.txt");
    }

    @Test
    void aBitThatFlipsInAnyFileThatMattersIsFoundAndTold() throws IOException {
        TestHome restored = restored();
        Path root = restored.home().root();
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile)
                    .filter(
                            file -> root.relativize(file)
                                    .toString()
                                    .matches(
                                            "(lake|landing|publications|releases)/.*|runs/.*/night.json|checksums.sha256|format"))
                    .filter(file -> !file.toString().matches(".*(\\.lock|\\.crc|version-hint.text)"))
                    .sorted()
                    .toList();
        }
        var random = new Random(11);
        List<Path> hit = new ArrayList<>(
                List.of(restored.home().publications().resolve("current.json"), root.resolve("format")));
        for (int i = 0; i < FLIPS; i++) {
            hit.add(files.get(random.nextInt(files.size())));
        }
        for (Path file : hit) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0) {
                byte[] flipped = bytes.clone();
                flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
                Files.write(file, flipped);
                Said said = verify(restored);
                assertThat(said.status()).as(file + ": " + said.words()).isNotZero();
                if (!file.endsWith("checksums.sha256")) {
                    assertThat(said.words()).contains(file.getFileName().toString());
                }
                Files.write(file, bytes);
            }
        }
        Path lost = restored.home().landing();
        try (Stream<Path> all = Files.walk(lost)) {
            lost = all.filter(file -> file.endsWith("rows.parquet")).findFirst().orElseThrow();
        }
        Files.move(lost, folder.resolve("lost"));
        assertThat(verify(restored).words()).contains(root.relativize(lost) + " is missing", "from a backup");
        Path damaged = folder.resolve("damaged.zip");
        Files.move(folder.resolve("lost"), lost);
        assertThat(verify(restored).status()).isZero();
        Files.writeString(lost, "rotten", StandardOpenOption.APPEND);
        Backup.Made made =
                Backup.make(new Backup.Order(restored.home(), Map.of(), true, damaged, null), Clock.systemUTC());
        assertThat(made.damaged()).isTrue();
        assertThat(made.notes()).singleElement().asString().contains("is not as the night wrote it");
    }

    @Test
    void anEarlierNightIsPutInForceWithItsReasonUntilTheNextOne() throws IOException {
        TestHome restored = restored();
        Path root = restored.home().root();
        assertThat(run("rollback", "--home", root).words()).contains("2026-05-14", "2026-05-15");
        assertThat(run("rollback", "--home", root, "--reason", "a\nb").words()).contains("--reason is a line");
        assertThat(run("rollback", "--home", root, "--to", "2026-05-01", "--reason", "none")
                        .words())
                .contains("No night '2026-05-01' is kept");
        Said said = run("rollback", "--home", root, "--reason", "The file of HR was of last year.", "--by", "Ann");
        assertThat(said.status()).as(said.words()).isZero();
        assertThat(said.words()).contains("In force now: the numbers of 2026-05-14");
        assertThat(restored.number("select count(*) from fact_staff_absence")).isOne();
        var why = Publications.goneBack(restored.home()).orElseThrow();
        assertThat(why.reason()).isEqualTo("The file of HR was of last year.");
        assertThat(why.fromAsOf()).hasToString("2026-05-15");
        assertThat(Files.readString(restored.home().state().resolve("audit-sql.log")))
                .contains("\"who\":\"Ann\"", "rollback", "of last year");
        assertThat(verify(restored).status()).isZero();

        assertThat(restored.night("2026-05-16")).as("also without any delivery").isZero();
        assertThat(restored.number("select count(*) from fact_staff_absence")).isEqualTo(2);
        assertThat(Publications.goneBack(restored.home())).isEmpty();
        String newest =
                Publications.current(restored.home()).map(Publication::id).orElseThrow();
        run("rollback", "--home", root, "--reason", "Once more", "--to", "2026-05-14");
        assertThat(Publications.goneBack(restored.home())).isPresent();
        run("rollback", "--home", root, "--reason", "A mistake", "--to", newest);
        assertThat(Publications.goneBack(restored.home())).isEmpty();
    }

    @Test
    void aHomeOfALaterReleaseIsRefused() throws IOException {
        TestHome restored = restored();
        Files.writeString(restored.home().root().resolve("format"), "2\n");
        Said said = run("nightly", "--home", restored.home().root());
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.words()).contains("written by a later release").hasLineCount(1);
    }

    /**
     * A home as the first release that made backups left it. It was made by {@code init}, two nights of these
     * deliveries, {@code serve} and {@code backup}; whoever changes how a home is laid out keeps it, and adds one of
     * the new layout.
     */
    @Test
    void aHomeOfTheFirstFormatIsOpenedAndGoesOn() throws IOException {
        Path kept = KeptHome.in(folder);
        assertThat(Files.size(kept)).isLessThan(1 << 20);
        Path to = folder.resolve("old");
        assertThat(run("restore", kept, "--home", to).status()).isZero();
        TestHome old = TestHome.at(to);
        assertThat(verify(old).status()).as(verify(old).words()).isZero();
        assertThat(old.number("select count(*) from fact_staff_absence")).isEqualTo(2);
        deliver(old, 3);
        assertThat(old.night("2026-05-16")).as(old.said()).isZero();
        assertThat(old.number("select count(*) from fact_staff_absence")).isEqualTo(3);
        assertThat(verify(old).status()).as(verify(old).words()).isZero();
    }
}
