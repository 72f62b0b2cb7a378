package org.yearbook.warehouse.query;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Set;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.OwnerOnly;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who asked which publication what, when, and how much they got: one JSON object a line, appended, readable by its
 * owner alone. A question is in it twice, as it begins and as it ends, so that nothing is read that cannot be written
 * down, and one that was cut off with the program is there too.
 */
public final class AuditLog implements QuestionAudit, AutoCloseable {

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
            return new AuditLog(
                    FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                            OwnerOnly.file()),
                    clock);
        } catch (IOException e) {
            throw new QueryException("Questions are written down in " + file + ", and it cannot be written.", e);
        }
    }

    @Override
    public void begins(Entry entry) {
        append(entry);
    }

    @Override
    public void ends(Entry entry) {
        append(entry);
    }

    private void append(Entry entry) {
        ObjectNode line = JSON.createObjectNode();
        line.put("at", entry.at().toString());
        line.put("who", entry.asker().name());
        line.put("way", entry.asker().way());
        line.put("audience", entry.audience());
        line.put("publication", entry.publication());
        line.put("statement", entry.statement());
        line.put("rows", entry.rows());
        line.put("bytes", entry.bytes());
        line.put("outcome", entry.outcome());
        append(line);
    }

    /** Appends one line about what was read otherwise, durably. */
    public void append(String who, String publication, String statement, long rows, String outcome) {
        ObjectNode line = JSON.createObjectNode();
        line.put("at", clock.instant().toString());
        line.put("who", who);
        line.put("publication", publication);
        line.put("statement", statement);
        line.put("rows", rows);
        line.put("outcome", outcome);
        append(line);
    }

    private void append(ObjectNode line) {
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
