package org.yearbook.warehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkFolderTest {

    private static final int READERS = 8;
    private static final int TIMES = 400;

    @TempDir
    Path folder;

    /** Each clears away what dead processes left there, while others make their folders and take them away again. */
    @Test
    void manyReadAFileAtOnceAndNoneClearsAnothersFolderAway() throws Exception {
        Path file = Files.createDirectories(folder.resolve("publication")).resolve("public.duckdb");
        Files.writeString(file, "rows");
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            Callable<Integer> reader = () -> read(file);
            for (Future<Integer> done : readers.invokeAll(Collections.nCopies(READERS, reader))) {
                assertThat(done.get()).isEqualTo(TIMES);
            }
        } finally {
            readers.shutdownNow();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).containsExactly(file.getParent());
        }
    }

    private static int read(Path file) throws IOException {
        int read = 0;
        for (int time = 0; time < TIMES; time++) {
            Path own = LinkFolder.beside(file);
            if (Files.readString(LinkFolder.link(own, file)).equals("rows")) {
                read++;
            }
            LinkFolder.delete(own);
        }
        return read;
    }
}
