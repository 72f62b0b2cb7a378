package org.yearbook.dashboard.schedule;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * How a night becomes a process of its own: by the launcher that started the server, so that it has the class path and
 * the memory of a night that somebody starts by hand. A night outlives the server.
 *
 * @param launcher the file; nothing when the server was started in another way
 */
record NightProcess(Optional<Path> launcher) {

    /** By which the launcher tells the server where it is itself. */
    static final String LAUNCHER = "YEARBOOK_LAUNCHER";

    /** What the night said, in the state folder of the home; each begins it anew. */
    static final String LOG = "night.log";

    static NightProcess of(Map<String, String> environment) {
        return new NightProcess(Optional.ofNullable(environment.get(LAUNCHER))
                .filter(path -> !path.isBlank())
                .map(Path::of));
    }

    /** The same of a refresh, so that what the night said stands for the day. */
    static final String REFRESH_LOG = "refresh.log";

    Process start(DistrictHome home, LocalDate night) throws IOException {
        return start(home, LOG, "--date", night.toString());
    }

    Process refresh(DistrictHome home) throws IOException {
        return start(home, REFRESH_LOG, "--refresh");
    }

    private Process start(DistrictHome home, String log, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                launcher.orElseThrow().toString(),
                "nightly",
                "--home",
                home.root().toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .redirectErrorStream(true)
                .redirectOutput(home.state().resolve(log).toFile())
                .start();
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }
}
