package org.yearbook.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.yearbook.dashboard.packet.PacketPress;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.state.Annotations;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Packet.Contents;
import org.yearbook.dashboard.state.Packets;
import org.yearbook.dashboard.state.StoredState;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.home.ShellWord;
import org.yearbook.warehouse.query.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yearbook packet}: a board packet of the publication in force, as a PDF file. Needs no server. */
@Command(
        name = "yearbook packet",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a board packet of the publication in force: a PDF with the choices that the page of packets has.",
            "It needs no server, and may run beside one. An internal packet is written down in state/audit-sql.log."
        })
final class PacketCommand implements Callable<Integer> {

    /** What the packet that every district begins with has. */
    private static final Set<String> USUAL = Set.of("students", "learning", "staff", "finance");

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where the PDF is written")
    private Path out = Path.of("");

    @Option(
            names = "--packet",
            paramLabel = "TITLE",
            description = "one that is set up on the page of packets, by its title; the options below change it")
    private String setUp = "";

    @Option(names = "--title", description = "stands on the cover (Board packet)")
    private String title = "";

    @Option(names = "--for", paramLabel = "WORDS", description = "for whom it is; stands on the cover")
    private String audience = "";

    @Option(
            names = "--kind",
            description = "public: small groups are hidden; internal: they are shown, so it is for staff only (public)")
    private String kind = "";

    @Option(names = "--year", paramLabel = "YEAR", description = "school year, like 2025-26 (the latest)")
    private String year = "";

    @Option(names = "--areas", split = ",", description = "whole areas, such as students,learning")
    private Set<String> areas = Set.of();

    @Option(names = "--metrics", split = ",", description = "single numbers beside them")
    private Set<String> metrics = Set.of();

    @Option(names = "--schools", split = ",", description = "only these are compared (all)")
    private Set<String> schools = Set.of();

    @Option(names = "--groups", split = ",", description = "groups that are compared: race_ethnicity, program, ...")
    private Set<String> groups = Set.of();

    @Option(
            names = "--appendix",
            description = "prints years, schools, groups and definitions behind the numbers; --schools and --groups do")
    private boolean appendix;

    @Option(names = "--notes", description = "prints annotations where they belong")
    private boolean notes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;

    PacketCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        refuseWhereNothingCanBeWritten();
        try {
            DistrictHome opened = home.open();
            District district = DistrictFile.read(opened);
            // A home that no server ever ran in has no annotations and no packets; the rest does not need one.
            if (Files.exists(StoredState.file(opened))) {
                try (StoredState stored = StoredState.open(opened)) {
                    make(opened, district, Optional.of(stored));
                }
            } else {
                make(opened, district, Optional.empty());
            }
            return 0;
        } catch (NoPublicationException e) {
            spec.commandLine()
                    .getErr()
                    .println("Nothing is published yet: run yearbook nightly --home " + ShellWord.of(home.folder())
                            + ". A public packet needs a publication for the public.");
            return YearbookServer.USAGE;
        }
    }

    /** Before a packet is made, which takes a while and is noted. */
    private void refuseWhereNothingCanBeWritten() {
        Path folder = out.toAbsolutePath().normalize().getParent();
        if (folder == null || Files.isDirectory(out)) {
            throw new ParameterException(
                    spec.commandLine(), "--out: " + out + " is a folder. Write the name of the file, too.");
        }
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out: there is no folder " + folder + ". Make it, or write the packet somewhere else.");
        }
    }

    private void make(DistrictHome opened, District district, Optional<StoredState> stored) {
        int minimum = district.minimumGroupSize();
        try (var editions = new Editions(opened, minimum, 1);
                var published = new PublicEditions(opened, minimum, 1)) {
            Packet packet = packet(stored.map(Packets::stored).map(Packets::all).orElse(List.of()));
            List<String> faults = editions.ask(answers -> faults(answers, packet));
            if (!faults.isEmpty()) {
                throw new ParameterException(spec.commandLine(), String.join("\n", faults));
            }
            var happened = stored.map(Annotations::stored).map(Notes::new).orElseGet(Notes::none);
            var press = new PacketPress(editions, published, district, templates(), happened);
            PacketPress.Printed printed = written(opened, packet, press);
            spec.commandLine()
                    .getOut()
                    .println(packet.title() + ", " + packet.kind().code() + ", data as of "
                            + Dates.brief(printed.night()) + ": "
                            + Numbers.of(printed.paper().pages(), "page", "pages") + " in " + out);
            spec.commandLine().getOut().flush();
        }
    }

    private PacketPress.Printed written(DistrictHome opened, Packet packet, PacketPress press) {
        if (packet.kind() == Packet.Kind.PUBLIC) {
            return written(packet, press);
        }
        // Opened before anything is read, so that nothing is read that cannot be written down.
        try (AuditLog log = AuditLog.open(opened, clock)) {
            String outcome = "failed";
            String publication = "";
            try {
                PacketPress.Printed printed = written(packet, press);
                publication = printed.making().edition().publication();
                outcome = "answered";
                return printed;
            } finally {
                log.append(
                        System.getProperty("user.name", "unknown"),
                        publication,
                        "yearbook packet "
                                + String.join(
                                        " ", spec.commandLine().getParseResult().originalArgs()),
                        0,
                        outcome);
            }
        }
    }

    private PacketPress.Printed written(Packet packet, PacketPress press) {
        PacketPress.Printed printed = press.print(packet, new Scope.District());
        try (OutputStream file =
                packet.kind() == Packet.Kind.INTERNAL ? OwnFile.open(out) : Files.newOutputStream(out)) {
            file.write(printed.paper().file());
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + out + " cannot be written: " + e.getMessage(), e);
        }
        return printed;
    }

    static SpringTemplateEngine templates() {
        var resolver = new ClassLoaderTemplateResolver(PacketCommand.class.getClassLoader());
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    private Packet packet(List<Packet> known) {
        Packet base = setUp.isEmpty() ? fresh() : named(known);
        return new Packet(
                base.id(),
                given(title, base.title()),
                given(audience, base.audience()),
                kind.isEmpty() ? base.kind() : kind(),
                given(year, base.schoolYear()),
                contents(base.contents()),
                base.schedule(),
                base.people(),
                base.addresses());
    }

    private static String given(String asked, String otherwise) {
        return asked.isEmpty() ? otherwise : asked;
    }

    private Packet fresh() {
        Set<String> all = areas.isEmpty() && metrics.isEmpty() ? USUAL : Set.of();
        return new Packet(
                0,
                "Board packet",
                "",
                Packet.Kind.PUBLIC,
                "",
                new Contents(all, List.of(), Set.of(), List.of(), false, false),
                new Packet.Schedule(Packet.Every.NEVER, 1),
                List.of(),
                List.of());
    }

    private Packet named(List<Packet> known) {
        return known.stream()
                .filter(packet -> packet.title().equalsIgnoreCase(setUp))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "No packet is called '" + setUp + "'. "
                                + (known.isEmpty()
                                        ? "None is set up: start the server once, or say what is in it."
                                        : "There are: "
                                                + known.stream()
                                                        .map(Packet::title)
                                                        .collect(Collectors.joining(", "))
                                                + ".")));
    }

    private Contents contents(Contents old) {
        boolean compares = !schools.isEmpty() || !groups.isEmpty();
        return new Contents(
                areas.isEmpty() ? old.areas() : areas,
                metrics.isEmpty() ? old.metrics() : List.copyOf(new TreeSet<>(metrics)),
                schools.isEmpty() ? old.schools() : schools,
                groups.isEmpty()
                        ? old.groups()
                        : Contents.DIMENSIONS.stream().filter(groups::contains).toList(),
                appendix || old.appendix() || compares,
                notes || old.notes());
    }

    private Packet.Kind kind() {
        return switch (kind) {
            case "public" -> Packet.Kind.PUBLIC;
            case "internal" -> Packet.Kind.INTERNAL;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--kind is public or internal, and was '" + kind + "'.");
        };
    }

    /** What is asked for and not there, each with what there is. */
    private List<String> faults(Answers answers, Packet packet) {
        List<Metric> all = answers.metrics(new Scope.District()).all();
        var faults = new ArrayList<String>();
        unknown(
                faults,
                "--year",
                packet.schoolYear().isEmpty() ? Set.of() : Set.of(packet.schoolYear()),
                answers.years());
        unknown(
                faults,
                "--areas",
                areas,
                known(all, metric -> metric.area().name().toLowerCase(Locale.ROOT)));
        unknown(faults, "--metrics", metrics, known(all, Metric::id));
        unknown(faults, "--groups", groups, Contents.DIMENSIONS);
        unknown(
                faults,
                "--schools",
                schools,
                answers.organizations().stream()
                        .filter(place -> !place.district())
                        .map(Organization::id)
                        .toList());
        return faults;
    }

    private static List<String> known(List<Metric> metrics, Function<Metric, String> name) {
        return metrics.stream().map(name).distinct().sorted().toList();
    }

    private static void unknown(List<String> faults, String option, Set<String> asked, List<String> known) {
        List<String> strangers =
                asked.stream().filter(word -> !known.contains(word)).sorted().toList();
        if (!strangers.isEmpty()) {
            faults.add(option + ": " + String.join(", ", strangers) + (strangers.size() == 1 ? " is" : " are")
                    + " not known. There " + (known.size() == 1 ? "is" : "are") + ": " + String.join(", ", known)
                    + ".");
        }
    }
}
