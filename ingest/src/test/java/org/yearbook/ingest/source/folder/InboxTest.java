package org.yearbook.ingest.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.folder.Inbox.BundleFolder;
import org.yearbook.ingest.source.folder.Inbox.LoneFile;
import org.yearbook.ingest.source.folder.Inbox.Zip;

class InboxTest {

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void inbox() throws IOException {
        root = Files.createDirectory(folder.resolve("inbox"));
    }

    private Path file(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "a,b\n1,2\n");
    }

    private List<String> left(Inbox inbox) {
        return inbox.left().stream()
                .map(left -> root.relativize(left.path()) + ": " + left.reason())
                .toList();
    }

    @Test
    void findsNothingWhereThereIsNoInbox() {
        assertThat(Inbox.scan(root.resolve("nowhere")).items()).isEmpty();
    }

    @Test
    void tellsLoneFilesZipsAndBundleFoldersApart() throws IOException {
        Path staff = file("hr-staff.csv");
        Path zip = file("OneRoster.ZIP");
        Path manifest = file("bundle/manifest.csv");
        Path users = file("bundle/users.csv");
        Inbox inbox = Inbox.scan(root);
        assertThat(inbox.items())
                .containsExactlyInAnyOrder(
                        new LoneFile(staff),
                        new Zip(zip),
                        new BundleFolder(root.resolve("bundle"), List.of(manifest, users)));
        assertThat(inbox.left()).isEmpty();
    }

    @Test
    void takesRosterFilesBesideAManifestForOneBundle() throws IOException {
        Path manifest = file("manifest.csv");
        Path sessions = file("academicSessions.csv");
        Path orgs = file("orgs.csv");
        Path staff = file("hr-staff.csv");
        assertThat(Inbox.scan(root).items())
                .containsExactlyInAnyOrder(
                        new BundleFolder(root, List.of(sessions, manifest, orgs)), new LoneFile(staff));
    }

    @Test
    void looksPastHiddenFilesAndWhatWasPutAway() throws IOException {
        file(".DS_Store");
        file(".taken/2026-05-14/hr-staff.csv");
        file(".held/2026-05-14/hr-staff.csv");
        file("Thumbs.db");
        Inbox inbox = Inbox.scan(root);
        assertThat(inbox.items()).isEmpty();
        assertThat(inbox.left()).isEmpty();
    }

    @Test
    void leavesUnfinishedUploadsAndSaysSo() throws IOException {
        file("hr-staff.csv.part");
        file("hr-staff.csv.filepart");
        file("x.tmp");
        file("~$hr-staff.xlsx");
        Inbox inbox = Inbox.scan(root);
        assertThat(inbox.items()).isEmpty();
        assertThat(left(inbox))
                .hasSize(4)
                .allSatisfy(left -> assertThat(left)
                        .contains(left.startsWith("~$") ? "somebody has the file open" : "still being uploaded"));
    }

    @Test
    void leavesAFileThatGrowsWhileItIsLookedAt() throws IOException, InterruptedException {
        Path growing = file("hr-staff.csv");
        file("hr-assignments.csv");
        var writer = new Thread(() -> {
            try {
                while (!Thread.interrupted()) {
                    Files.writeString(growing, "1,2\n", StandardOpenOption.APPEND);
                    Thread.sleep(1);
                }
            } catch (IOException | InterruptedException e) {
                // Told to stop.
            }
        });
        writer.start();
        Inbox inbox = new Scan(root, Duration.ofMillis(300)).look();
        writer.interrupt();
        writer.join();
        assertThat(inbox.items()).containsExactly(new LoneFile(root.resolve("hr-assignments.csv")));
        assertThat(left(inbox)).singleElement().asString().contains("hr-staff.csv: It changed while it was looked at");
    }

    @Test
    void waitsForAWholeBundleWhileOneOfItsFilesIsUnfinished() throws IOException {
        file("bundle/manifest.csv");
        file("bundle/users.csv.part");
        Inbox inbox = Inbox.scan(root);
        assertThat(inbox.items()).isEmpty();
        assertThat(left(inbox)).singleElement().asString().contains("bundle is taken once it is complete");
    }

    @Test
    void refusesLinks() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.csv"), "secret");
        Files.createSymbolicLink(root.resolve("hr-staff.csv"), elsewhere);
        Files.createSymbolicLink(root.resolve("folder"), folder);
        Inbox inbox = Inbox.scan(root);
        assertThat(inbox.items()).isEmpty();
        assertThat(left(inbox)).hasSize(2).allSatisfy(left -> assertThat(left).contains("It is a link"));
    }

    @Test
    void leavesFoldersThatAreNoBundle() throws IOException {
        file("old exports/hr-staff.csv");
        Inbox inbox = Inbox.scan(root);
        assertThat(inbox.items()).isEmpty();
        assertThat(left(inbox)).singleElement().asString().contains("a folder without a manifest.csv");
    }

    @Test
    void leavesFoldersInsideABundle() throws IOException {
        Path manifest = file("bundle/manifest.csv");
        file("bundle/outputs/users.csv");
        Inbox inbox = Inbox.scan(root);
        assertThat(inbox.items()).containsExactly(new BundleFolder(root.resolve("bundle"), List.of(manifest)));
        assertThat(left(inbox)).singleElement().asString().startsWith("bundle/outputs:");
    }

    @Test
    void saysWhenAnAcceptanceAcceptsNothing() throws IOException {
        file("hr-staff.csv");
        file("hr-staff.csv.accept");
        file("hr-assignments.csv.accept");
        Inbox inbox = Inbox.scan(root);
        assertThat(inbox.items()).containsExactly(new LoneFile(root.resolve("hr-staff.csv")));
        assertThat(left(inbox)).singleElement().asString().contains("accepts hr-assignments.csv");
    }
}
