package org.yearbook.warehouse.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.home.OwnerOnly;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Files and folders that their owner alone may read, each there as a whole or not at all. */
final class Kept {

    private static final String UNFINISHED = ".tmp";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .addModule(new SimpleModule()
                    .addSerializer(SchoolYear.class, ToStringSerializer.instance)
                    .addDeserializer(SchoolYear.class, new YearReader()))
            .build();

    /** Reads a school year as people write it. */
    private static final class YearReader extends StdDeserializer<SchoolYear> {

        YearReader() {
            super(SchoolYear.class);
        }

        @Override
        public SchoolYear deserialize(JsonParser parser, DeserializationContext context) {
            return SchoolYear.parse(parser.getString());
        }
    }

    private Kept() {}

    static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder, OwnerOnly.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(folder.getFileName() + " cannot be made in exports/", e);
        }
    }

    /** Writes a file in place of what was there. */
    static void write(Path file, String text) {
        write(file, text, StandardCharsets.UTF_8);
    }

    /** Writes a file in place of what was there. */
    static void write(Path file, String text, Charset encoding) {
        try {
            Path beside = file.resolveSibling(file.getFileName() + UNFINISHED);
            Files.deleteIfExists(beside);
            try (FileChannel channel = FileChannel.open(
                    beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.file())) {
                var bytes = ByteBuffer.wrap(text.getBytes(encoding));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            DurableFile.replace(beside, file);
            DurableFile.force(file.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be written to exports/", e);
        }
    }

    static void writeJson(Path file, Object value) {
        write(file, JSON.writeValueAsString(value) + "\n");
    }

    static <T> Optional<T> readJson(Path file, Class<T> type) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file), type));
        } catch (IOException | JacksonException e) {
            throw new ExportException(
                    file.getFileName() + " in exports/ cannot be understood; put it back from a backup.", e);
        }
    }

    static String read(Path file, Charset encoding) {
        try {
            return Files.readString(file, encoding);
        } catch (IOException e) {
            throw new ExportException(
                    file.getFileName() + " in exports/ cannot be read; put it back from a backup.", e);
        }
    }

    /** {@return an empty folder to be filled; what a run that was cut off left of it is gone} */
    static Path begin(Path folder) {
        Path unfinished = folder.resolveSibling(folder.getFileName() + UNFINISHED);
        delete(unfinished);
        folder(folder.resolveSibling(""));
        return folder(unfinished);
    }

    /** Gives a filled folder its name, in one step; a name that is taken stays with who has it. */
    static void finish(Path unfinished, Path folder) {
        try {
            DurableFile.force(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            DurableFile.force(folder.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.getFileName() + " cannot be written to exports/", e);
        }
    }

    /** Takes rights to a file from everybody but its owner. */
    static void ownerOnly(Path file) {
        try {
            OwnerOnly.set(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be kept from others", e);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder.getFileName() + " cannot be removed from exports/", e);
        }
    }

    /** {@return the names in a folder that fit a pattern, sorted; none when it is not there} */
    static List<String> names(Path folder, String pattern) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches(pattern))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder.getFileName() + " cannot be listed", e);
        }
    }

    static String sha256(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be read", e);
        }
    }

    static String sha256(String text, Charset encoding) {
        return Sha256.of(text.getBytes(encoding));
    }
}
