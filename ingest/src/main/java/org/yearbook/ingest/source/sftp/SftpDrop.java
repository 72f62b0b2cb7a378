package org.yearbook.ingest.source.sftp;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.YamlMap;
import org.yearbook.ingest.source.pull.DistrictSettings;
import org.yearbook.ingest.source.pull.Pace;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullState;
import org.yearbook.ingest.source.pull.Secrets;
import org.yearbook.ingest.source.pull.SourceSettings;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;

/**
 * A folder on an SFTP server that finished files are put into: {@code federal}, {@code hand_in}, {@code deliver},
 * {@code sftp} of {@code district.yaml}, with the settings of a source of that kind, and {@code folder}. Its host key
 * is pinned, too.
 */
public final class SftpDrop {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final SftpSource server;
    private final String folder;
    private final PullContext context;

    private SftpDrop(SftpSource server, String folder, PullContext context) {
        this.server = server;
        this.folder = folder;
        this.context = context;
    }

    /**
     * {@return the server of a home; none when it names none}
     *
     * @throws HomeException with every fault
     */
    public static Optional<SftpDrop> of(DistrictHome home, Clock clock, Map<String, String> environment) {
        List<Fault> faults = new ArrayList<>();
        Optional<YamlMap> sftp = DistrictSettings.read(home, faults)
                .flatMap(root -> root.map("federal"))
                .flatMap(federal -> federal.map("hand_in"))
                .flatMap(files -> files.map("deliver"))
                .flatMap(deliver -> deliver.map("sftp"));
        Optional<SftpDrop> drop = sftp.map(map -> read(map, home, clock, environment));
        if (!faults.isEmpty()) {
            throw new HomeException("The delivery of federal files in " + DistrictSettings.FILE
                    + " needs a correction:\n  - "
                    + String.join("\n  - ", faults.stream().map(Fault::toString).toList()));
        }
        return drop;
    }

    private static SftpDrop read(YamlMap map, DistrictHome home, Clock clock, Map<String, String> environment) {
        var settings = new SourceSettings(map);
        String folder = map.text("folder", "");
        if (folder.contains("..")) {
            map.fault("folder", "'folder' must be a plain path on the server");
        }
        SftpSource server = SftpKind.server(settings, List.of());
        map.finish();
        var context = new PullContext(
                "federal files",
                home.root(),
                home.exports(),
                home.exports(),
                PullState.NONE,
                false,
                false,
                clock.instant().atZone(DistrictFile.read(home).zone()).toLocalDate(),
                List.of(),
                DistrictFile.read(home),
                clock.instant().plus(PATIENCE),
                new Secrets(environment, home.root()),
                Pace.real(clock));
        return new SftpDrop(server, folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/", context);
    }

    /** {@return where files go, without the user} */
    public String told() {
        return "sftp://" + server.server().host() + "/" + folder;
    }

    /**
     * Puts files there; each appears under its name once it is complete. What is there already stays as it is, and when
     * another file has one of the names, none is put there.
     */
    public void put(List<Path> files) throws PullFailure {
        try (var connection = SftpConnection.open(server, context)) {
            List<Path> more = new ArrayList<>();
            for (Path file : files) {
                if (!connection.holds(file, folder + file.getFileName())) {
                    more.add(file);
                }
            }
            for (Path file : more) {
                connection.put(file, folder + file.getFileName());
            }
        }
    }
}
