package org.yearbook.ingest.source.pull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.yearbook.ingest.source.folder.Durable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The remembered states, one small file each; a state that cannot be read is as if the source was never pulled. */
public final class PullStates {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;

    /** Keeps them under {@code state/sources} of a home. */
    public PullStates(Path state) {
        this.folder = state.resolve("sources");
    }

    /** {@return what is known of a source} */
    public PullState read(String source) {
        try {
            return JSON.readValue(Files.readString(file(source)), PullState.class);
        } catch (NoSuchFileException e) {
            return PullState.NONE;
        } catch (IOException | JacksonException e) {
            // Whatever it said, pulling everything is right.
            return PullState.NONE;
        }
    }

    void write(String source, PullState state) {
        try {
            Files.createDirectories(folder);
            Path beside = folder.resolve(source + ".json.tmp");
            Files.write(
                    beside,
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(state)
                            .getBytes(StandardCharsets.UTF_8));
            Durable.tree(beside);
            Durable.move(beside, file(source));
        } catch (IOException e) {
            throw new UncheckedIOException("What is known of the source " + source + " cannot be written", e);
        }
    }

    /** {@return where a source may keep what it needs next time} */
    Path kept(String source) {
        return folder.resolve(source);
    }

    private Path file(String source) {
        return folder.resolve(source + ".json");
    }
}
