package org.yearbook.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.yearbook.dashboard.access.SignInSettings;
import org.yearbook.dashboard.day.DistrictDay;
import org.yearbook.dashboard.flight.FlightSettings;
import org.yearbook.dashboard.flight.FlightWire;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.NightSettings;
import org.yearbook.warehouse.home.RefreshSettings;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.why.Behind;
import org.yearbook.warehouse.why.Whys;

/** The server of one home while it runs. */
final class RunningServer implements AutoCloseable {

    /** Questions that may run on the publication at once. */
    private static final int READERS = 4;

    /** Proxies that are believed when nothing is said. */
    private static final List<String> THIS_MACHINE = List.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");

    private static final int PUBLIC_READERS = 1;

    private static final int NO_PORT = -1;
    private static final String LOOPBACK = "127.0.0.1";

    /** As logback-spring.xml knows them. */
    private static final String JSON_LOG = "json-log";

    private static final String TEXT_LOG = "text-log";

    private final ConfigurableApplicationContext context;
    private final District district;
    private final Greeting greeting;
    private final int port;

    private RunningServer(ConfigurableApplicationContext context, District district, Greeting greeting, int port) {
        this.context = context;
        this.district = district;
        this.greeting = greeting;
        this.port = port;
    }

    /** {@return the server, ready to answer} */
    static RunningServer start(Settings settings, Clock clock) {
        DistrictHome home = DistrictHome.open(settings.home());
        District district = DistrictFile.read(home);
        SignInSettings signIn = SignInSettings.of(home);
        Optional<FlightSettings> flight = FlightSettings.of(home);
        Optional<NightSettings> nights = NightSettings.of(home);
        Optional<RefreshSettings> refresh = RefreshSettings.of(home);
        loadEngine();
        refuseTakenPort(settings.address(), settings.port());
        settings.monitor().ifPresent(port -> refuseTakenPort(LOOPBACK, port));
        var opened = new Opened();
        try {
            var running = application(settings, home, signIn)
                    .initializers(fresh -> {
                        var beans = (GenericApplicationContext) fresh;
                        beans.registerBean(DistrictHome.class, () -> home);
                        beans.registerBean(District.class, () -> district);
                        beans.registerBean(SignInSettings.class, () -> signIn);
                        beans.registerBean(Clock.class, () -> clock);
                        beans.registerBean(DistrictDay.class, () -> day(settings, home, district, clock));
                        flight.ifPresent(said -> beans.registerBean(FlightSettings.class, () -> said));
                        nights.ifPresent(said -> beans.registerBean(NightSettings.class, () -> said));
                        refresh.ifPresent(said -> beans.registerBean(RefreshSettings.class, () -> said));
                        opened.state = StateDatabase.open(home);
                        beans.registerBean(StateDatabase.class, opened::state);
                        beans.registerBean(
                                Editions.class, () -> new Editions(home, district.minimumGroupSize(), READERS));
                        beans.registerBean(
                                PublicEditions.class,
                                () -> new PublicEditions(home, district.minimumGroupSize(), PUBLIC_READERS));
                        beans.registerBean(Whys.class, () -> new Whys(home, district));
                        beans.registerBean(Behind.class, () -> new Behind(home));
                    })
                    .run();
            return welcome(running, district, settings.demo());
        } catch (RuntimeException e) {
            opened.close();
            throw portInUse(e) ? portInUse(settings.port()) : e;
        }
    }

    /** Only a district that was simulated stays on a day; demo people may look at any. */
    private static DistrictDay day(Settings settings, DistrictHome home, District district, Clock clock) {
        return settings.demo() && Files.isDirectory(home.simulated())
                ? DistrictDay.ofLastNight(clock, district.zone(), () -> lastNight(home))
                : DistrictDay.of(clock, district.zone());
    }

    private static Optional<LocalDate> lastNight(DistrictHome home) {
        try {
            return Publications.current(home).map(Publication::asOf);
        } catch (PublicationException e) {
            return Optional.empty(); // the pages tell it
        }
    }

    /** A server whose pages have no numbers would only seem to run. */
    private static void loadEngine() {
        try {
            Duck.load();
        } catch (EngineException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static RunningServer welcome(ConfigurableApplicationContext running, District district, boolean demo) {
        try {
            int port = running.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            running.getBean(FlightWire.class).start();
            Greeting greeting = running.getBean(FirstPeople.class).welcome(demo);
            return new RunningServer(running, district, greeting, port);
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** What has to be closed when the start breaks off; a context that started closes it itself. */
    private static final class Opened {
        private @Nullable StateDatabase state;

        StateDatabase state() {
            return Objects.requireNonNull(state);
        }

        void close() {
            if (state != null) {
                state.close();
            }
        }
    }

    private static boolean portInUse(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return true;
            }
        }
        return false;
    }

    District district() {
        return district;
    }

    Greeting greeting() {
        return greeting;
    }

    int port() {
        return port;
    }

    /** {@return the port of health and metrics, if there is one} */
    OptionalInt monitor() {
        Integer found = context.getEnvironment().getProperty("local.management.port", Integer.class);
        return found == null || found == port ? OptionalInt.empty() : OptionalInt.of(found);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static SpringApplicationBuilder application(Settings settings, DistrictHome home, SignInSettings signIn) {
        var properties = new HashMap<String, Object>(Map.of(
                "server.address", settings.address(),
                "server.port", settings.port(),
                "server.servlet.session.timeout", signIn.idle().toMinutes() + "m",
                "server.servlet.session.cookie.path", "/",
                "server.tomcat.remoteip.internal-proxies", any(signIn.proxies().orElse(THIS_MACHINE)),
                "logging.file.name", home.state().resolve("server.log").toString()));
        properties.put("management.server.port", settings.monitor().orElse(NO_PORT));
        properties.put("management.server.address", LOOPBACK);
        properties.put("management.health.diskspace.path", home.root().toString());
        properties.put("management.metrics.system.diskspace.paths", home.root().toString());
        // Browsers take a cookie of such a name over an encrypted line alone, and from no other host.
        properties.put("server.servlet.session.cookie.name", signIn.encrypted() ? "__Host-yearbook" : "yearbook");
        properties.put("server.servlet.session.cookie.secure", signIn.encrypted());
        return new SpringApplicationBuilder(DashboardApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .profiles(settings.log() == Settings.Log.JSON ? JSON_LOG : TEXT_LOG)
                .properties(properties);
    }

    private static String any(List<String> addresses) {
        return addresses.isEmpty()
                ? "(?!)"
                : addresses.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }

    // Asked before anything is opened: the server's own message about a taken port is a page long.
    private static void refuseTakenPort(String name, int port) {
        InetAddress address;
        try {
            address = InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new StartException(name + " is not an address of this machine.", e);
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw portInUse(port);
        }
    }

    private static StartException portInUse(int port) {
        return new StartException("Port " + port
                + " is in use or not allowed. Stop what uses it, or choose another with --port or --monitor.");
    }
}
