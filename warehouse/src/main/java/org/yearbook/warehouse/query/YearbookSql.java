package org.yearbook.warehouse.query;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.publish.Publications;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook sql}: one read-only statement on the current publication. */
@Command(
        name = "yearbook sql",
        mixinStandardHelpOptions = true,
        description = {
            "Answers one read-only statement from the current publication.",
            "SHOW TABLES names the tables; DESCRIBE <table> names its columns."
        })
public final class YearbookSql implements Callable<Integer> {

    private static final long MEMORY_MEGABYTES = 1024;

    private enum Format {
        csv,
        json,
        table
    }

    @Option(names = "--home", required = true, description = "the district's home folder")
    private Path home = Path.of("");

    @Option(
            names = "--audience",
            defaultValue = "internal",
            description = "internal, analyst or public (${DEFAULT-VALUE}); what is read from internal is written down"
                    + " in state/audit-sql.log")
    private String audience = "";

    @Option(names = "--format", defaultValue = "table", description = "csv, json or table (${DEFAULT-VALUE})")
    private Format format = Format.table;

    @Option(
            names = "--timeout",
            defaultValue = "300",
            description = "seconds after which the statement is stopped (${DEFAULT-VALUE})")
    private int timeout;

    @Parameters(paramLabel = "STATEMENT", description = "for example: \"SELECT * FROM dim_organization\"")
    private String statement = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;

    YearbookSql(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(Clock.systemUTC()).setOut(console()).execute(arguments));
    }

    // Straight to the descriptor: System.out keeps silent when nobody reads any more.
    private static PrintWriter console() {
        return new PrintWriter(new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), 1 << 16));
    }

    static CommandLine commandLine(Clock clock) {
        return new CommandLine(new YearbookSql(clock)).setUnmatchedOptionsArePositionalParams(true);
    }

    @Override
    public Integer call() {
        if (timeout < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout needs at least one second");
        }
        Audience reader = Audience.labelled(audience)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "'" + audience + "' is not an audience: internal, analyst or public"));
        PrintWriter out = spec.commandLine().getOut();
        try {
            ask(DistrictHome.open(home), reader, out);
            out.flush();
            return 0;
        } catch (QueryException | HomeException | PublicationException | EngineException | UncheckedIOException e) {
            out.flush();
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private void ask(DistrictHome district, Audience reader, PrintWriter out) {
        Publication publication = Publications.current(district)
                .orElseThrow(() -> new QueryException("There is no publication yet. Put deliveries into "
                        + district.inbox() + " and run: yearbook nightly --home " + district.root()));
        if (reader != Audience.INTERNAL) {
            answer(publication.file(reader), new Asked(null, publication.id()), out);
            return;
        }
        try (AuditLog log = AuditLog.open(district, clock)) {
            answer(publication.file(reader), new Asked(log, publication.id()), out);
        }
    }

    private record Asked(@Nullable AuditLog log, String publication) {

        void note(String statement, long rows, String outcome) {
            if (log != null) {
                log.append(System.getProperty("user.name", "unknown"), publication, statement, rows, outcome);
            }
        }
    }

    private void answer(Path file, Asked asked, PrintWriter out) {
        Path spill = spill();
        try (Duck duck =
                Duck.stream(file, new Limits(Runtime.getRuntime().availableProcessors(), MEMORY_MEGABYTES, spill))) {
            var question = new Question(duck, statement, timeout);
            String outcome = "refused or failed";
            try {
                question.answer(writer(out));
                outcome = "answered";
            } finally {
                asked.note(statement, question.rows(), outcome);
            }
        } finally {
            delete(spill);
        }
    }

    private RowWriter writer(PrintWriter printer) {
        var out = new CheckedOutput(printer);
        return switch (format) {
            case csv -> new CsvWriter(out);
            case json -> new JsonWriter(out);
            case table -> new TableWriter(out);
        };
    }

    // Java makes it readable by its owner alone.
    private static Path spill() {
        try {
            return Files.createTempDirectory("yearbook-sql-");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no place for temporary files", e);
        }
    }

    private static void delete(Path folder) {
        try (var entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Temporary files could not be removed", e);
        }
    }
}
