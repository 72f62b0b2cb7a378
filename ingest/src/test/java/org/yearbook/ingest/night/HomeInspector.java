package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at a home as somebody would who has its files and nothing of the program: no class of Yearbook is used here, so
 * that a fault of the program cannot hide itself from its own check.
 */
final class HomeInspector {

    static final List<String> AUDIENCES = List.of("internal", "analyst", "public");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path home;
    private final List<String> broken = new ArrayList<>();

    private HomeInspector(Path home) {
        this.home = home;
    }

    /** {@return the publication that the pointer names; empty before the first} */
    static Optional<String> publication(Path home) {
        Path pointer = home.resolve("publications/current.json");
        return Files.exists(pointer)
                ? Optional.of(json(pointer).required("publication").asString())
                : Optional.empty();
    }

    /** {@return the files of the publication in force, by audience} */
    static Map<String, Path> files(Path home) {
        return files(home, json(home.resolve("publications/current.json")));
    }

    private static Map<String, Path> files(Path home, JsonNode pointer) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String audience : AUDIENCES) {
            files.put(
                    audience,
                    home.resolve("publications")
                            .resolve(
                                    pointer.required("files").required(audience).asString()));
        }
        return files;
    }

    /**
     * {@return which promises are broken, in sentences; none when all are kept}
     *
     * @param delivered how often each content was delivered so far, by SHA-256
     */
    static List<String> broken(Path home, Map<String, Long> delivered) {
        var inspector = new HomeInspector(home);
        if (publication(home).isPresent()) {
            inspector.publicationIsOfOneNight();
            inspector.everyRowIsCounted();
            inspector.theNightIsWhole();
        }
        inspector.deliveriesAreThereOnce(delivered);
        return inspector.broken;
    }

    /** {@return what somebody meets who opens the publication in force; none when all its files are of one night} */
    static List<String> unreadable(Path home) {
        var inspector = new HomeInspector(home);
        inspector.publicationIsOfOneNight();
        return inspector.broken;
    }

    /** {@return the files that the record of the night in force names} */
    static List<String> filesOfTheLake(Path home) {
        String night = json(home.resolve("publications/current.json"))
                .required("night")
                .asString();
        return json(home.resolve("runs").resolve(night).resolve("night.json")).required("tables").values().stream()
                .flatMap(table -> table.required("files").values().stream())
                .map(file -> file.asString().replace("file://", ""))
                .toList();
    }

    /** {@return what a night that ended well must not have left lying; none when it left nothing} */
    static List<String> leftovers(Path home) {
        try (Stream<Path> all = Files.walk(home, 3)) {
            return all.map(path -> home.relativize(path).toString())
                    .filter(path -> path.endsWith(".tmp")
                            || path.equals("landing/.work")
                            || path.matches("runs/[^/]+/work")
                            || path.matches("inbox/\\.pulling/.+")
                            || path.matches("inbox/[^./][^/]*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publicationIsOfOneNight() {
        // Read once: it may move at any time.
        JsonNode pointer = json(home.resolve("publications/current.json"));
        String expected = pointer.required("publication").asString() + " of "
                + pointer.required("night").asString() + " as of "
                + pointer.required("as_of").asString();
        files(home, pointer).forEach((audience, file) -> {
            try (Connection published = open(file)) {
                String found = text(
                        published,
                        "select publication_id || ' of ' || night_id || ' as of ' || as_of from publication");
                if (!found.equals(expected)) {
                    broken.add("The pointer names " + expected + ", and the file for " + audience + " is " + found);
                }
            } catch (SQLException e) {
                broken.add("The file for " + audience + " cannot be read: " + e.getMessage());
            }
        });
    }

    private void everyRowIsCounted() {
        try (Connection internal = open(files(home).get("internal"))) {
            String uncounted = text(
                    internal,
                    "select coalesce(string_agg(file, ', '), '') from row_account"
                            + " where delivered is distinct from loaded + quarantined + duplicate");
            if (!uncounted.isEmpty()) {
                broken.add("Rows of " + uncounted + " are neither loaded nor quarantined nor duplicates");
            }
        } catch (SQLException e) {
            broken.add("The rows cannot be counted: " + e.getMessage());
        }
    }

    /** What the record of the published night names is there, with as many rows. */
    private void theNightIsWhole() {
        String night = json(home.resolve("publications/current.json"))
                .required("night")
                .asString();
        Path file = home.resolve("runs").resolve(night).resolve("night.json");
        if (!Files.exists(file)) {
            broken.add("Night " + night + " is published and has no record");
            return;
        }
        try (Connection lake = DriverManager.getConnection("jdbc:duckdb:")) {
            json(file).required("tables").properties().forEach(table -> {
                List<String> files = table.getValue().required("files").values().stream()
                        .map(path -> "'" + path.asString().replace("file://", "") + "'")
                        .toList();
                long rows = table.getValue().required("rows").asLong();
                String found = files.isEmpty()
                        ? "0"
                        : told(
                                lake,
                                "select count(*)::varchar from read_parquet([" + String.join(", ", files)
                                        + "], union_by_name = true)");
                if (!found.equals(Long.toString(rows))) {
                    broken.add("The lake's " + table.getKey() + " should have " + rows + " rows: " + found);
                }
            });
        } catch (SQLException e) {
            broken.add("The lake cannot be read: " + e.getMessage());
        }
    }

    /** Nothing that was delivered is lost or doubled, neither where people see it nor where it is read from. */
    private void deliveriesAreThereOnce(Map<String, Long> delivered) {
        Map<String, Long> there = contents(home.resolve("inbox"));
        if (!there.equals(delivered)) {
            broken.add("Delivered was " + delivered + ", and in the inbox, taken and held is " + there);
        }
        try (Stream<Path> all = Files.walk(home.resolve("landing"))) {
            Map<String, Long> landed = all.filter(path -> path.endsWith("delivery.json"))
                    .filter(path -> !path.toString().contains("/.work/"))
                    .flatMap(path -> json(path).required("files").values().stream())
                    .collect(Collectors.groupingBy(
                            landing -> landing.required("file").asString() + " "
                                    + landing.required("sha256").asString(),
                            Collectors.counting()));
            landed.forEach((name, times) -> {
                if (times > 1) {
                    broken.add(name + " was landed " + times + " times");
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return how often each content lies below a folder, by SHA-256; explanations of ours are none} */
    static Map<String, Long> contents(Path folder) {
        if (!Files.exists(folder)) {
            return Map.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".txt"))
                    .collect(Collectors.groupingBy(HomeInspector::sha256, TreeMap::new, Collectors.counting()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Connection open(Path file) throws SQLException {
        var readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + file, readOnly);
    }

    private static String told(Connection connection, String sql) {
        try {
            return text(connection, sql);
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
