package org.yearbook.ingest.lineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.openlineage.client.OpenLineage.RunEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.YamlMap;
import org.yearbook.ingest.source.http.AuthSettings;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.http.HttpPolicy;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.pull.DistrictSettings;
import org.yearbook.ingest.source.pull.Pace;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullState;
import org.yearbook.ingest.source.pull.Secrets;
import org.yearbook.ingest.source.pull.SourceSettings;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.run.Runs;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what a night made out of what, in OpenLineage: always in {@code openlineage.ndjson} beside the night's record,
 * one event a line; and to the receiver that {@code lineage} of {@code district.yaml} names. A receiver that does not
 * answer is no reason for a night to fail.
 */
public final class Lineage {

    /** One event a line. */
    public static final String FILE = Runs.LINEAGE;

    private static final List<String> CREDENTIALS = List.of("none", "basic", "bearer", "apiKey");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpPolicy POLICY = new HttpPolicy(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            1 << 20,
            2,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            1,
            HttpPolicy.Redirects.SAME_ORIGIN);
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final DistrictHome home;
    private final Clock clock;
    private final Map<String, String> environment;
    private final @Nullable Receiver receiver;

    private Lineage(DistrictHome home, Clock clock, Map<String, String> environment, @Nullable Receiver receiver) {
        this.home = home;
        this.clock = clock;
        this.environment = environment;
        this.receiver = receiver;
    }

    /** Who hears of it. */
    private record Receiver(HttpAsk ask, HttpAuth auth) {}

    /**
     * {@return the lineage of a home}
     *
     * @throws HomeException with every fault of its settings
     */
    public static Lineage of(DistrictHome home, Clock clock, Map<String, String> environment) {
        List<Fault> faults = new ArrayList<>();
        Optional<Receiver> receiver = DistrictSettings.read(home, faults)
                .flatMap(root -> root.map("lineage"))
                .map(Lineage::receiver);
        if (!faults.isEmpty()) {
            throw new HomeException("The receiver of lineage in " + DistrictSettings.FILE + " needs a correction:\n  - "
                    + faults.stream().map(Fault::toString).collect(Collectors.joining("\n  - ")));
        }
        return new Lineage(home, clock, Map.copyOf(environment), receiver.orElse(null));
    }

    private static Receiver receiver(YamlMap map) {
        var settings = new SourceSettings(map);
        var ask = new HttpAsk("POST", settings.url("url"), Map.of("Content-Type", "application/json"), "", false);
        HttpAuth auth = AuthSettings.read(settings, CREDENTIALS);
        map.finish();
        return new Receiver(ask, auth);
    }

    /** Tells of a night that published and {@return what is the matter, when it could not be told, in sentences} */
    public List<String> tell(NightLineage night) {
        return tell(night.run(), LineageEvents.of(night));
    }

    /**
     * Tells of a night that failed and {@return what is the matter, when it could not be told, in sentences}
     *
     * @param why without a value of any record
     */
    public List<String> tellFailure(NightRun run, String why) {
        return tell(run, LineageEvents.failed(run, why));
    }

    private List<String> tell(NightRun run, List<RunEvent> events) {
        List<String> lines = events.stream().map(Lineage::json).toList();
        List<String> troubles = new ArrayList<>();
        Path file = home.runs().resolve(run.id()).resolve(FILE);
        try {
            DurableFile.write(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            troubles.add("What the night made out of what cannot be written into " + FILE + ". Its numbers are not"
                    + " touched by it; look whether the disk is full.");
        }
        Receiver told = receiver;
        if (told != null) {
            post(told, lines, run).ifPresent(troubles::add);
        }
        return troubles;
    }

    private static String json(RunEvent event) {
        return JSON.writeValueAsString(event);
    }

    private Optional<String> post(Receiver told, List<String> lines, NightRun run) {
        try {
            var session = new HttpSession(context(run), POLICY, told.auth());
            HttpAsk ask = told.ask();
            for (String line : lines) {
                HttpAnswer answer = session.send(new HttpAsk(ask.method(), ask.url(), ask.headers(), line, false));
                if (answer.status() / 100 != 2) {
                    return Optional.of("The receiver of lineage, " + ask.url().getHost() + ", answered "
                            + answer.status() + ". Look at 'lineage' in " + DistrictSettings.FILE
                            + "; the events are kept in runs/"
                            + run.id() + "/" + FILE + ".");
                }
            }
            return Optional.empty();
        } catch (PullFailure e) {
            return Optional.of("The receiver of lineage was not reached. " + e.getMessage()
                    + " The events are kept in runs/" + run.id() + "/" + FILE + ".");
        }
    }

    private PullContext context(NightRun run) {
        Path folder = home.runs().resolve(run.id());
        return new PullContext(
                "lineage",
                home.root(),
                folder,
                folder,
                PullState.NONE,
                false,
                false,
                run.date(),
                List.of(),
                DistrictFile.read(home),
                clock.instant().plus(PATIENCE),
                new Secrets(environment, home.root()),
                Pace.real(clock));
    }
}
