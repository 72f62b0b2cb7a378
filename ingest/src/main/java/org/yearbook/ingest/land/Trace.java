package org.yearbook.ingest.land;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What shows whether files were written to in between.
 *
 * @param bytes of all of them
 * @param newest last change, in milliseconds
 */
record Trace(long bytes, long newest) {

    static Trace of(List<Path> paths) {
        long bytes = 0;
        long newest = 0;
        for (Path path : paths) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    bytes += Files.size(file);
                    newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
                }
            } catch (IOException e) {
                return new Trace(-1, -1);
            }
        }
        return new Trace(bytes, newest);
    }
}
