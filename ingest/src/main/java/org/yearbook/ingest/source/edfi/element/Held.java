package org.yearbook.ingest.source.edfi.element;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.warehouse.home.DurableFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is held of a system between nights: for each resource a file of its elements, one a line, packed. A file never
 * changes; a newer state is a file of another name, so that the state of the last good pull stays until the next one is
 * remembered. Each line has the element's id, its identity and itself, parted by tabs.
 */
public final class Held implements Elements {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String END = ".gz";

    private final Path folder;
    private final String generation;
    private final Map<Resource, String> files = new LinkedHashMap<>();

    /**
     * Opens a state.
     *
     * @param folder where its files are
     * @param generation a word that no state before has; new files get it
     * @param files names of the files by resource
     */
    public Held(Path folder, String generation, Map<Resource, String> files) {
        this.folder = folder;
        this.generation = generation;
        this.files.putAll(files);
    }

    /** {@return the names of the files by resource} */
    public Map<Resource, String> files() {
        return Map.copyOf(files);
    }

    public boolean has(Resource resource) {
        return files.containsKey(resource);
    }

    /** {@return whether all files of the state are there} */
    public boolean isComplete() {
        return files.values().stream().allMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }

    /** Removes files of other states. */
    public void sweep() {
        Set<String> needed = new HashSet<>(files.values());
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                if (!needed.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing is held yet.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void each(Resource resource, Consumer<JsonNode> sink) throws PullFailure {
        lines(resource, line -> sink.accept(JSON.readTree(line.substring(line.lastIndexOf('\t') + 1))));
    }

    private void lines(Resource resource, Consumer<String> sink) throws PullFailure {
        String file = files.get(resource);
        if (file == null) {
            return;
        }
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(file)), 1 << 16), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.accept(line);
            }
        } catch (ZipException | EOFException | NoSuchFileException | JacksonException e) {
            throw new PullFailure(
                    "What was held of " + resource.path() + " is damaged.",
                    "Run 'yearbook sources pull --full' for this source: then everything is asked for anew.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a new file of all elements of a resource, in place of what was held. */
    public Writing replace(Resource resource) {
        return new Writing(resource);
    }

    /**
     * Changes what is held of a resource.
     *
     * @param changed elements that are new or other than before, by id
     * @param gone ids of elements that are no more
     */
    public void change(Resource resource, Map<String, JsonNode> changed, Set<String> gone) throws PullFailure {
        if (changed.isEmpty() && gone.isEmpty()) {
            return;
        }
        Set<String> identities = new HashSet<>();
        changed.values().forEach(element -> identities.add(resource.identity(element)));
        try (Writing writing = new Writing(resource)) {
            lines(resource, line -> {
                String id = line.substring(0, line.indexOf('\t'));
                String identity = line.substring(id.length() + 1, line.indexOf('\t', id.length() + 1));
                if (!gone.contains(id) && !changed.containsKey(id) && !identities.contains(identity)) {
                    writing.line(line);
                }
            });
            changed.forEach((id, element) -> {
                if (!gone.contains(id)) {
                    writing.add(id, element);
                }
            });
            writing.done();
        }
    }

    /** A file that is being written; it becomes part of the state when it is done. */
    public final class Writing implements AutoCloseable {

        private final Resource resource;
        private final Path file;
        private final BufferedWriter out;
        private long count;

        private Writing(Resource resource) {
            this.resource = resource;
            this.file = folder.resolve(fresh(resource));
            try {
                Files.createDirectories(folder);
                out = new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), StandardCharsets.UTF_8),
                        1 << 16);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public void add(String id, JsonNode element) {
            JsonNode slim = Slim.of(element);
            line(id + '\t' + resource.identity(slim) + '\t' + slim);
        }

        private void line(String line) {
            try {
                out.write(line);
                out.write('\n');
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public long count() {
            return count;
        }

        /** Makes the file part of the state. */
        public void done() {
            close();
            try {
                DurableFile.force(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.put(resource, String.valueOf(file.getFileName()));
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A resource can be written twice in one pull: all of it, and then what changed meanwhile. */
    private String fresh(Resource resource) {
        String name = resource.path() + "-" + generation;
        String last = files.getOrDefault(resource, "");
        return last.equals(name + END) ? name + "-b" + END : name + END;
    }
}
