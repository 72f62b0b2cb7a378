package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.SamplePublication;

class StartTest {

    @TempDir
    Path folder;

    private record Outcome(int status, String out, String errors) {}

    private static Outcome run(String... arguments) {
        var out = new StringWriter();
        var errors = new StringWriter();
        int status = YearbookServer.command()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
        return new Outcome(status, out.toString(), errors.toString());
    }

    @Test
    void wrongOptionsEndWithStatusTwoAndTheUsage() {
        assertThat(run().status()).isEqualTo(2);
        assertThat(run("--home", folder.toString(), "--colour").errors()).contains("--colour", "Usage: yearbook serve");
        assertThat(run("--home", folder.toString(), "--port", "many").status()).isEqualTo(2);
        assertThat(run("--home", folder.toString(), "--port", "70000").errors()).contains("between 0 and 65535");
        assertThat(run("--help").status()).isZero();
    }

    @Test
    void aFolderThatIsNoHomeEndsWithStatusTwoAndWhatToDo() {
        Outcome outcome = run("--home", folder.resolve("none").toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors()).contains("yearbook init").hasLineCount(1);
    }

    @Test
    void aSettingThatIsWrongIsNamed() throws IOException {
        Files.writeString(folder.resolve("district.yaml"), "nme: Typo\n");
        Outcome outcome = run("--home", folder.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors()).contains("'nme' is not a setting");
    }

    @Test
    void aSettingOfTheSignInThatIsWrongIsNamed() throws IOException {
        var sample = SamplePublication.emptyHome(folder);
        Files.writeString(sample.home().root().resolve("sign-in.yaml"), "version: 1\nproxys: []\n");
        Outcome outcome = run("--home", sample.home().root().toString(), "--port", "0");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors()).contains("sign-in.yaml", "'proxys' is not a setting");
    }

    @Test
    void theFirstStartSaysOnTheConsoleHowToBecomeAdministrator() {
        var text = new StringWriter();
        var server = TestServer.start(SamplePublication.emptyHome(folder), false);
        try {
            YearbookServer.greet(new PrintWriter(text), server.running());
            assertThat(text.toString())
                    .contains(
                            server.url() + "/first", server.running().greeting().firstCode());
        } finally {
            server.close();
        }
    }

    @Test
    void aPortInUseEndsWithStatusTwoInOneLine() throws IOException {
        var sample = SamplePublication.emptyHome(folder);
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            Outcome outcome =
                    run("--home", sample.home().root().toString(), "--port", String.valueOf(taken.getLocalPort()));
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.errors()).contains("is in use", "--port").hasLineCount(1);
        }
    }

    @Test
    void aHomeThatAnotherServerUsesIsRefused() {
        Outcome outcome =
                run("--home", TestServer.shared().sample().home().root().toString(), "--port", "0");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors())
                .contains("Another Yearbook server already uses this home")
                .hasLineCount(1);
    }

    @Test
    void theConsoleSaysWhereTheServerIsAndHowToSignIn() {
        var text = new StringWriter();
        var server = TestServer.shared();
        YearbookServer.greet(new PrintWriter(text), server.running());
        assertThat(text.toString())
                .contains("Cedar Valley School District", server.url(), "superintendent", server.password("clerk"))
                .hasLineCount(6);
    }
}
