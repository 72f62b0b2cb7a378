package org.yearbook.ingest.source.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import com.jcraft.jsch.SftpProgressMonitor;
import com.jcraft.jsch.UserInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.warehouse.fingerprint.Sha256;

/** A connection to a server whose host key is one of the pinned ones. */
final class SftpConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 20_000;
    private static final int QUIET_MILLIS = 60_000;
    private static final int TRIES = 3;
    private static final String LOOK = "Look at it and take it away; then deliver again.";

    /** The same as for a download over HTTPS. */
    private static final long MOST_BYTES = 8L << 30;

    private final Session session;
    private final ChannelSftp channel;
    private final String host;

    private SftpConnection(Session session, ChannelSftp channel, String host) {
        this.session = session;
        this.channel = channel;
        this.host = host;
    }

    /** A file on the server: what shows that it is another later. */
    record Remote(String path, String name, long size, int modified) {

        String trace() {
            return size + " " + modified;
        }
    }

    /** Connects, again after a while when nobody answers; a wrong key or password is not tried twice. */
    static SftpConnection open(SftpSource source, PullContext context) throws PullFailure {
        for (int tried = 1; ; tried++) {
            var pinned = new PinnedKeys(source.server().hostKeys());
            try {
                return connect(source, context, pinned);
            } catch (JSchException e) {
                if (pinned.refused().isPresent()) {
                    throw otherKey(source.server().host(), pinned.refused().get(), e);
                }
                String said = String.valueOf(e.getMessage());
                if (said.startsWith("Auth fail") || said.startsWith("Auth cancel")) {
                    throw new PullFailure(
                            source.server().host() + " does not accept the user with this password or key.",
                            "Check 'user' and 'password' or 'key', and whether they have expired.",
                            e);
                }
                if (said.startsWith("invalid privatekey") || said.startsWith("USERAUTH fail")) {
                    throw new PullFailure(
                            "The private key of " + context.source() + " cannot be used.",
                            "Check that 'key' is a private key's file, and that 'passphrase' fits it.",
                            e);
                }
                if (tried >= TRIES) {
                    throw new PullFailure(
                            source.server().host() + " cannot be reached by SFTP; " + TRIES + " tries failed.",
                            "Check 'host' and 'port', and whether the vendor lets this machine's address in.",
                            e);
                }
                context.pace().sleep(Duration.ofSeconds(2L << tried));
            }
        }
    }

    private static PullFailure otherKey(String host, String shown, JSchException e) {
        return new PullFailure(
                host + " shows the host key " + shown + ", which is not the pinned one. Nothing was sent to it.",
                "Ask the vendor whether the key was changed. Only if so, write the new one into 'hostKey'.",
                e);
    }

    private static SftpConnection connect(SftpSource source, PullContext context, PinnedKeys pinned)
            throws JSchException, PullFailure {
        var jsch = new JSch();
        jsch.setHostKeyRepository(pinned);
        String user = source.user().reveal(context.secrets());
        Optional<Secret> key = source.login().key();
        if (key.isPresent()) {
            byte[] passphrase = source.login().passphrase().isPresent()
                    ? context.secrets()
                            .reveal(source.login().passphrase().get())
                            .getBytes(StandardCharsets.UTF_8)
                    : null;
            // The newline at its end is a part of a key's file.
            byte[] text = (context.secrets().reveal(key.get()) + "\n").getBytes(StandardCharsets.UTF_8);
            jsch.addIdentity(context.source(), text, null, passphrase);
        }
        Session session =
                jsch.getSession(user, source.server().host(), source.server().port());
        if (source.login().password().isPresent()) {
            session.setPassword(
                    context.secrets().reveal(source.login().password().get()).getBytes(StandardCharsets.UTF_8));
        }
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("PreferredAuthentications", key.isPresent() ? "publickey" : "password,keyboard-interactive");
        session.setTimeout(QUIET_MILLIS);
        session.connect(CONNECT_MILLIS);
        try {
            var channel = (ChannelSftp) session.openChannel("sftp");
            channel.connect(CONNECT_MILLIS);
            return new SftpConnection(session, channel, source.server().host());
        } catch (JSchException e) {
            session.disconnect();
            throw e;
        }
    }

    /** {@return the plain files of a folder; links and folders are not followed} */
    List<Remote> list(String folder) throws PullFailure {
        List<Remote> files = new ArrayList<>();
        try {
            for (ChannelSftp.LsEntry entry : channel.ls(folder.isEmpty() ? "." : escaped(folder))) {
                if (entry.getAttrs().isReg()) {
                    files.add(remote(folder + entry.getFilename(), entry.getFilename(), entry.getAttrs()));
                }
            }
        } catch (SftpException e) {
            throw e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE
                    ? new PullFailure(
                            "There is no folder '" + folder + "' on " + host + ".",
                            "Check 'files': paths begin where the user lands after signing in, or with a slash.",
                            e)
                    : broken(e);
        }
        return files;
    }

    /** {@return how a file stands now; none when it is gone} */
    Optional<Remote> look(Remote file) throws PullFailure {
        try {
            return Optional.of(remote(file.path(), file.name(), channel.lstat(escaped(file.path()))));
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return Optional.empty();
            }
            throw broken(e);
        }
    }

    /** Fetches a file; one that is too large, or not here when the pull must have ended, is given up. */
    void fetch(Remote file, Path to, PullContext context) throws PullFailure {
        if (file.size() > MOST_BYTES) {
            throw tooLarge(file);
        }
        var limits = new Limits(context);
        try {
            channel.get(escaped(file.path()), to.toString(), limits);
        } catch (SftpException e) {
            throw broken(e);
        }
        if (limits.late) {
            throw new PullFailure(
                    host + " did not give " + file.name() + " within the time that the pull may take.",
                    "Pull at an hour at which the server is less busy, or raise 'maxMinutes'.");
        }
        if (limits.large) {
            throw tooLarge(file);
        }
    }

    /**
     * {@return whether a file of ours is there already} Servers differ in what renaming to a name that is taken does:
     * some write over what has it.
     *
     * @throws PullFailure when another file has its name
     */
    boolean holds(Path file, String path) throws PullFailure {
        SftpATTRS found;
        try {
            found = channel.lstat(escaped(path));
        } catch (SftpException e) {
            return false; // what else is wrong shows itself when the file is put there
        }
        try (InputStream theirs = channel.get(escaped(path))) {
            if (found.getSize() == Files.size(file) && Arrays.equals(theirs.readAllBytes(), Files.readAllBytes(file))) {
                return true;
            }
        } catch (SftpException | IOException e) {
            throw new PullFailure(
                    "There is a file called " + path + " on " + host + ", which cannot be read.", LOOK, e);
        }
        throw new PullFailure("There is another file called " + path + " on " + host + ".", LOOK);
    }

    /** Puts a file there, under another name until it is complete. */
    void put(Path file, String path) throws PullFailure {
        String unfinished = path + ".part";
        try {
            channel.put(file.toString(), escaped(unfinished), ChannelSftp.OVERWRITE);
            channel.rename(escaped(unfinished), escaped(path));
        } catch (SftpException e) {
            throw new PullFailure(
                    host + (e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED ? " forbids to write " : " did not take ")
                            + path + ".",
                    "Check 'folder', and whether a file of this name is there already; then deliver again.",
                    e);
        }
    }

    private PullFailure tooLarge(Remote file) {
        return new PullFailure(
                file.name() + " on " + host + " is larger than " + (MOST_BYTES >> 30) + " GiB.",
                "Narrow 'files' down, or ask the vendor to send smaller files.");
    }

    private PullFailure broken(SftpException e) {
        return new PullFailure(
                host + (e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED ? " forbids to read there." : " broke off."),
                "Nothing, if it is a passing fault: the next night pulls again. If it stays, ask the vendor.",
                e);
    }

    private static Remote remote(String path, String name, SftpATTRS attributes) {
        return new Remote(path, name, attributes.getSize(), attributes.getMTime());
    }

    /** The library takes these for patterns. */
    private static String escaped(String path) {
        return path.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }

    @Override
    public void close() {
        channel.disconnect();
        session.disconnect();
    }

    /** Ends a transfer: the library asks with each piece whether to go on. */
    private static final class Limits implements SftpProgressMonitor {

        private final PullContext context;
        private long bytes;
        private boolean late;
        private boolean large;

        Limits(PullContext context) {
            this.context = context;
        }

        @Override
        public void init(int direction, String from, String to, long size) {
            // Nobody watches.
        }

        @Override
        public boolean count(long more) {
            bytes += more;
            large = bytes > MOST_BYTES;
            late = context.pace().clock().instant().isAfter(context.until());
            return !large && !late;
        }

        @Override
        public void end() {
            // Nobody watches.
        }
    }

    /** Knows the pinned fingerprints and nothing else. */
    private static final class PinnedKeys implements HostKeyRepository {

        private final List<String> fingerprints;
        private Optional<String> refused = Optional.empty();

        PinnedKeys(List<String> fingerprints) {
            this.fingerprints = fingerprints;
        }

        Optional<String> refused() {
            return refused;
        }

        @Override
        public int check(String host, byte[] key) {
            byte[] digest = Sha256.begin().digest(key);
            String shown = "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
            if (fingerprints.contains(shown)) {
                return OK;
            }
            refused = Optional.of(shown);
            return NOT_INCLUDED;
        }

        @Override
        public void add(HostKey hostkey, UserInfo ui) {
            throw new UnsupportedOperationException("host keys are pinned in district.yaml");
        }

        @Override
        public void remove(String host, String type) {
            throw new UnsupportedOperationException("host keys are pinned in district.yaml");
        }

        @Override
        public void remove(String host, String type, byte[] key) {
            throw new UnsupportedOperationException("host keys are pinned in district.yaml");
        }

        @Override
        public String getKnownHostsRepositoryID() {
            return "district.yaml";
        }

        @Override
        public HostKey[] getHostKey() {
            return new HostKey[0];
        }

        @Override
        public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
            return new HostKey[0];
        }
    }
}
