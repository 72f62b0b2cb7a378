package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine of a test lets it do: in a container often neither, though the programs are there. */
final class Means {

    /** Where calls of the system are met by faults. */
    static final Path STRACE = Path.of("/usr/bin/strace");

    private static final boolean TRACES = Files.isExecutable(STRACE)
            && works(
                    STRACE.toString(), "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=pwrite64", "true");
    private static final boolean MOUNTS = "root".equals(System.getProperty("user.name")) && mounted();

    private Means() {}

    /** {@return whether a process can be watched, and its calls made to fail} */
    static boolean traces() {
        return TRACES;
    }

    /** {@return whether a folder can get a small disk of its own} */
    static boolean mounts() {
        return MOUNTS;
    }

    private static boolean mounted() {
        try {
            Path folder = Files.createTempDirectory("disk");
            try {
                return works("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString())
                        && works("umount", folder.toString());
            } finally {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean works(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
