package org.yearbook.ingest.source.sftp;

import java.util.List;
import java.util.Optional;
import org.yearbook.ingest.source.pull.NightNames;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.Source;
import org.yearbook.ingest.source.pull.SourceKind;
import org.yearbook.ingest.source.pull.SourceSettings;

/**
 * {@code kind: sftp}. Settings: {@code host}, {@code port}, {@code user}, {@code password} or {@code key} (with
 * {@code passphrase}), {@code hostKey}, {@code files}, {@code daysBack}, {@code settleSeconds}.
 */
public final class SftpKind implements SourceKind {

    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public Source read(SourceSettings settings) {
        return server(settings, files(settings));
    }

    /** {@return a server as settings tell it, with what is taken from it} */
    static SftpSource server(SourceSettings settings, List<String> files) {
        String host = settings.yaml().text("host");
        if (!host.isEmpty() && !host.matches("[A-Za-z0-9.:\\[\\]-]{1,253}")) {
            settings.yaml().fault("host", "'host' must be the name of a server, like sftp.example.org");
        }
        return new SftpSource(
                new SftpSource.Server(host, settings.yaml().number("port", 22, 1, 65_535), hostKeys(settings)),
                settings.named("user"),
                login(settings),
                files,
                settings.yaml().number("daysBack", 0, 0, 400),
                settings.yaml().number("settleSeconds", 3, 0, 600));
    }

    private static List<String> hostKeys(SourceSettings settings) {
        List<String> keys = settings.yaml().texts("hostKey", List.of());
        if (keys.isEmpty() || keys.stream().anyMatch(key -> !key.matches("SHA256:[A-Za-z0-9+/]{43}=?"))) {
            settings.yaml()
                    .fault(
                            "hostKey",
                            "'hostKey' must be the server's fingerprint, like SHA256:..., which the vendor tells you;"
                                    + " without it nobody knows who answers. To see it: ssh-keyscan HOST | ssh-keygen -lf -");
        }
        return keys.stream().map(key -> key.replace("=", "")).toList();
    }

    private static SftpSource.Login login(SourceSettings settings) {
        Optional<Secret> password = settings.secretIfGiven("password");
        Optional<Secret> key = settings.secretIfGiven("key");
        Optional<Secret> passphrase = settings.secretIfGiven("passphrase");
        if (password.isPresent() == key.isPresent()) {
            settings.yaml()
                    .fault("password", "give either 'password: env:NAME' or 'key: file:PATH', the private key's file");
        }
        return new SftpSource.Login(password, key, passphrase);
    }

    private static List<String> files(SourceSettings settings) {
        List<String> files = settings.yaml().texts("files", List.of());
        if (files.isEmpty()) {
            settings.yaml().fault("files", "'files' is missing: what to take, like [\"outgoing/attendance-*.csv\"]");
        }
        for (String file : files) {
            int name = file.lastIndexOf('/') + 1;
            boolean plainFolder = file.substring(0, name).matches("[^*?\\[\\]]*");
            if (!NightNames.known(file) || !plainFolder || name == file.length() || file.contains("..")) {
                settings.yaml()
                        .fault(
                                "files",
                                "'files' lists paths whose last part may hold * and ?, and {date} and {year}, like"
                                        + " outgoing/attendance-*.csv, not '" + file + "'");
            }
        }
        return files;
    }
}
