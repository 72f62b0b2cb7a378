package org.yearbook.ingest.source.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads secrets when they are needed. A missing one is told by where it was looked for. */
public final class Secrets {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Map<String, String> environment;
    private final Path folder;

    /**
     * Where to look.
     *
     * @param folder what relative paths are relative to: the home
     */
    public Secrets(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** {@return the secret, without the mark and the line break that editors put at the ends of a file} */
    public String reveal(Secret secret) throws PullFailure {
        String value = withoutMark(
                secret.file().isPresent()
                        ? read(secret)
                        : environment.getOrDefault(secret.variable().orElse(""), ""));
        if (value.isBlank()) {
            throw new PullFailure(
                    "No secret was found at " + secret.place() + ".",
                    "Set the environment variable, or write the secret into the file, for the user that runs the"
                            + " night.");
        }
        return value.strip();
    }

    private static String withoutMark(String value) {
        return value.startsWith(BYTE_ORDER_MARK) ? value.substring(BYTE_ORDER_MARK.length()) : value;
    }

    private String read(Secret secret) throws PullFailure {
        Optional<String> path = secret.file();
        try {
            return Files.readString(folder.resolve(path.orElse("")));
        } catch (IOException e) {
            throw new PullFailure(
                    "The secret at " + secret.place() + " cannot be read.",
                    "Check that the file is there and that the user that runs the night may read it.",
                    e);
        }
    }
}
