package org.yearbook.dashboard.schedule;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
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

    Process start(DistrictHome home, LocalDate night) throws IOException {
        File log = home.state().resolve(LOG).toFile();
        return new ProcessBuilder(
                        launcher.orElseThrow().toString(),
                        "nightly",
                        "--home",
                        home.root().toString(),
                        "--date",
                        night.toString())
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }
}
