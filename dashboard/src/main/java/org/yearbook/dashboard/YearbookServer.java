package org.yearbook.dashboard;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.yearbook.dashboard.flight.FlightException;
import org.yearbook.dashboard.state.StateException;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.Release;
import org.yearbook.warehouse.home.ToldFaults;
import org.yearbook.warehouse.outbound.EnvironmentProxies;
import org.yearbook.warehouse.query.QueryException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yearbook serve}: starts the server, says where it is, and runs until it is stopped. */
@Command(
        name = "yearbook serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves the dashboards of a district's home.")
public final class YearbookServer implements Callable<Integer> {

    static final int USAGE = 2;

    @Option(names = "--home", required = true, description = "the district's folder, made by: yearbook init DIR")
    private Path home = Path.of("");

    @Option(names = "--port", defaultValue = "8080", description = "(${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--address",
            defaultValue = "localhost",
            description = "address to listen on (${DEFAULT-VALUE}: this machine only); put HTTPS in front before "
                    + "opening it to others")
    private String address = "localhost";

    @Option(names = "--demo", description = "make demo people, with new passwords at every start")
    private boolean demo;

    @Option(
            names = "--monitor",
            paramLabel = "PORT",
            description = "tell programs on this machine about health and metrics, at this port")
    private @Nullable Integer monitor;

    @Option(
            names = "--log-format",
            defaultValue = "text",
            description = "of state/server.log: text, or json for programs (${DEFAULT-VALUE})")
    private Settings.Log log = Settings.Log.TEXT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        EnvironmentProxies.follow(System.getenv(), System.err::println);
        String first = arguments.length == 0 ? "" : arguments[0];
        switch (first) {
            case "audit" -> System.exit(alone(new AuditCommand(Clock.systemUTC()), arguments));
            case "backup" -> System.exit(alone(new BackupCommand(Clock.systemUTC()), arguments));
            case "packet" -> System.exit(alone(new PacketCommand(Clock.systemUTC()), arguments));
            case "report-card" -> System.exit(alone(new ReportCardCommand(), arguments));
            default -> {
                int status = command().execute(arguments);
                if (status != 0) {
                    System.exit(status);
                }
            }
        }
    }

    /** A command beside the server: it answers and ends, and what libraries say about themselves is nobody's answer. */
    private static int alone(Object command, String[] arguments) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        LoggingSystem.get(YearbookServer.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        return beside(command).execute(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    /** What whoever asks can see to is told in a sentence, anything else as the fault of ours that it is. */
    static CommandLine beside(Object command) {
        return Release.toldBy(new CommandLine(command))
                .setExecutionExceptionHandler(new ToldFaults(
                        HomeException.class, StateException.class, QueryException.class, UncheckedIOException.class));
    }

    static CommandLine command() {
        return Release.toldBy(new CommandLine(new YearbookServer()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((fault, line, parsed) -> {
                    line.getErr().println("The server could not start: " + fault.getMessage());
                    return 1;
                });
    }

    @Override
    public Integer call() {
        PrintWriter errors = spec.commandLine().getErr();
        if (noPort(port)) {
            errors.println("--port must be a number between 0 and 65535, and is " + port + ".");
            return USAGE;
        }
        if (monitor != null && noPort(monitor)) {
            errors.println("--monitor must be a number between 0 and 65535, and is " + monitor + ".");
            return USAGE;
        }
        try {
            RunningServer server = RunningServer.start(settings(), Clock.systemUTC());
            greet(spec.commandLine().getOut(), server);
            return 0;
        } catch (HomeException | StateException | StartException | FlightException e) {
            errors.println(e.getMessage());
            return USAGE;
        }
    }

    private Settings settings() {
        return new Settings(
                home, address, port, demo, monitor == null ? OptionalInt.empty() : OptionalInt.of(monitor), log);
    }

    private static boolean noPort(int number) {
        return number < 0 || number > 65_535;
    }

    static void greet(PrintWriter console, RunningServer server) {
        Greeting greeting = server.greeting();
        server.monitor()
                .ifPresent(found -> console.println("Programs on this machine read http://127.0.0.1:" + found
                        + "/health and http://127.0.0.1:" + found + "/metrics"));
        console.println("Yearbook serves " + server.district().name() + " at http://localhost:" + server.port()
                + "  (stop with Ctrl-C)");
        if (greeting.demo()) {
            console.println("Sign in as one of the demo people; these passwords hold until the next start:");
        } else if (greeting.firstCode().isEmpty()) {
            console.println("Sign in with your account; an administrator can reset a forgotten password.");
            console.println("Only this machine can open it, unless --address says otherwise.");
        } else {
            console.println("No administrator can sign in. Become the first administrator within an hour:");
            console.println("  open http://localhost:" + server.port() + "/first and type   " + greeting.firstCode());
        }
        greeting.signIns()
                .forEach(signIn -> console.println(String.format(
                        Locale.ROOT, "  %-15s %s   %s", signIn.name(), signIn.password(), signIn.sees())));
        console.flush();
    }
}
