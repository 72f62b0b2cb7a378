package org.yearbook.warehouse.keep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;

/**
 * The checksums of what nights wrote and nobody changes afterwards: rows as delivered, the lake, publications, records
 * of nights, releases. They stand in {@code checksums.sha256} of the home as {@code sha256sum -c} reads them, one line
 * a file, appended after each night that published. A disk that forgets a bit tells nobody; a look at all of them does.
 */
public final class Checksums {

    static final String FILE = "checksums.sha256";

    private static final Pattern SETTLED = Pattern.compile(String.join(
            "|",
            "lake/.*\\.(parquet|avro|metadata\\.json)",
            "landing/(?!\\.)[^/]+/[^/]+/.*",
            "publications/[^/]+(?<!\\.tmp)/.*",
            "runs/[^/]+/(night\\.json|contracts\\.csv)",
            "releases/[^/]+\\.parquet"));

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

    private Checksums() {}

    /**
     * What a look found.
     *
     * @param files how many were read
     * @param faults what is not as it was written, each in a sentence
     * @param unknown how many are there of which no checksum was noted yet
     */
    public record Report(long files, List<String> faults, long unknown) {

        public Report {
            faults = List.copyOf(faults);
        }
    }

    /** {@return what was noted, by the names of the files} */
    static Map<String, String> noted(DistrictHome home) {
        return noted(home, new ArrayList<>());
    }

    private static Map<String, String> noted(DistrictHome home, List<String> faults) {
        try {
            // A byte that is no letter any more must not keep the other lines from being read.
            return read(new String(Files.readAllBytes(home.root().resolve(FILE)), StandardCharsets.UTF_8), faults);
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    private static Map<String, String> read(String text, List<String> faults) {
        Map<String, String> noted = new HashMap<>();
        // A line that a power cut left unfinished says nothing.
        if (!text.isEmpty() && !text.endsWith("\n")) {
            faults.add("The last line of " + FILE + " is not finished. The next night that publishes mends it.");
        }
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
            var parts = LINE.matcher(line);
            if (parts.matches()) {
                noted.put(parts.group(2), parts.group(1));
            } else {
                faults.add("A line of " + FILE + " cannot be read. Put the file back from a backup.");
            }
        });
        return noted;
    }

    /**
     * Notes the files that are new; nobody writes any meanwhile.
     *
     * @param inTheLake whether a data file is in a table; others lie beside them only until the next night
     */
    public static void note(DistrictHome home, Predicate<Path> inTheLake) {
        Map<String, String> noted = noted(home);
        Map<String, Path> fresh = settled(home);
        fresh.keySet().removeAll(noted.keySet());
        fresh.values().removeIf(file -> file.startsWith(home.lake()) && isData(file) && !inTheLake.test(file));
        Map<String, String> digests = digests(fresh);
        try (FileChannel channel = FileChannel.open(
                home.root().resolve(FILE),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            String lines = new TreeMap<>(digests)
                    .entrySet().stream()
                            .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                            .collect(Collectors.joining());
            channel.position(wholeLines(channel));
            var bytes = StandardCharsets.UTF_8.encode(lines);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.truncate(channel.position());
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be written", e);
        }
    }

    /** {@return those of some files that have a checksum} */
    public static List<Path> known(DistrictHome home, Collection<Path> files) {
        Set<String> noted = files.isEmpty() ? Set.of() : noted(home).keySet();
        return files.stream()
                .filter(file -> noted.contains(HomeFiles.name(home, file)))
                .toList();
    }

    /** Forgets files that are about to be removed: cut off before they are, nobody misses them. */
    public static void forget(DistrictHome home, Collection<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        Map<String, String> noted = new TreeMap<>(noted(home));
        files.forEach(file -> noted.remove(HomeFiles.name(home, file)));
        try {
            DurableFile.write(
                    home.root().resolve(FILE),
                    noted.entrySet().stream()
                            .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be written", e);
        }
    }

    private static boolean isData(Path file) {
        return file.toString().endsWith(".parquet");
    }

    /** {@return where the next line begins, also behind one that a power cut left unfinished} */
    private static long wholeLines(FileChannel channel) throws IOException {
        var one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    /** Notes every file as it is now: all of them were just proven otherwise, and each in the lake is in a table. */
    public static void noteAnew(DistrictHome home) {
        try {
            Files.deleteIfExists(home.root().resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be replaced", e);
        }
        note(home, file -> true);
    }

    /** Reads every file that was noted. */
    public static Report check(DistrictHome home) {
        List<String> faults = new ArrayList<>();
        Map<String, String> noted = noted(home, faults);
        Map<String, Path> there = settled(home);
        noted.keySet().stream()
                .filter(name -> !there.containsKey(name) && !tidiedUp(home, name))
                .sorted()
                .forEach(name -> faults.add(name + " is missing. " + remedy(name)));
        long unknown =
                there.keySet().stream().filter(name -> !noted.containsKey(name)).count();
        there.keySet().retainAll(noted.keySet());
        new TreeMap<>(digests(there)).forEach((name, digest) -> {
            if (!digest.equals(noted.get(name))) {
                faults.add(name + " is not as it was written. " + remedy(name));
            }
        });
        return new Report(there.size(), faults, unknown);
    }

    private static String remedy(String name) {
        if (name.startsWith("publications/")) {
            return "If it is of the publication in force, go back to the night before (yearbook rollback) or run a night;"
                    + " else remove its folder.";
        }
        return "Put the file back from a backup.";
    }

    /** Nights remove publications that are too old, folder and all. */
    private static boolean tidiedUp(DistrictHome home, String name) {
        String[] parts = name.split("/", 3);
        return parts[0].equals("publications")
                && Files.notExists(home.publications().resolve(parts[1]));
    }

    private static Map<String, Path> settled(DistrictHome home) {
        Map<String, Path> files = new HashMap<>();
        for (Path folder : List.of(home.lake(), home.landing(), home.publications(), home.runs(), home.releases())) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(file -> SETTLED.matcher(HomeFiles.name(home, file)).matches())
                        .filter(Files::isRegularFile)
                        .forEach(file -> files.put(HomeFiles.name(home, file), file));
            } catch (IOException e) {
                throw new UncheckedIOException("The folder " + folder + " cannot be listed", e);
            }
        }
        return files;
    }

    /** {@return without files that went meanwhile} */
    private static Map<String, String> digests(Map<String, Path> files) {
        record Digest(String name, String sha256) {}
        return files.entrySet().parallelStream()
                .flatMap(file -> digest(file.getValue()).map(sha256 -> new Digest(file.getKey(), sha256)).stream())
                .collect(Collectors.toMap(Digest::name, Digest::sha256));
    }

    private static Optional<String> digest(Path file) {
        try {
            return Optional.of(Digests.of(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // A disk that cannot read a file any more says so here.
            return Optional.of("unreadable");
        }
    }
}
