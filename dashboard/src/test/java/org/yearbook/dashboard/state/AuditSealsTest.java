package org.yearbook.dashboard.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.DistrictHome;

/** What the seals tell when somebody changes the trail behind its back. */
class AuditSealsTest {

    private static final Instant NOON = Instant.parse("2026-05-16T12:00:00Z");

    @TempDir
    Path folder;

    private DistrictHome home;
    private StateDatabase database;
    private AuditSeals seals;

    @BeforeEach
    void open() throws IOException {
        home = new DistrictHome(folder);
        Files.createDirectories(home.state());
        database = StateDatabase.open(home);
        seals = AuditSeals.of(database);
        for (int hour = 0; hour < 2; hour++) {
            var audit = new AuditTrail(database, at(hour * 60));
            for (int i = 0; i < 5; i++) {
                audit.atTheDoor("visitor " + i, "sign-in.refused");
            }
            seals.seal(at(hour * 60 + 10));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Clock at(long minutes) {
        return Clock.fixed(NOON.plus(Duration.ofMinutes(minutes)), ZoneOffset.UTC);
    }

    private List<String> faults() {
        return seals.verify().faults();
    }

    @Test
    void whatNobodyTouchedIsAsItWasSealedAndWhatIsNewWaits() {
        new AuditTrail(database, at(90)).atTheDoor("late", "sign-in.refused");
        seals.seal(at(94));
        AuditSeals.Report report = seals.verify();
        assertThat(report.faults()).isEmpty();
        assertThat(report.events()).isEqualTo(11);
        assertThat(report.sealed()).as("four minutes may be too few").isEqualTo(10);
        seals.seal(at(96));
        assertThat(seals.verify().sealed()).isEqualTo(11);
    }

    @Test
    void anEventThatIsChangedTakenOutOrAddedIsTold() {
        database.sql().execute("update audit set sign_in = 'nobody' where audit_id = 2");
        assertThat(faults()).singleElement().asString().startsWith("Events 1 to 5 are not as they were sealed on");
        database.sql().execute("update audit set sign_in = 'visitor 1' where audit_id = 2");
        assertThat(faults()).isEmpty();
        database.sql().execute("delete from audit where audit_id = 7");
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("Events 6 to 10 were 5 when they were sealed on")
                .endsWith("and are 4 now.");
        database.sql()
                .execute(
                        "insert into audit(audit_id, happened_at, sign_in, action, subject, rows_seen)"
                                + " select 7, happened_at, 'another', action, subject, rows_seen from audit where audit_id = 8");
        assertThat(faults()).singleElement().asString().startsWith("Events 6 to 10 are not as they were sealed");
    }

    @Test
    void aSealThatIsMadeAnewDiffersFromTheFile() throws IOException {
        database.sql().execute("update audit set subject = 'x' where audit_id = 2");
        Path file = home.state().resolve(AuditSeals.FILE);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        Files.delete(file);
        database.sql().execute("delete from audit_seal");
        seals.seal(at(70));
        assertThat(faults()).as("without the file of before nobody could tell").isEmpty();
        Files.write(file, lines);
        assertThat(faults()).anyMatch(fault -> fault.startsWith("Seal 1 is another one in audit-seals.log"));
        assertThat(faults())
                .anyMatch(fault -> fault.startsWith("Seal 2 is in audit-seals.log and not in the database"));
    }

    @Test
    void anEventThatIsPutBeforeTheFirstIsTold() {
        database.sql()
                .execute(
                        "insert into audit(audit_id, happened_at, sign_in, action, subject, rows_seen)"
                                + " select -1, happened_at, 'another', action, subject, rows_seen from audit where audit_id = 1");
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("Events 1 to 5 were 5 when they were sealed on")
                .endsWith("and are 6 now.");
    }

    @Test
    void aLineOfTheFileThatIsChangedTakenOutOrAddedIsTold() throws IOException {
        Path file = home.state().resolve(AuditSeals.FILE);
        List<String> lines = Files.readAllLines(file);
        String first = lines.get(0);
        String last = lines.get(1);

        Files.write(file, List.of(first));
        assertThat(faults()).containsExactly("Seal 2 is in the database and not in audit-seals.log.");

        for (String changed : List.of(
                last.replaceFirst("^2 6 10 5 ", "2 6 10 4 "),
                last.replaceFirst("^2 6 10 5 ", "2 7 10 5 "),
                last.replace("T13:10:00Z", "T13:20:00Z"),
                last.replaceFirst("[0-9a-f]{64}", "0".repeat(64)))) {
            assertThat(changed).isNotEqualTo(last);
            Files.write(file, List.of(first, changed));
            assertThat(faults()).containsExactly("Seal 2 is another one in audit-seals.log than in the database.");
        }

        Files.write(file, List.of(first, last, "2 is all right"));
        assertThat(faults()).containsExactly("A line of audit-seals.log is no seal.");
    }

    @Test
    void whoCanOnlyAppendToTheFileCannotPutOtherSealsInThePlaceOfTheFirst() throws IOException {
        Path file = home.state().resolve(AuditSeals.FILE);
        List<String> lines = Files.readAllLines(file);
        database.sql().execute("update audit set subject = 'x' where audit_id = 2");
        Files.delete(file);
        database.sql().execute("delete from audit_seal");
        seals.seal(at(70));
        assertThat(faults()).isEmpty();
        List<String> forged = Files.readAllLines(file);
        assertThat(forged).hasSize(1);
        Files.write(file, List.of(lines.get(0), forged.get(0)));
        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "Seal 1 is in audit-seals.log more than once.",
                        "Seal 1 is another one in audit-seals.log than in the database.");
    }

    @Test
    void aSealThatTheFileDidNotTakeIsMadeAnewAndNotMissedForGood() throws IOException {
        new AuditTrail(database, at(120)).atTheDoor("late", "sign-in.refused");
        Path file = home.state().resolve(AuditSeals.FILE);
        List<String> lines = Files.readAllLines(file);
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> seals.seal(at(130)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("audit-seals.log");
        Files.delete(file);
        Files.write(file, lines);
        seals.seal(at(190));
        AuditSeals.Report report = seals.verify();
        assertThat(report.faults()).isEmpty();
        assertThat(report.sealed()).isEqualTo(11);
    }
}
