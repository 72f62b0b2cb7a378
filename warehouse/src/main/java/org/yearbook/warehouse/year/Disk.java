package org.yearbook.warehouse.year;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.yearbook.definitions.YamlText;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.DurableFile;

/** The files of {@code years/}: written beside, flushed and moved into place, so that none is ever there in part. */
final class Disk {

    private Disk() {}

    static void write(Path file, Map<String, ?> content) {
        String text = new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(content);
        try {
            Files.createDirectories(folder(file));
            DurableFile.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be written", e);
        }
    }

    /** {@return the mapping in a file of a home; told by {@code name} when it is none} */
    static Map<?, ?> read(Path file, String name) {
        try {
            Object document = YamlText.value(name, Files.readString(file, StandardCharsets.UTF_8));
            if (document instanceof Map<?, ?> map) {
                return map;
            }
        } catch (YamlEngineException e) {
            throw new YearException(name + " is not valid YAML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new YearException(name + " cannot be read.", e);
        }
        throw new YearException(name + " holds nothing that could be read; put it back from a backup.");
    }

    /** {@return the SHA-256 of every file below a folder, by its path in it} */
    static Map<String, String> hashes(Path folder) throws IOException {
        var hashes = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(folder.relativize(file).toString().replace('\\', '/'), Sha256.of(file));
            }
        }
        return hashes;
    }

    /** Gives a finished folder its name, its files flushed first. */
    static void finish(Path unfinished, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(unfinished)) {
            for (Path file : files.toList()) {
                DurableFile.force(file);
            }
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.force(folder(folder));
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private static Path folder(Path file) {
        return file.resolveSibling("");
    }
}
