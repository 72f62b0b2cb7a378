package org.yearbook.ingest.source.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.pull.ConfiguredSource;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.ingest.source.pull.PullResult;
import org.yearbook.ingest.source.pull.SourceHome;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;

/** Against a real SFTP server. */
class SftpSourceTest {

    @TempDir
    Path folder;

    private Path files;
    private SshServer server;
    private String fingerprint;
    private KeyPair userKey;
    private final AtomicReference<Runnable> onSignIn = new AtomicReference<>(() -> {});

    @BeforeEach
    void serve() throws IOException, NoSuchAlgorithmException {
        files = Files.createDirectories(folder.resolve("server"));
        Files.createDirectories(files.resolve("out"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair hostKey = generator.generateKeyPair();
        userKey = generator.generateKeyPair();
        fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((user, password, session) -> {
            onSignIn.get().run();
            return user.equals("district") && password.equals("pass word");
        });
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("district") && KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(files));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    private SourceHome home(String pattern, String login) {
        return home(pattern, login, fingerprint);
    }

    private SourceHome home(String pattern, String login, String hostKey) {
        return new SourceHome(folder.resolve("home"))
                .secret("PASSWORD", "pass word")
                .sources("""
                - name: drop
                  kind: sftp
                  host: 127.0.0.1
                  port: %d
                  user: district
                  %s
                  hostKey: "%s"
                  files: ["%s"]
                """.formatted(server.getPort(), login, hostKey, pattern));
    }

    private static final String PASSWORD = "password: env:PASSWORD";

    private void put(String name, String text) throws IOException {
        Files.writeString(files.resolve(name), text);
    }

    @Test
    void filesThatFitAreTakenAndOthersAreNot() throws IOException {
        put("out/hr-staff.csv", "a\n1\n");
        put("out/hr-assignments.csv", "a\n2\n");
        put("out/notes.txt", "no");
        put("out/.hidden.csv", "no");
        put("out/hr-late.csv.part", "no");
        put("out/hr-late.csv", "old");
        Files.createDirectories(files.resolve("out/folder.csv"));
        SourceHome home = home("out/*.csv", PASSWORD);
        PullResult result = home.pull("2026-11-25");
        assertThat(result.failure()).isNull();
        assertThat(home.inbox()).containsExactly("hr-assignments.csv", "hr-staff.csv");
        assertThat(Files.readString(home.home().inbox().resolve("hr-staff.csv")))
                .isEqualTo("a\n1\n");
    }

    @Test
    void whatWasTakenIsNotTakenAgainUntilItChanges() throws IOException {
        put("out/hr-staff.csv", "a\n1\n");
        SourceHome home = home("out/*.csv", PASSWORD);
        assertThat(home.pull("2026-11-25").items()).hasSize(1);
        home.takeAll();
        assertThat(home.pull("2026-11-26").items()).isEmpty();
        put("out/hr-staff.csv", "a\n2\n");
        Files.setLastModifiedTime(
                files.resolve("out/hr-staff.csv"), FileTime.from(Instant.parse("2026-11-26T10:00:00Z")));
        put("out/hr-assignments.csv", "a\n1\n");
        assertThat(home.pull("2026-11-27").items()).containsExactlyInAnyOrder("hr-staff.csv", "hr-assignments.csv");
        home.takeAll();
        Files.delete(files.resolve("out/hr-assignments.csv"));
        assertThat(home.pull("2026-11-28").items()).isEmpty();
        assertThat(home.state("drop").marks()).containsOnlyKeys("out/hr-staff.csv");
    }

    @Test
    void theDaysOfNightsThatWereNotRunAreLookedForLater() throws IOException {
        for (String day : List.of("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24")) {
            put("out/usage-" + day + ".csv", "a\n" + day + "\n");
        }
        SourceHome home = home("out/usage-{date}.csv", PASSWORD);
        assertThat(home.pull("2026-11-21").items()).containsExactly("usage-2026-11-21.csv");
        home.takeAll();
        assertThat(home.pull("2026-11-24").items())
                .containsExactlyInAnyOrder("usage-2026-11-22.csv", "usage-2026-11-23.csv", "usage-2026-11-24.csv");
        home.takeAll();
        assertThat(home.pull("2026-11-24").items()).isEmpty();
    }

    @Test
    void filesComeInTheOrderInWhichTheyWereWrittenWhateverTheyAreCalled() throws IOException {
        put("out/hr-staff-12312025.csv", "a\n1\n");
        put("out/hr-staff-01022026.csv", "a\n2\n");
        Files.setLastModifiedTime(
                files.resolve("out/hr-staff-12312025.csv"), FileTime.from(Instant.parse("2025-12-31T10:00:00Z")));
        Files.setLastModifiedTime(
                files.resolve("out/hr-staff-01022026.csv"), FileTime.from(Instant.parse("2026-01-02T10:00:00Z")));
        SourceHome home = home("out/*.csv", PASSWORD);
        assertThat(home.pull("2026-01-05").items()).containsExactly("hr-staff-12312025.csv", "hr-staff-01022026.csv");
        Path inbox = home.home().inbox();
        assertThat(Files.getLastModifiedTime(inbox.resolve("hr-staff-01022026.csv")))
                .as("what is taken later is what landing takes for the newer one")
                .isGreaterThan(Files.getLastModifiedTime(inbox.resolve("hr-staff-12312025.csv")));
    }

    @Test
    void aFileThatWasHeldBackIsNotDeliveredEveryNight() throws IOException {
        put("out/hr-staff.csv", "a\n1\n");
        SourceHome home = home("out/*.csv", PASSWORD);
        home.pull("2026-11-25");
        home.holdAll();
        assertThat(home.pull("2026-11-26").items()).isEmpty();
        assertThat(home.state("drop").fullNext()).isFalse();
    }

    @Test
    void aKeyServesInsteadOfAPassword() throws IOException {
        put("out/hr-staff.csv", "a\n1\n");
        var pem = new StringWriter();
        pem.write("-----BEGIN PRIVATE KEY-----\n");
        pem.write(Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(userKey.getPrivate().getEncoded()));
        pem.write("\n-----END PRIVATE KEY-----\n");
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/id"), pem.toString());
        SourceHome home = home("out/*.csv", "key: file:id");
        PullResult result = home.pull("2026-11-25");
        assertThat(result.failure()).isNull();
        assertThat(home.inbox()).containsExactly("hr-staff.csv");
    }

    @Test
    void aServerWithAnotherKeyIsToldNothing() {
        List<String> signIns = new ArrayList<>();
        onSignIn.set(() -> signIns.add("asked"));
        PullResult result =
                home("out/*.csv", PASSWORD, "SHA256:" + "A".repeat(43)).pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).contains(fingerprint).contains("not the pinned one");
        assertThat(signIns).isEmpty();
    }

    @Test
    void aWrongPasswordIsToldAndNotTriedAgain() {
        List<String> signIns = new ArrayList<>();
        onSignIn.set(() -> signIns.add("asked"));
        SourceHome home = home("out/*.csv", PASSWORD).secret("PASSWORD", "wr0ng");
        PullResult result = home.pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason())
                .contains("does not accept the user")
                .doesNotContain("wr0ng");
        assertThat(signIns.size()).isLessThan(4);
        assertThat(home.time().slept()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        PullResult result = home("elsewhere/*.csv", PASSWORD).pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).contains("There is no folder 'elsewhere/'");
    }

