package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.sftp.SftpDrop;
import org.yearbook.warehouse.export.DueFile;
import org.yearbook.warehouse.export.DueFiles;
import org.yearbook.warehouse.export.ExportException;
import org.yearbook.warehouse.export.ExportRun;
import org.yearbook.warehouse.export.ExportSettings;
import org.yearbook.warehouse.export.Frozen;
import org.yearbook.warehouse.export.Manifest;
import org.yearbook.warehouse.export.Version;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalSettings;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.stateform.StateForms;
import org.yearbook.warehouse.validate.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook export}: the federal files of the district, and those of its state's own. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "The district's part of the files that its state reports to the federal government, and files in layouts of",
            "the state's own, as state-files/ of the home describes them."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:a file is held, for the reasons told", "2:it cannot be done, for the reasons told"
        })
public final class ExportCommand implements Callable<Integer> {

    private static final int HELD = 1;
    private static final int REFUSED = 2;
    private static final int TOLD = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;
    private final Map<String, String> environment;

    public ExportCommand() {
        this(Clock.systemUTC(), System.getenv());
    }

    ExportCommand(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return REFUSED;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the files of a year, when each is due, and where it stands.")
    int list(
            @Mixin HomeOption option,
            @Parameters(paramLabel = "YEAR", arity = "0..1", description = "like 2025-26; this one by default")
                    @Nullable
                    String year) {
        return doing(option, home -> {
            SchoolYear chosen = year(home, year);
            var files = new DueFiles(home, DueExports.LIMITS, clock);
            out().println("Files of " + chosen + ":");
            for (DueFile file : files.of(chosen)) {
                LocalDate due = file.due();
                out().println(String.format(
                        Locale.ROOT,
                        "  %-13s %-10s %-10s %s; %s",
                        file.specification(),
                        due == null ? "no day" : due,
                        file.state().label(),
                        file.name(),
                        file.dueSays()));
                if (file.version().isEmpty()) {
                    file.obstacles().forEach(obstacle -> out().println("         " + obstacle));
                }
            }
            files.strangers().forEach(stranger -> out().println("  " + stranger));
            return 0;
        });
    }

    @Command(
            name = "freeze",
            mixinStandardHelpOptions = true,
            description = "Freezes the data that files are made from: of the day of the count, or of a closed year.")
    int freeze(
            @Mixin HomeOption option,
            @Parameters(paramLabel = "YEAR") String year,
            @Parameters(paramLabel = "count-day|year-end") String basis,
            @Option(
                            names = "--again",
                            description = "freezes the end of a year once more, from the publication in force: single"
                                    + " records as they are today")
                    boolean again,
            @Option(names = "--by", required = true, paramLabel = "NAME", description = "who decides") String by) {
        return doing(option, home -> {
            var frozen = new Frozen(home, DueExports.LIMITS, clock);
            SchoolYear chosen = year(home, year);
            Frozen.FrozenRows rows = switch (basis) {
                case "count-day" -> frozen.countDay(chosen, by);
                case "year-end" ->
                    again
                            ? frozen.yearEndNow(chosen, by)
                            : frozen.yearEnd(chosen).orElseGet(() -> frozen.yearEndNow(chosen, by));
                default -> throw new ExportException("Write count-day or year-end, not '" + basis + "'.");
            };
            out().println(rows.name() + " of " + chosen + " is frozen, from publication " + rows.publication() + " of "
                    + rows.asOf() + ". Files are made from it now: yearbook export make FILE " + chosen);
            return 0;
        });
    }

    @Command(
            name = "make",
            mixinStandardHelpOptions = true,
            description = "Makes a file, or all that are due, and checks it. The same data makes no new version.")
    int make(
            @Mixin HomeOption option,
            @Parameters(
                            index = "0",
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "like FS052 or VT-GRADE-PROG; what is due by default")
                    @Nullable
                    String file,
            @Parameters(index = "1", paramLabel = "YEAR", arity = "0..1", description = "this one by default") @Nullable
                    String year) {
        return doing(option, home -> {
            if (file == null) {
                if (FederalSettings.read(home, DistrictFile.read(home))
                                .districtId()
                                .isEmpty()
                        && StateForms.read(home).all().isEmpty()) {
                    throw new ExportException(
                            "Say in district.yaml what the state calls the district: federal, district_id.");
                }
                DueExports.make(home, clock, out());
                return 0;
            }
            ExportRun.Made made = run(home).make(file, year(home, year), who());
            tell(made.version(), made.isNew() ? "was made" : "says the same already");
            return status(made.version());
        });
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Checks the last version of a file again and tells everything that is not as it should be.")
    int check(
            @Mixin HomeOption option,
            @Parameters(index = "0", paramLabel = "FILE") String file,
            @Parameters(index = "1", paramLabel = "YEAR", arity = "0..1") @Nullable String year) {
        return doing(option, home -> {
            Version version = run(home).check(file, year(home, year));
            tell(version, "was checked");
            return status(version);
        });
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = "Says why changes since last year are right: all that are open, or one of them.")
    int explain(
            @Mixin HomeOption option,
            @Parameters(index = "0", paramLabel = "FILE") String file,
            @Parameters(index = "1", paramLabel = "YEAR") String year,
            @Option(
                            names = "--finding",
                            defaultValue = "",
                            paramLabel = "PLACE",
                            description = "the place and categories as the finding has them")
                    String finding,
            @Option(names = "--text", required = true, paramLabel = "TEXT") String text,
            @Option(names = "--by", required = true, paramLabel = "NAME") String by) {
        return doing(option, home -> {
            ExportRun run = run(home);
            SchoolYear chosen = year(home, year);
            Version version = run.exports()
                    .latest(file, chosen)
                    .orElseThrow(() -> new ExportException("There is no version of " + file + " of " + chosen + "."));
            List<String> keys = finding.isBlank()
                    ? List.of()
                    : version.holding().stream()
                            .filter(one -> one.where().equals(finding))
                            .map(Finding::key)
                            .toList();
            if (!finding.isBlank() && keys.isEmpty()) {
                throw new ExportException("No open finding is about '" + finding + "'.");
            }
            int explained = run.explain(file, chosen, version.manifest().version(), keys, text, by);
            out().println(
                            explained == 0
                                    ? "No change in version "
                                            + version.manifest().version() + " of " + file + " of " + chosen
                                            + " needs an explanation."
                                    : explained + (explained == 1 ? " change is" : " changes are") + " explained.");
            return 0;
        });
    }

    @Command(
            name = "sign",
            mixinStandardHelpOptions = true,
            description = "Signs a version that was looked at. Drafts, and files that are held, cannot be signed.")
    int sign(
            @Mixin HomeOption option,
            @Parameters(index = "0", paramLabel = "FILE") String file,
            @Parameters(index = "1", paramLabel = "YEAR") String year,
            @Option(names = "--version-number", required = true, paramLabel = "N", description = "which version")
                    int number,
            @Option(names = "--by", required = true, paramLabel = "NAME", description = "who stands for it")
                    String by) {
        return doing(option, home -> {
            Version version = run(home).sign(file, year(home, year), number, by);
            tell(version, "is signed");
            return 0;
        });
    }

    @Command(
            name = "deliver",
            mixinStandardHelpOptions = true,
            description = "Puts a signed version into the folder or onto the server that district.yaml names.")
    int deliver(
            @Mixin HomeOption option,
            @Parameters(index = "0", paramLabel = "FILE") String file,
            @Parameters(index = "1", paramLabel = "YEAR") String year) {
        return doing(option, home -> {
            ExportRun run = run(home);
            Version version = run.toDeliver(file, year(home, year));
            String to = deliver(home, version);
            tell(run.delivered(version, to, who()), "went to " + to);
            return 0;
        });
    }

    private String deliver(DistrictHome home, Version version) {
        List<Path> files =
                version.manifest().parts().stream().map(version::file).toList();
        String folder = ExportSettings.read(home).folder();
        Optional<SftpDrop> server = SftpDrop.of(home, clock, environment);
        if (server.isPresent()) {
            try {
                server.get().put(files);
                return server.get().told();
            } catch (PullFailure e) {
                throw new ExportException(e.reason() + " " + e.whatToDo(), e);
            }
        }
        if (folder == null) {
            throw new ExportException(
                    "Say in district.yaml where signed files go: federal, hand_in, deliver, folder or sftp.");
        }
        return copied(files, home.root().resolve(folder));
    }

    /**
     * Copies files, all or none; one that is there already under its name stays as it is, since a name stands for one
     * text.
     */
    private static String copied(List<Path> files, Path folder) {
        try {
            Files.createDirectories(folder);
            for (Path file : files) {
                Path to = folder.resolve(file.getFileName());
                if (Files.exists(to) && Files.mismatch(file, to) >= 0) {
                    throw new ExportException("There is another file called " + file.getFileName() + " in " + folder
                            + "; look at it and take it away, then deliver again.");
                }
            }
            for (Path file : files) {
                Path to = folder.resolve(file.getFileName());
                if (!Files.exists(to)) {
                    Path part = folder.resolve(file.getFileName() + ".part");
                    Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return folder.toString();
        } catch (IOException e) {
            throw new ExportException(
                    "Files cannot be copied to " + folder
                            + ". Look whether it is a folder that Yearbook may write into, then deliver again.",
                    e);
        }
    }

    private void tell(Version version, String what) {
        Manifest manifest = version.manifest();
        out().println(manifest.specification() + " " + manifest.name() + ", " + manifest.year() + ": version "
                + manifest.version() + " " + what + "; " + version.state().label() + ".");
        out().println("  " + version.folder());
        if (manifest.source().isDraft()) {
            out().println("  Draft: made from publication " + manifest.source().publication()
                    + ", whose data may still change.");
        }
        manifest.parts().forEach(part -> out().println("  " + part.fileName() + ", " + part.records() + " records"));
        if (!manifest.verified()) {
            out().println("  Provisional:");
            manifest.provisional().forEach(reason -> out().println("    " + reason));
        }
        manifest.notes().forEach(note -> out().println("  Note: " + note));
        List<Finding> holding = version.holding();
        holding.stream().limit(TOLD).forEach(finding -> out().println("  " + said(finding)));
        if (holding.size() > TOLD) {
            out().println("  And " + (holding.size() - TOLD) + " more, in findings.json.");
        }
        if (!version.whenMended().isEmpty()) {
            out().println("  " + version.whenMended());
        }
    }

    private static String said(Finding finding) {
        return finding.rule().label() + ": "
                + (finding.line() == 0 ? finding.file() : finding.file() + ", line " + finding.line())
                + (finding.where().isEmpty() ? "" : " (" + finding.where() + ")") + ". " + finding.what() + " "
                + finding.remedy();
    }

    private static int status(Version version) {
        return version.holding().isEmpty() ? 0 : HELD;
    }

    private ExportRun run(DistrictHome home) {
        return new ExportRun(home, DueExports.LIMITS, clock);
    }

    private static String who() {
        return System.getProperty("user.name", "unknown");
    }

    private SchoolYear year(DistrictHome home, @Nullable String year) {
        if (year == null) {
            var district = DistrictFile.read(home);
            return district.schoolYear(clock.instant().atZone(district.zone()).toLocalDate());
        }
        return SchoolYear.named(year)
                .orElseThrow(() -> new ExportException("'" + year + "' is no school year; write it like 2025-26."));
    }

    /** Something that is done in a home. */
    private interface Doing {
        int in(DistrictHome home);
    }

    private int doing(HomeOption option, Doing doing) {
        try {
            return doing.in(option.open());
        } catch (ExportException | HomeException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return REFUSED;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
