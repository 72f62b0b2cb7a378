package org.yearbook.dashboard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.yearbook.dashboard.page.card.CardFolder;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.home.ShellWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code yearbook report-card}: the report cards as files for a web site. Needs no server, and reads the public file.
 */
@Command(
        name = "yearbook report-card",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the report card of the district and of each school: an HTML page that needs nothing else, a CSV file",
            "and a PDF. They hold what the publication for everybody holds, so they can be put on a web site."
        })
final class ReportCardCommand implements Callable<Integer> {

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the files are written")
    private Path out = Path.of("");

    @Option(names = "--year", paramLabel = "YEAR", description = "school year, like 2025-26 (the latest)")
    private String year = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new ParameterException(
                    spec.commandLine(), "--out: " + out + " is a file. Name a folder; it is made where there is none.");
        }
        DistrictHome opened = home.open();
        District district = DistrictFile.read(opened);
        try (var published = new PublicEditions(opened, district.minimumGroupSize(), 1)) {
            var folder = new CardFolder(published, district, opened, PacketCommand.templates());
            if (!year.isEmpty() && !folder.years().contains(year)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--year: " + year + " has no numbers. "
                                + (folder.years().isEmpty()
                                        ? "No year has any yet."
                                        : "There are: " + String.join(", ", folder.years()) + "."));
            }
            // Whoever runs it looks at no log, and a web site keeps what it is given.
            if (!folder.faults().isEmpty()) {
                folder.faults().forEach(spec.commandLine().getErr()::println);
                return YearbookServer.USAGE;
            }
            CardFolder.Written written = folder.write(out, year);
            spec.commandLine()
                    .getOut()
                    .println("Report cards of " + written.year() + ", data as of " + written.asOf() + ": "
                            + Numbers.of(written.places(), "place", "places") + ", "
                            + Numbers.of(written.files(), "file", "files") + " in " + out);
            spec.commandLine().getOut().flush();
            return 0;
        } catch (NoPublicationException e) {
            spec.commandLine()
                    .getErr()
                    .println("Nothing is published for everybody yet: run yearbook nightly --home "
                            + ShellWord.of(home.folder()) + ".");
            return YearbookServer.USAGE;
        }
    }
}
