package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jooq.exception.DataAccessException;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.ingest.contract.ContractException;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.keep.Checksums;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.publish.Publications;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yearbook verify}: reads everything in a home and tells what is not as it was written. Changes nothing. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Reads everything in a home and tells what is not as it was written, with what to do about it.",
            "It changes nothing, and may run beside a server and a night."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:everything is as it was written", "1:something is not", "2:the folder is no home"})
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private final HomeOption home = new HomeOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final List<String> faults = new ArrayList<>();

    @Override
    public Integer call() {
        DistrictHome opened = home.open();
        PrintWriter out = spec.commandLine().getOut();
        Checksums.Report files = Checksums.check(opened);
        faults.addAll(files.faults());
        settings(opened);
        publication(opened);
        lake(opened);
        faults.forEach(out::println);
        out.println(String.format(Locale.ROOT, "%,d files were read", files.files())
                + (files.unknown() == 0
                        ? "."
                        : "; of " + files.unknown()
                                + " no checksum is noted, which the next night that publishes does."));
        out.println(
                faults.isEmpty()
                        ? "Deliveries, lake, publications and settings are as they were written."
                        : faults.size() == 1 ? "One thing is wrong." : faults.size() + " things are wrong.");
        out.flush();
        return faults.isEmpty() ? 0 : 1;
    }

    /** Settings, contracts, definitions, rules and decisions: what a night reads first. */
    private void settings(DistrictHome opened) {
        try {
            Night.of(new Night.Settings(
                    opened,
                    Cluster.THIS_MACHINE,
                    Clock.systemUTC(),
                    new ConsoleNight(spec.commandLine().getOut(), false)));
        } catch (HomeException | ContractException | DefinitionException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
    }

    private void publication(DistrictHome opened) {
        Optional<Publication> current;
        try {
            current = Publications.current(opened);
            if (!Publications.isWhole(opened)) {
                faults.add(
                        "publications/current.json is not as it was written, or names a publication that is not there."
                                + " Go back to one that is: yearbook rollback");
            }
        } catch (PublicationException e) {
            faults.add(String.valueOf(e.getMessage()));
            return;
        }
        current.ifPresent(publication -> {
            for (Audience audience : Audience.values()) {
                opens(publication.file(audience), name(opened, publication.file(audience)));
            }
        });
    }

    private void opens(Path file, String name) {
        try (var duck = Duck.read(file, Limits.small())) {
            duck.sql().fetchValue("select count(*) from publication");
        } catch (EngineException | DataAccessException e) {
            faults.add(name + " does not open. Go back to the night before (yearbook rollback) or run a night.");
        }
    }

    private void lake(DistrictHome opened) {
        Optional<NightRecord> night;
        try {
            night = NightRecord.latest(opened);
        } catch (RuntimeException e) {
            faults.add("The record of the last night, night.json, cannot be read. Put it back from a backup.");
            return;
        }
        // A night that is under way, or was cut off, has the lake ahead of its record: what matters is the way back.
        try (var lake = new Lake(opened.lake())) {
            new TreeMap<>(night.map(NightRecord::tables).orElse(Map.of())).forEach((name, then) -> {
                then.files().stream()
                        .filter(Files::notExists)
                        .forEach(file -> faults.add(name(opened, file)
                                + " is missing, and the last night needs it. Put the file back from a backup."));
                if (!lake.knows(name, then)) {
                    faults.add(
                            "The table " + name + " of the lake does not know any more what the last night left in it."
                                    + " Put lake/district/" + name + "/metadata back from a backup.");
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The lake cannot be closed", e);
        } catch (RuntimeException e) {
            faults.add("The lake cannot be read: " + FailureStory.sentence(e) + " Put its files back from a backup.");
        }
    }

    /** {@return how a file is called in the home} */
    private static String name(DistrictHome home, Path file) {
        return file.startsWith(home.root()) ? home.root().relativize(file).toString() : file.toString();
    }
}