    @Test
    void datedNamesFollowTheNight() throws IOException {
        put("out/usage-2026-11-24.csv", "a\n1\n");
        put("out/usage-2026-11-23.csv", "a\n1\n");
        SourceHome home = home("unused", PASSWORD).sources("""
                        - name: drop
                          kind: sftp
                          host: 127.0.0.1
                          port: %d
                          user: district
                          password: env:PASSWORD
                          hostKey: "%s"
                          daysBack: 1
                          files: ["out/usage-{date}.csv"]
                        """.formatted(server.getPort(), fingerprint));
        assertThat(home.pull("2026-11-25").items()).containsExactly("usage-2026-11-24.csv");
    }

    @Test
    void aFileThatGrowsIsLeftForNextTime() throws IOException {
        put("out/hr-staff.csv", "a\n1\n");
        put("out/growing.csv", "a\n");
        SourceHome home = home("out/*.csv", PASSWORD);
        // Somebody writes to it between the two looks: while the pull waits.
        home.time().whenSleeping(() -> {
            try {
                put("out/growing.csv", "a\n1\n2\n");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        PullResult result = home.pull("2026-11-25");
        assertThat(result.items()).containsExactly("hr-staff.csv");
        assertThat(result.notes())
                .extracting(PullNote::message)
                .anyMatch(text -> text.startsWith("growing.csv changed"));
        home.takeAll();
        home.time().whenSleeping(() -> {});
        assertThat(home.pull("2026-11-26").items()).containsExactly("growing.csv");
    }

    @Test
    void aTransferThatTakesTooLongIsGivenUp() throws IOException {
        put("out/hr-staff.csv", "a\n1\n");
        SourceHome home = home("out/*.csv", PASSWORD);
        home.time().whenSleeping(() -> home.time().pass(Duration.ofHours(3)));
        PullResult result = home.pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).contains("hr-staff.csv", "within the time");
        assertThat(home.inbox()).isEmpty();
    }

    @Test
    void aFileBeyondAllMeasureIsNotBegun() throws IOException {
        try (var large = new RandomAccessFile(files.resolve("out/large.csv").toFile(), "rw")) {
            large.setLength(9L << 30);
        }
        PullResult result = home("out/*.csv", PASSWORD).pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).isEqualTo("large.csv on 127.0.0.1 is larger than 8 GiB.");
    }

    @Test
    void whatWouldAcceptAnotherFileOrIsUnfinishedIsNeverTaken() throws IOException {
        put("out/hr-staff.csv", "a\n1\n");
        put("out/hr-staff.csv.accept", "");
        put("out/hr-staff.csv.swp", "a\n");
        put("out/Thumbs.db", "a\n");
        assertThat(home("out/*", PASSWORD).pull("2026-11-25").items()).containsExactly("hr-staff.csv");
    }

    @Test
    void aServerThatIsGoneIsToldAfterSomeTries() throws IOException {
        SourceHome home = home("out/*.csv", PASSWORD);
        server.stop(true);
        PullResult result = home.pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).contains("cannot be reached by SFTP");
        assertThat(home.time().slept()).hasSize(2);
    }

