package org.yearbook.warehouse.fingerprint;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Tells whether the program that found something is the one that is running. */
public final class ProgramParts {

    private ProgramParts() {}

    /**
     * {@return a fingerprint of the parts that classes come from} Where a part cannot be looked at, it is never twice
     * the same.
     */
    public static String fingerprint(Class<?>... classes) {
        var text = new StringBuilder();
        for (Class<?> one : classes) {
            text.append(of(one)).append('\n');
        }
        return Sha256.of(text.toString());
    }

    private static String of(Class<?> one) {
        CodeSource source = one.getProtectionDomain().getCodeSource();
        try {
            Path part = source == null ? null : Path.of(source.getLocation().toURI());
            return part == null ? unknown() : Files.isDirectory(part) ? folder(part) : Sha256.of(part);
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return unknown();
        }
    }

    private static String unknown() {
        return UUID.randomUUID().toString();
    }

    /** Classes that were just built: when they were says enough. */
    private static String folder(Path part) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            List<String> lines = files.filter(Files::isRegularFile)
                    .sorted()
                    .map(FileMark::of)
                    .map(FileMark::toString)
                    .toList();
            return Sha256.of(String.join("\n", lines));
        }
    }
}
