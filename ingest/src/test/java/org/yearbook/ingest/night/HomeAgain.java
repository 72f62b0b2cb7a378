package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The home that a first night left, as often as tests want it. The night is run once. A lake names its files by where
 * they lie, so each test has the home in the same place again, one after the other.
 */
final class HomeAgain {

    /** A night in a new home. */
    @FunctionalInterface
    interface FirstNight {
        void in(TestHome home) throws IOException;
    }

    private final Path place;
    private final Path kept;

    /** @param folder where it may put the home and what it keeps of it; there need be nothing yet */
    HomeAgain(Path folder) {
        this.place = folder.resolve("home");
        this.kept = folder.resolve("kept");
    }

    /**
     * {@return the home as it was after the first night}
     *
     * @param first runs that night in a new home, when this is asked for the first time
     */
    TestHome after(FirstNight first) {
        try {
            if (!Files.exists(kept)) {
                Files.createDirectories(place.getParent());
                first.in(new TestHome(place));
                copy(place, kept);
            } else {
                delete(place);
                copy(kept, place);
            }
            return TestHome.at(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
