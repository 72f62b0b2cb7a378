package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yearbook.ingest.lake.LakeMove;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a home that comes to lie elsewhere where its files are: the lake and the records of nights name them in full.
 */
final class HomeMove {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String from;
    private final String to;

    private HomeMove(Path from, Path to) {
        this.from = from + "/";
        this.to = to + "/";
    }

    /**
     * Gives everything its new path.
     *
     * @param from where the home was
     * @param to where it will be
     * @param now where its files are meanwhile
     */
    static void move(Path from, Path to, DistrictHome now) {
        if (from.equals(to)) {
            return;
        }
        LakeMove.move(from.resolve("lake"), to.resolve("lake"), now.lake());
        var move = new HomeMove(from, to);
        if (!Files.isDirectory(now.runs())) {
            return;
        }
        try (Stream<Path> runs = Files.list(now.runs())) {
            for (Path record : runs.map(run -> run.resolve(NightRecord.FILE))
                    .filter(Files::isRegularFile)
                    .toList()) {
                JsonNode night = JSON.readTree(Files.readString(record));
                DurableFile.write(record, JSON.writeValueAsString(move.moved(night)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The records of the nights cannot be given their new place", e);
        }
    }

    private JsonNode moved(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                object.set(name, moved(object.get(name)));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, moved(array.get(i)));
            }
        } else if (node.isString()) {
            return JSON.getNodeFactory().stringNode(moved(node.stringValue()));
        }
        return node;
    }

    private String moved(String text) {
        String file = uri(from);
        if (text.startsWith(file)) {
            return uri(to) + text.substring(file.length());
        }
        return text.startsWith(from) ? to + text.substring(from.length()) : text;
    }

    /** As the records write a path: with what a URI escapes. */
    private static String uri(String folder) {
        String text = Path.of(folder).toUri().toString();
        return text.endsWith("/") ? text : text + "/";
    }
}
