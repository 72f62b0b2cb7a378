package org.yearbook.ingest.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.ShellWord;
import org.yearbook.warehouse.keep.Checksums;
import org.yearbook.warehouse.keep.KeepException;
import org.yearbook.warehouse.keep.Passphrase;
import org.yearbook.warehouse.keep.Restoration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook restore}: a home out of a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a home out of a backup, to the place where it was or to another one.",
            "Everything is proven before anything is in its place; a folder that is not empty is left alone."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:restored", "2:not restored, and nothing was changed; the message says why"})
public final class RestoreCommand implements Callable<Integer> {

    private static final int REFUSED = 2;

    @Parameters(paramLabel = "FILE", description = "the backup")
    private Path file = Path.of("");

    @Option(
            names = "--home",
            required = true,
            paramLabel = "DIR",
            description = "where the home shall be: a folder that is empty or does not exist")
    private Path home = Path.of("");

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "holds the passphrase, on its first line, if the backup is encrypted")
    private @Nullable Path passphraseFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var target = DistrictHome.at(home);
        boolean there = Files.exists(target.root());
        try {
            Restoration restoration =
                    Restoration.unpack(file, passphraseFile == null ? null : Passphrase.read(passphraseFile), target);
            try {
                HomeMove.move(restoration.former(), target.root(), restoration.beside());
            } catch (RuntimeException e) {
                restoration.abandon();
                throw new KeepException(
                        "The home in the backup could not be told its new place. " + FailureStory.sentence(e)
                                + " Nothing was restored; restore it to where it was, " + restoration.former()
                                + ", and report this.",
                        e);
            }
            restoration.finish();
            settle(target);
            spec.commandLine()
                    .getOut()
                    .println(String.format(Locale.ROOT, "%,d files restored to ", restoration.files()) + target.root()
                            + (restoration.asOf().isEmpty() ? "." : ", with the numbers of " + restoration.asOf() + ".")
                            + "\nNext: yearbook verify --home " + ShellWord.of(home) + ", then yearbook serve --home "
                            + ShellWord.of(home));
            return 0;
        } catch (KeepException e) {
            if (!there) {
                Files.deleteIfExists(target.root());
            }
            spec.commandLine().getErr().println(e.getMessage());
            return REFUSED;
        }
    }

    /** All files were just proven; what a night wrote that was cut off is no part of the lake, and goes first. */
    private static void settle(DistrictHome home) throws IOException {
        try (var lake = new Lake(home.lake())) {
            lake.sweep();
        }
        Checksums.noteAnew(home);
    }
}
