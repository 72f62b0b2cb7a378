package org.yearbook.definitions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one folder of definitions, by path within it.
 *
 * @param label what comes before a path when a person is told of it
 */
record DefinitionFiles(String label, Map<String, String> texts) {

    private static final String SHIPPED = "/definitions/";

    /** {@return the files of this release}; a jar cannot be listed, so that {@code index.txt} names them */
    static DefinitionFiles shipped() {
        var texts = new TreeMap<String, String>();
        resource("index.txt").lines().filter(line -> !line.isBlank()).forEach(file -> texts.put(file, resource(file)));
        return new DefinitionFiles("definitions/", texts);
    }

    /**
     * {@return the files of a folder, which may be absent}
     *
     * @throws DefinitionException that names every file that is no text
     */
    static DefinitionFiles in(Path folder) {
        String label = folder.getFileName() + "/";
        var texts = new TreeMap<String, String>();
        var faults = new ArrayList<Fault>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.filter(DefinitionFiles::counts).toList()) {
                    String file = folder.relativize(path).toString().replace('\\', '/');
                    text(path, label + file, faults).ifPresent(text -> texts.put(file, text));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The metric definitions in " + folder + " cannot be read", e);
            }
        }
        if (!faults.isEmpty()) {
            throw new DefinitionException(faults);
        }
        return new DefinitionFiles(label, texts);
    }

    private static Optional<String> text(Path path, String file, List<Fault> faults) {
        try {
            return Optional.of(Files.readString(path));
        } catch (CharacterCodingException e) {
            faults.add(new Fault(new Place(file, 1), "is not UTF-8; save it as UTF-8"));
        } catch (IOException e) {
            faults.add(new Fault(new Place(file, 1), "cannot be read"));
        }
        return Optional.empty();
    }

    private static boolean counts(Path path) {
        String name = path.getFileName().toString();
        return Files.isRegularFile(path)
                && !name.startsWith(".")
                && (name.endsWith(".yaml") || name.endsWith(".yml") || name.equals(Approvals.FILE));
    }

    @Nullable
    String text(String file) {
        return texts.get(file);
    }

    /** {@return files that hold a metric} */
    Map<String, String> metrics() {
        return some(file -> !file.equals(Approvals.FILE)
                && !file.equals(DatasetFile.FILE)
                && !file.equals(Boards.FILE)
                && !file.equals(ReportCard.FILE)
                && !isExample(file));
    }

    /** {@return files that hold worked examples: all below a folder {@code examples}} */
    Map<String, String> examples() {
        return some(DefinitionFiles::isExample);
    }

    private Map<String, String> some(Predicate<String> wanted) {
        var some = new TreeMap<String, String>();
        texts.forEach((file, text) -> {
            if (wanted.test(file)) {
                some.put(label + file, text);
            }
        });
        return some;
    }

    private static boolean isExample(String file) {
        return file.startsWith("examples/") || file.contains("/examples/");
    }

    private static String resource(String name) {
        try (InputStream stream = DefinitionFiles.class.getResourceAsStream(SHIPPED + name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own definition " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
