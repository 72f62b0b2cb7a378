package org.yearbook.warehouse.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.DurableFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of one run in its folder: {@code run.json}, always whole, and {@code alive}, which the night's process
 * holds locked. The system gives the lock back however the process ends, so that a night that died is known for dead at
 * once.
 */
final class RunFile {

    static final String NAME = "run.json";
    static final String ALIVE = "alive";
    private static final Object ONE_AT_A_TIME = new Object();
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // a later release may have written it
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // or an earlier one, which knew no refreshes
            .build();

    private RunFile() {}

    static void write(Path folder, Run run) throws IOException {
        DurableFile.write(folder.resolve(NAME), JSON.writeValueAsString(run));
    }

    /** {@return what the folder tells; null when there is nothing that can be read} */
    static @Nullable Run read(Path folder) {
        try {
            Run run = JSON.readValue(Files.readString(folder.resolve(NAME)), Run.class);
            return run.state() == Run.State.RUNNING && !alive(folder) ? readAgain(folder, run) : run;
        } catch (IOException | JacksonException e) {
            return null;
        }
    }

    /** It may have ended in good order between the two looks. */
    private static Run readAgain(Path folder, Run before) throws IOException {
        Run run = JSON.readValue(Files.readString(folder.resolve(NAME)), Run.class);
        return run.state() == Run.State.RUNNING ? before.died() : run;
    }

    /** {@return the lock that says that somebody is at work, held until its channel is closed} */
    static FileChannel holdAlive(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(ALIVE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    static void letGo(Path folder, FileChannel held) throws IOException {
        held.close();
        Files.deleteIfExists(folder.resolve(ALIVE));
    }

    /** Asked with a shared lock, so that two servers do not take each other for the night. */
    private static boolean alive(Path folder) throws IOException {
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel channel = FileChannel.open(folder.resolve(ALIVE), StandardOpenOption.READ);
                    FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return lock == null;
            } catch (OverlappingFileLockException e) {
                return true; // the night is in this very process
            } catch (NoSuchFileException e) {
                return false;
            }
        }
    }
}
