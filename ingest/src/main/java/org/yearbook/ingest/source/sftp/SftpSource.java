package org.yearbook.ingest.source.sftp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullOutcome;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.Source;
import org.yearbook.ingest.source.pull.SourceSettings.Named;

/**
 * Files on an SFTP server. What was taken is remembered by name, size and time of change, and not taken twice.
 *
 * @param files paths whose last part is a pattern
 * @param daysBack how many days before the night {@code {date}} is
 * @param settleSeconds between the two looks at every file; one that changes meanwhile is left for next time
 */
record SftpSource(Server server, Named user, Login login, List<String> files, int daysBack, int settleSeconds)
        implements Source {

    /**
     * Where, and how it is known to be the right one.
     *
     * @param hostKeys fingerprints, any of which may answer
     */
    record Server(String host, int port, List<String> hostKeys) {}

    /** How we prove who we are. */
    record Login(Optional<Secret> password, Optional<Secret> key, Optional<Secret> passphrase) {}

    SftpSource {
        files = List.copyOf(files);
    }

    @Override
    public PullOutcome pull(PullContext context) throws PullFailure {
        try (var connection = SftpConnection.open(this, context)) {
            return new SftpPull(this, context, connection).pull();
        }
    }

    @Override
    public void check(PullContext context, Consumer<String> tell) throws PullFailure {
        try (var connection = SftpConnection.open(this, context)) {
            tell.accept("Signed in at " + server.host() + "; its host key is the pinned one.");
            Map<String, SftpConnection.Remote> found = new SftpPull(this, context, connection).look();
            tell.accept(found.isEmpty() ? "No file fits 'files'." : found.size() + " files fit 'files'.");
        }
    }
}
