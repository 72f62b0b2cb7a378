package org.yearbook.ingest.land;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * What a landing asks for that can be found out before: what is in force, and the fingerprints of files that may be the
 * same as before. On a night that brings nothing new, most of its reading is this, and it is done while the night gets
 * ready. Whatever fails here is tried again, and told, by the landing itself.
 */
public final class Early {

    /** Smaller files are read faster than a thread is asked. */
    private static final long LARGE = 1 << 20;

    private final Path landing;
    private final CompletableFuture<Optional<Catalogue>> found;
    private final Map<Path, CompletableFuture<Optional<Sum>>> sums = new ConcurrentHashMap<>();

    private @Nullable Catalogue catalogue;

    private Early(Path landing, CompletableFuture<Optional<Catalogue>> found) {
        this.landing = landing;
        this.found = found;
    }

    /** What a file was when its fingerprint was taken: another size, time or place, and it is another file. */
    private record Seen(
            long bytes, FileTime modified, @Nullable Object place) {

        static Seen of(Path file) throws IOException {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Seen(now.size(), now.lastModifiedTime(), now.fileKey());
        }
    }

    private record Sum(Seen seen, String sha256) {}

    /** {@return nothing found out beforehand} */
    static Early nothing(DistrictHome home) {
        return new Early(home.landing(), CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Begins for the files that lie in the inbox now; those that come later are read when it is their turn. */
    public static Early begin(DistrictHome home) {
        var early = new Early(home.landing(), new CompletableFuture<>());
        var thread = new Thread(() -> early.find(home.inbox()), "early");
        thread.setDaemon(true);
        thread.start();
        return early;
    }

    // Whoever waits is let go in the end, whatever happens here.
    private void find(Path inbox) {
        try {
            Catalogue all = Catalogue.open(landing);
            List<Path> alike = alike(inbox, all.standing().sizes());
            alike.forEach(file -> sums.put(file, new CompletableFuture<>()));
            found.complete(Optional.of(all));
            for (Path file : alike) {
                take(file);
            }
        } catch (RuntimeException | IOException e) {
            // Then the landing meets it, too, and says which file it is.
        } finally {
            found.complete(Optional.empty());
            sums.values().forEach(sum -> sum.complete(Optional.empty()));
        }
    }

    private static List<Path> alike(Path inbox, Set<Long> sizes) throws IOException {
        List<Path> alike = new ArrayList<>();
        try (Stream<Path> files = Files.list(inbox)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                long bytes = Files.size(file);
                if (bytes >= LARGE && sizes.contains(bytes)) {
                    alike.add(file);
                }
            }
        }
        return alike;
    }

    private void take(Path file) throws IOException {
        Seen seen = Seen.of(file);
        var sum = new Sum(seen, Sha256.of(file));
        sums.computeIfPresent(file, (same, waited) -> {
            waited.complete(Optional.of(sum));
            return waited;
        });
    }

    /** {@return all deliveries; the same for whoever asks, and only this landing changes them} */
    Catalogue catalogue() {
        Catalogue now = catalogue;
        if (now == null) {
            now = found.join().orElseGet(() -> Catalogue.open(landing));
            catalogue = now;
        }
        return now;
    }

    /** {@return a file's fingerprint} */
    String sha256(Path file) throws IOException {
        CompletableFuture<Optional<Sum>> sum = sums.get(file);
        Optional<Sum> taken = sum == null ? Optional.empty() : sum.join();
        return taken.isPresent() && taken.get().seen().equals(Seen.of(file))
                ? taken.get().sha256()
                : Sha256.of(file);
    }
}
