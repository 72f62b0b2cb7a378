package org.yearbook.warehouse.keep;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * The files of a home that belong together at one moment, while a server and a night may be at work in it. What a night
 * makes is never changed once it is there, so it is enough that the list is of one moment; a night that is under way
 * looks in it like one that was cut off.
 *
 * @param folders every folder with its rights
 * @param files by their names below the home
 * @param moving files of the inbox that somebody may still be writing
 * @param pointer what {@link #POINTER} said at that moment; empty before the first night
 */
record HomeFiles(Map<String, String> folders, Map<String, Path> files, List<String> moving, String pointer) {

    /** Names the publication in force; all other files are of the moment whenever they are copied. */
    static final String POINTER = "publications/current.json";

    /** The server's database is not a file to be copied while the server runs: whoever knows it brings a copy. */
    static final String DATABASE = "state/server.mv.db";

    private static final Pattern LEFT_OUT = Pattern.compile(String.join(
            "|",
            ".*\\.(tmp|lock|part)",
            "\\.[^/]+",
            "runs/[^/]+/(work|alive)",
            "landing/\\.work",
            "publications/[^/]+\\.tmp",
            // Made by the next night again.
            "parquet",
            "kept",
            "state/server\\.(mv|trace)\\.db",
            "lake/district/[^/]+/metadata/(.*version-hint.*|\\..*\\.crc)"));

    private static final Pattern TABLE = Pattern.compile("lake/.*\\.metadata\\.json");
    private static final Pattern HEAD = Pattern.compile("(lake/district/[^/]+/metadata)/v(\\d+)\\.metadata\\.json");
    private static final Pattern WAITING = Pattern.compile("inbox/(?!\\.).*");
    private static final Duration STILL = Duration.ofMinutes(1);
    private static final int TRIES = 5;

    /** Looks until nothing came into force meanwhile. */
    static HomeFiles of(DistrictHome home, Instant now) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            List<String> before = inForce(home);
            try {
                HomeFiles found = look(home, now, before.get(0));
                if (before.equals(inForce(home))) {
                    return found;
                }
            } catch (NoSuchFileException e) {
                // A folder went while it was looked into: a night tidies up.
            }
        }
        throw new KeepException("The home changed each time it was looked at. Wait until the night is over.");
    }

    private static List<String> inForce(DistrictHome home) throws IOException {
        Path pointer = home.root().resolve(POINTER);
        return List.of(Files.exists(pointer) ? Files.readString(pointer) : "", latestNight(home));
    }

    private static String latestNight(DistrictHome home) throws IOException {
        if (!Files.isDirectory(home.runs())) {
            return "";
        }
        try (Stream<Path> runs = Files.list(home.runs())) {
            return runs.filter(run -> Files.exists(run.resolve("night.json")))
                    .map(run -> String.valueOf(run.getFileName()))
                    .max(Comparator.naturalOrder())
                    .orElse("");
        }
    }

    private static HomeFiles look(DistrictHome home, Instant now, String pointer) throws IOException {
        // First: what these name is there already, and of what comes afterwards nothing is named.
        Set<String> heads = heads(home);
        var folders = new TreeMap<String, String>();
        var files = new TreeMap<String, Path>();
        var moving = new ArrayList<String>();
        Files.walkFileTree(
                home.root(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                            throws IOException {
                        String name = name(home, folder);
                        if (LEFT_OUT.matcher(name).matches()) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        folders.put(name, rights(folder));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String name = name(home, file);
                        if (!attributes.isRegularFile()
                                || LEFT_OUT.matcher(name).matches()
                                || (TABLE.matcher(name).matches() && !heads.contains(name))) {
                            return FileVisitResult.CONTINUE;
                        }
                        Instant changed = attributes.lastModifiedTime().toInstant();
                        if (WAITING.matcher(name).matches() && changed.isAfter(now.minus(STILL))) {
                            moving.add(name);
                        } else {
                            files.put(name, file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                        if (fault instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE; // a night writes under one name and renames
                        }
                        throw fault;
                    }
                });
        return new HomeFiles(folders, files, moving, pointer);
    }

    /** {@return the latest description of each table of the lake} Earlier ones are of no use to anybody. */
    private static Set<String> heads(DistrictHome home) throws IOException {
        Path district = home.lake().resolve("district");
        Map<String, Integer> latest = new HashMap<>();
        for (Path table : inside(district)) {
            for (Path file : inside(table.resolve("metadata"))) {
                Matcher head = HEAD.matcher(name(home, file));
                if (head.matches()) {
                    latest.merge(head.group(1), Integer.parseInt(head.group(2)), Math::max);
                }
            }
        }
        Set<String> heads = new HashSet<>();
        latest.forEach((folder, version) -> heads.add(folder + "/v" + version + ".metadata.json"));
        return heads;
    }

    private static List<Path> inside(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    static String name(DistrictHome home, Path path) {
        return home.root().relativize(path).toString().replace('\\', '/');
    }

    /** {@return who may do what with a file, where the file system knows} */
    static String rights(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix")
                ? PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                : "";
    }

    /** {@return without the publications of other nights} */
    HomeFiles withPublication(String id) {
        return new HomeFiles(without(folders, id), without(files, id), moving, pointer);
    }

    private static <T> Map<String, T> without(Map<String, T> all, String id) {
        var kept = new TreeMap<>(all);
        kept.keySet().removeIf(name -> {
            String[] parts = name.split("/", 3);
            boolean inFolder = parts.length == 3 || (parts.length == 2 && !name.equals(POINTER));
            return parts[0].equals("publications") && inFolder && !parts[1].equals(id);
        });
        return kept;
    }
}
