package org.yearbook.warehouse.query;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;
import org.yearbook.warehouse.home.DistrictHome;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who read identified data, when, and with which statement: one JSON object a line, appended, readable by its owner
 * alone. It is opened before the question is asked, so that nothing is read that cannot be written down.
 */
public final class AuditLog implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final FileChannel channel;
    private final Clock clock;

    private AuditLog(FileChannel channel, Clock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /** Opens the log of a home, creating it. */
    public static AuditLog open(DistrictHome home, Clock clock) {
        Path file = home.state().resolve("audit-sql.log");
        try {
            Files.createDirectories(home.state());
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            return new AuditLog(
                    FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                            ownerOnly),
                    clock);
        } catch (IOException e) {
            throw new QueryException(
                    "Questions about identified data are written down in " + file + ", and it cannot be written.", e);
        }
    }

    /** Appends one line, durably. */
    public void append(String who, String publication, String statement, long rows, String outcome) {
        ObjectNode line = JSON.createObjectNode();
        line.put("at", clock.instant().toString());
        line.put("who", who);
        line.put("publication", publication);
        line.put("statement", statement);
        line.put("rows", rows);
        line.put("outcome", outcome);
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(JSON.writeValueAsString(line) + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new QueryException("What was read could not be written down in the audit log.", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new QueryException("The audit log did not close.", e);
        }
    }
}
