package org.yearbook.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.yearbook.warehouse.home.OwnerOnly;

/** A file with what not everybody may see: its owner alone reads it, also where one lay there that others could. */
final class OwnFile {

    private OwnFile() {}

    /** {@return the file, empty} */
    static OutputStream open(Path file) throws IOException {
        var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                OwnerOnly.file());
        try {
            if (Files.isRegularFile(file)) {
                OwnerOnly.set(file);
            }
            return Channels.newOutputStream(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
