package org.yearbook.dashboard;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.administration.EventFile;
import org.yearbook.dashboard.page.administration.NotedAs;
import org.yearbook.dashboard.page.administration.Whiches;
import org.yearbook.dashboard.state.AuditSeals;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.AuditTrail.Entry;
import org.yearbook.dashboard.state.AuditTrail.Filter;
import org.yearbook.dashboard.state.StoredState;
import org.yearbook.dashboard.state.Subject;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Deeds;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.home.DayOption;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.query.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yearbook audit}: who saw and did what when, and whether the trail is as it was written. Needs no server. */
@Command(
        name = "yearbook audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads what people saw and did on the dashboards, latest first. It needs no server, and may run beside one.",
            "Asking is written down itself, in state/audit-sql.log."
        })
final class AuditCommand implements Callable<Integer> {

    private static final int LINES = 50;

    /** Whoever knocks gives any name; on a console it must neither begin a line nor move the pen. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private enum Format {
        table,
        csv
    }

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--verify",
            description = "tells whether any event was changed, added or taken out since it was sealed")
    private boolean verify;

    @Option(names = "--person", paramLabel = "NAME", description = "only what one person saw and did, by sign-in name")
    private String person = "";

    @Option(names = "--student", paramLabel = "NUMBER", description = "who saw a record of this student")
    private String student = "";

    @Option(names = "--employee", paramLabel = "NUMBER", description = "who saw a record of this employee")
    private String employee = "";

    @Option(
            names = "--kind",
            description = "only events of a kind: read, taken, decided and so on; an unknown one names them all")
    private String kind = "";

    @Option(
            names = "--from",
            paramLabel = "DAY",
            converter = DayOption.class,
            description = "from this day on, like 2026-07-01")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", converter = DayOption.class, description = "through this day")
    private @Nullable LocalDate to;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "table (${DEFAULT-VALUE}, the latest " + LINES + ") or csv (all; times in UTC)")
    private Format format = Format.table;

    @Option(names = "--out", paramLabel = "FILE", description = "where the CSV file is written, instead of the console")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;

    AuditCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        DistrictHome opened = home.open();
        District district = DistrictFile.read(opened);
        Filter filter = filter(district.zone());
        try (StoredState stored = StoredState.open(opened);
                AuditLog log = AuditLog.open(opened, clock)) {
            var counted = new long[1];
            String outcome = "failed";
            try {
                int status = verify
                        ? verify(opened, stored.seals().verify())
                        : read(opened, district, stored, filter, counted);
                outcome = "answered";
                return status;
            } finally {
                log.append(System.getProperty("user.name", "unknown"), "", asked(), counted[0], outcome);
            }
        }
    }

    private int verify(DistrictHome opened, AuditSeals.Report first) {
        PrintWriter console = spec.commandLine().getOut();
        AuditSeals.Report report = first;
        if (!first.faults().isEmpty()) {
            // The server may just have been sealing while its database was copied.
            try (StoredState again = StoredState.open(opened)) {
                report = again.seals().verify();
            }
        }
        report.faults().forEach(console::println);
        console.println(
                report.faults().isEmpty()
                        ? "The audit is as it was written: " + Numbers.of(report.sealed(), "event", "events")
                                + " under their seals, " + (report.events() - report.sealed()) + " too new to have one."
                        : "The audit was changed: " + Numbers.of(report.faults().size(), "thing does", "things do")
                                + " not agree.");
        console.println("A copy of state/" + AuditSeals.FILE
                + " kept on another machine tells whether the seals themselves were made anew.");
        console.flush();
        return report.faults().isEmpty() ? 0 : 1;
    }

    private int read(DistrictHome opened, District district, StoredState stored, Filter filter, long[] counted) {
        AuditTrail trail = AuditTrail.stored(stored);
        Consumer<Consumer<Entry>> events = receiver -> events(opened, district, trail, filter, entry -> {
            counted[0]++;
            receiver.accept(entry);
        });
        PrintWriter console = spec.commandLine().getOut();
        if (format == Format.table && out == null) {
            var shown = new long[1];
            events.accept(entry -> {
                if (shown[0]++ < LINES) {
                    console.println(line(entry, district.zone()));
                }
            });
            console.println(
                    shown[0] == 0
                            ? "Nothing is noted for this."
                            : shown[0] > LINES
                                    ? "These are the latest " + LINES + " of " + Numbers.whole(shown[0])
                                            + "; --format csv has all."
                                    : Numbers.of(shown[0], "event", "events") + " in all.");
            console.flush();
            return 0;
        }
        try (var writer = out == null
                ? new BufferedWriter(console)
                : new BufferedWriter(new OutputStreamWriter(OwnFile.open(out), StandardCharsets.UTF_8))) {
            var file = new EventFile(writer);
            events.accept(file::add);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + out + " cannot be written", e);
        }
        if (out != null) {
            console.println(Numbers.of(counted[0], "event", "events") + " written to " + out + ".");
            console.flush();
        }
        return 0;
    }

    private void events(
            DistrictHome opened, District district, AuditTrail trail, Filter filter, Consumer<Entry> receiver) {
        if (student.isEmpty() && employee.isEmpty()) {
            trail.each(filter, receiver);
            return;
        }
        try (var editions = new Editions(opened, district.minimumGroupSize(), 1)) {
            Set<Subject> subjects = student.isEmpty()
                    ? NotedAs.of(editions, Subject.STAFF, employee)
                    : NotedAs.of(editions, Subject.STUDENT, student);
            trail.whoSaw(subjects, Integer.MAX_VALUE).latest().stream()
                    .filter(filter::holds)
                    .forEach(receiver);
        }
    }

    private static String line(Entry entry, ZoneId zone) {
        String which = Whiches.words(entry.action(), entry.subject());
        String as = entry.seenAs().isEmpty() ? "" : " as " + entry.seenAs();
        String line = Dates.minute(entry.at(), zone) + "  " + entry.signIn() + as
                + (entry.role().isEmpty() ? "" : " (" + entry.role() + ")") + "  " + Deeds.words(entry.action())
                + (which.isEmpty() ? "" : ": " + which)
                + (entry.rowsSeen() == 0 ? "" : "  " + Numbers.of(entry.rowsSeen(), "record", "records"));
        return UNSEEN.matcher(line).replaceAll(" ");
    }

    private Filter filter(ZoneId zone) {
        if (!student.isEmpty() && !employee.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Ask about one: --student or --employee.");
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw new ParameterException(spec.commandLine(), "--to " + to + " lies before --from " + from + ".");
        }
        Set<String> actions = kind.isEmpty()
                ? Set.of()
                : Deeds.Kind.of(kind)
                        .map(Deeds::actions)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "'" + kind + "' is no kind of event. There are: "
                                        + Arrays.stream(Deeds.Kind.values())
                                                .map(Deeds.Kind::code)
                                                .collect(Collectors.joining(", "))
                                        + "."));
        return new Filter(person, actions, start(from, zone), start(to == null ? null : to.plusDays(1), zone));
    }

    private static @Nullable Instant start(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    private String asked() {
        return "yearbook audit "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }
}
