package org.yearbook.ingest.night;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeFormat;
import org.yearbook.warehouse.home.ShellWord;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook init}: a new home with a commented {@code district.yaml}. */
@Command(name = "init", mixinStandardHelpOptions = true, description = "Makes a home for a district.")
public final class InitCommand implements Callable<Integer> {

    private static final int USAGE = 2;

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    /** Every other command says {@code --home}, so whoever says it here too means the same. */
    private static final class Where {
        @Parameters(paramLabel = "DIR", description = "a folder that is empty or does not exist")
        private @Nullable Path folder;

        @Option(names = "--home", paramLabel = "DIR", description = "the same")
        private @Nullable Path home;

        Path folder() {
            return folder != null ? folder : requireNonNull(home);
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Path folder = where.folder();
        var home = DistrictHome.at(folder);
        if (Files.exists(home.root()) && !isEmptyFolder(home.root())) {
            spec.commandLine().getErr().println(home.root() + " is not empty. Choose a folder that is, or a new one.");
            return USAGE;
        }
        make(home, "Our School District", "district", "", "America/Chicago");
        spec.commandLine().getOut().println("""
                A home for a district is in %1$s.
                Next: say who you are in %1$s/district.yaml, put deliveries into %1$s/inbox,
                then: yearbook nightly --home %2$s""".formatted(home.root(), ShellWord.of(folder)));
        return 0;
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.findAny().isEmpty();
        }
    }

    /** Makes the folders and the settings. */
    static void make(DistrictHome home, String name, String leaId, String state, String zone) throws IOException {
        for (Path made : List.of(
                home.inbox(),
                home.landing(),
                home.lake(),
                home.runs(),
                home.publications(),
                home.exports(),
                home.state(),
                home.metrics(),
                home.contracts())) {
            Files.createDirectories(made);
        }
        HomeFormat.write(home);
        Files.writeString(home.settings(), template().formatted(name, leaId, state, zone));
    }

    private static String template() throws IOException {
        try (InputStream stream = InitCommand.class.getResourceAsStream("district.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own district.yaml");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