    @Test
    void aTrialSaysHowManyFilesFit() throws IOException, PullFailure {
        put("out/hr-staff.csv", "a\n1\n");
        SourceHome home = home("out/*.csv", PASSWORD);
        ConfiguredSource source = home.read().get(0);
        List<String> told = new ArrayList<>();
        source.source().check(home.context(source), told::add);
        assertThat(told).hasSize(2).anyMatch("1 files fit 'files'."::equals);
        assertThat(home.inbox()).isEmpty();
    }

    private SftpDrop drop(String folderOnServer, String login, String hostKey) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(
                home.resolve("district.yaml"), """
                name: Cedar Valley
                federal:
                  hand_in:
                    deliver:
                      sftp:
                        host: 127.0.0.1
                        port: %d
                        user: district
                        %s
                        hostKey: "%s"
                        folder: %s
                """.formatted(server.getPort(), login, hostKey, folderOnServer));
        return SftpDrop.of(DistrictHome.open(home), Clock.systemUTC(), Map.of("PASSWORD", "pass word"))
                .orElseThrow();
    }

    @Test
    void whatIsHandedOnAppearsUnderItsNameOnceItIsComplete() throws IOException, PullFailure {
        Path file = Files.writeString(folder.resolve("ILSCHMEMBERv0001.tab"), "1\t2\r\n");
        SftpDrop drop = drop("out", PASSWORD, fingerprint);
        drop.put(List.of(file));
        assertThat(files.resolve("out")).isDirectoryContaining("glob:**/ILSCHMEMBERv0001.tab");
        assertThat(Files.readString(files.resolve("out/ILSCHMEMBERv0001.tab"))).isEqualTo("1\t2\r\n");
        assertThat(files.resolve("out/ILSCHMEMBERv0001.tab.part")).doesNotExist();
        assertThat(drop.told()).isEqualTo("sftp://127.0.0.1/out/");
    }

    @Test
    void anotherFileOfTheSameNameOnTheServerIsNotWrittenOverAndNothingIsPutBesideIt() throws IOException, PullFailure {
        Path district = Files.writeString(folder.resolve("ILLEAMEMBERv0001.tab"), "1\t1\r\n");
        Path schools = Files.writeString(folder.resolve("ILSCHMEMBERv0001.tab"), "1\t2\r\n");
        put("out/ILSCHMEMBERv0001.tab", "1\t3\r\n");
        SftpDrop drop = drop("out", PASSWORD, fingerprint);
        assertThatThrownBy(() -> drop.put(List.of(district, schools)))
                .isInstanceOf(PullFailure.class)
                .hasMessageContaining("another file called out/ILSCHMEMBERv0001.tab");
        assertThat(files.resolve("out/ILSCHMEMBERv0001.tab")).hasContent("1\t3\r\n");
        assertThat(files.resolve("out/ILLEAMEMBERv0001.tab")).doesNotExist();
        put("out/ILSCHMEMBERv0001.tab", "1\t2\r\n");
        drop.put(List.of(district, schools));
        assertThat(Files.readString(files.resolve("out/ILLEAMEMBERv0001.tab"))).isEqualTo("1\t1\r\n");
    }

    @Test
    void nothingIsHandedToAServerWithAnotherKeyOrIntoAFolderThatIsNotThere() throws IOException {
        Path file = Files.writeString(folder.resolve("ILSCHMEMBERv0001.tab"), "1\t2\r\n");
        SftpDrop other = drop("out", PASSWORD, "SHA256:" + "A".repeat(43));
        assertThatThrownBy(() -> other.put(List.of(file)))
                .isInstanceOf(PullFailure.class)
                .hasMessageContaining("not the pinned one");
        SftpDrop nowhere = drop("nowhere", PASSWORD, fingerprint);
        assertThatThrownBy(() -> nowhere.put(List.of(file)))
                .isInstanceOf(PullFailure.class)
                .hasMessageContaining("did not take nowhere/ILSCHMEMBERv0001.tab");
    }

    @Test
    void aPasswordInTheFileItselfIsRefusedForADeliveryToo() {
        assertThatThrownBy(() -> drop("out", "password: secret", fingerprint))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("must not stand in this file")
                .hasMessageNotContainingAny("password: secret");
    }
}
