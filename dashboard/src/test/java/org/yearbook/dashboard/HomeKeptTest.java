package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditSeals;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.dashboard.state.StateException;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.keep.KeptHome;
import org.yearbook.warehouse.keep.Restoration;
import org.yearbook.warehouse.publish.GoneBack;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;

/** A home with people and an audit is kept while its server runs, and what earlier releases left is opened. */
class HomeKeptTest {

    private static final String FIRST = "20260515T020000-a";
    private static final String SECOND = "20260516T020000-b";

    @TempDir
    Path folder;

    private record Said(int status, String words) {}

    private static Said here(Object command, Object... arguments) {
        var words = new StringWriter();
        int status = YearbookServer.beside(command)
                .setOut(new PrintWriter(words))
                .setErr(new PrintWriter(words))
                .execute(Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
        return new Said(status, words.toString());
    }

    private static Said backup(DistrictHome home, Object... more) {
        return here(
                new BackupCommand(Clock.systemUTC()),
                Stream.concat(Stream.of("--home", home.root()), Stream.of(more)).toArray());
    }

    private DistrictHome restored(Path file) {
        var home = new DistrictHome(folder.resolve("restored"));
        Restoration.unpack(file, null, home).finish();
        return home;
    }

    @Test
    void peopleAndTheAuditAreKeptWhileTheServerRuns() throws Exception {
        SamplePublication sample = SamplePublication.in(folder.resolve("home"));
        TestServer server = TestServer.start(sample, true);
        Path backups = Files.createDirectory(folder.resolve("backups"));
        try {
            server.visitor("superintendent").get("/quality");
            AuditSeals.of(server.running().bean(StateDatabase.class))
                    .seal(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
            Said said = backup(sample.home(), "--out", backups);
            assertThat(said.words()).contains("with the numbers of 2026-05-15");
            assertThat(said.status()).isZero();
            assertThat(backup(sample.home(), "--out", sample.home().root().resolve("x.zip"))
                            .words())
                    .contains("lies in the home itself");
            assertThat(backup(sample.home(), "--out", folder.resolve("nowhere/x.zip"))
                            .words())
                    .contains("there is no folder");
        } finally {
            server.close();
        }
        Path file = backups.resolve(backups.toFile().list()[0]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        DistrictHome home = restored(file);
        Said audit = here(new AuditCommand(Clock.systemUTC()), "--home", home.root(), "--verify");
        assertThat(audit.words()).contains("The audit is as it was written").doesNotContain(": 0 events");
        assertThat(audit.status()).isZero();
        assertThat(here(new AuditCommand(Clock.systemUTC()), "--home", home.root(), "--person", "superintendent")
                        .words())
                .contains("Data quality");
        TestServer again = TestServer.start(home);
        try {
            assertThat(again.visitor("superintendent").get("/leadership").body())
                    .contains("Chronic absence");
        } finally {
            again.close();
        }
    }

    @Test
    void everyPageSaysThatAnEarlierNightIsInForceAndWhy() throws Exception {
        SamplePublication sample = SamplePublication.in(folder.resolve("home"));
        sample.release(FIRST);
        AnalystFile.write(sample.home());
        sample.publish(SECOND, "2026-05-16", Map.of());
        TestServer server = TestServer.start(sample, true);
        try {
            Visitor visitor = server.visitor("superintendent");
            assertThat(visitor.get("/quality").body()).doesNotContain("An earlier night is in force");
            Publication first = Publications.list(sample.home()).get(1);
            Publications.goBack(
                    sample.home(),
                    first,
                    new GoneBack(
                            SECOND, LocalDate.of(2026, 5, 16), "Ann", Instant.EPOCH, "HR sent <last> year's file."));
            for (String page : new String[] {"/quality", "/leadership"}) {
                assertThat(visitor.get(page).body())
                        .contains(
                                "An earlier night is in force again, instead of the one of Saturday, May 16, 2026.",
                                "Ann decided so: HR sent &lt;last&gt; year");
            }
            assertThat(server.visitor().get("/sign-in").body()).doesNotContain("An earlier night");
        } finally {
            server.close();
        }
    }

    @Test
    void aHomeOfTheFirstFormatIsServedAndOneOfALaterReleaseIsNot() {
        DistrictHome home = restored(KeptHome.in(folder));
        TestServer server = TestServer.start(home);
        try {
            assertThat(server.visitor("superintendent").get("/nights").body()).contains("May 15, 2026");
            server.running().bean(StateDatabase.class).sql().execute("""
                    insert into "flyway_schema_history" select "installed_rank" + 1000, '9999', 'of tomorrow', "type",
                           'V9999__of_tomorrow.sql', "checksum", "installed_by", "installed_on", "execution_time", "success"
                    from "flyway_schema_history" order by "installed_rank" desc fetch first row only""");
        } finally {
            server.close();
        }
        assertThatThrownBy(() -> StateDatabase.open(home))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("by a later release of Yearbook (9999, of tomorrow)");
    }
}
