package org.yearbook.dashboard;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.state.StateCopy;
import org.yearbook.dashboard.state.StoredState;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.keep.Backup;
import org.yearbook.warehouse.keep.KeepException;
import org.yearbook.warehouse.keep.Passphrase;
import org.yearbook.warehouse.query.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yearbook backup}: a home in one file, while the server runs and nights may. */
@Command(
        name = "yearbook backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts everything of a home into one file, as it was at one moment. The server and the nights may go on.",
            "A backup names students and holds keys: keep it as the home itself, or give it a passphrase."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the backup is whole",
            "1:the backup is made, and something in the home is not as it was written; the message says what",
            "2:no backup was made; the message says why"
        })
final class BackupCommand implements Callable<Integer> {

    private static final int DAMAGED = 1;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MEGABYTE = 1_000_000;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE|DIR",
            description = "where to; in a folder, the file is named by the moment, and earlier ones stay")
    private Path out = Path.of("");

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "encrypts the backup with the passphrase on the first line of the file")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--without-earlier-nights",
            description = "leaves out the publications of nights before the one in force: smaller; a restored home"
                    + " cannot be rolled back behind it")
    private boolean withoutEarlierNights;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;

    BackupCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        DistrictHome opened = home.open();
        try {
            Passphrase passphrase = passphraseFile == null ? null : Passphrase.read(passphraseFile);
            Path file = file(opened, passphrase != null);
            // Into the backup goes, too, who made it.
            note(opened, file);
            if (!Files.exists(StoredState.file(opened))) {
                return tell(make(opened, Map.of(), file, passphrase), List.of());
            }
            try (StateCopy state = StateCopy.of(opened)) {
                return tell(make(opened, state.files(), file, passphrase), state.faults());
            }
        } catch (KeepException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return YearbookServer.USAGE;
        }
    }

    private Backup.Made make(
            DistrictHome opened, Map<String, Path> instead, Path file, @Nullable Passphrase passphrase) {
        return Backup.make(new Backup.Order(opened, instead, !withoutEarlierNights, file, passphrase), clock);
    }

    private Path file(DistrictHome opened, boolean encrypted) {
        Path absolute = out.toAbsolutePath().normalize();
        if (absolute.startsWith(opened.root())) {
            throw new KeepException(
                    "--out lies in the home itself. A backup belongs on another disk, best on another" + " machine.");
        }
        if (Files.isDirectory(absolute)) {
            return absolute.resolve(
                    "yearbook-" + STAMP.format(clock.instant()) + (encrypted ? ".backup.aes" : ".backup.zip"));
        }
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new KeepException("--out: there is no folder " + folder + ". Make it, or write somewhere else.");
        }
        return absolute;
    }

    private void note(DistrictHome opened, Path file) {
        try (AuditLog log = AuditLog.open(opened, clock)) {
            log.append(System.getProperty("user.name", "unknown"), "", "yearbook backup --out " + file, 0, "answered");
        }
    }

    private int tell(Backup.Made made, List<String> faults) {
        PrintWriter console = spec.commandLine().getOut();
        List<String> notes = new ArrayList<>(made.notes());
        notes.addAll(faults);
        notes.forEach(console::println);
        console.println(Numbers.of(made.files(), "file", "files") + " of "
                + Numbers.whole(Math.max(1, made.bytes() / MEGABYTE)) + " MB are in " + made.file() + " ("
                + Numbers.whole(Math.max(1, made.size() / MEGABYTE)) + " MB)"
                + (made.asOf().isEmpty() ? "." : ", with the numbers of " + made.asOf() + "."));
        console.flush();
        return made.damaged() || !faults.isEmpty() ? DAMAGED : 0;
    }
}
