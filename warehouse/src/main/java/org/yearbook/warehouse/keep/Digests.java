package org.yearbook.warehouse.keep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.yearbook.warehouse.fingerprint.Sha256;

/** SHA-256 of files, as {@code sha256sum} tells it. */
final class Digests {

    private static final int BLOCK = 1 << 16;

    private Digests() {}

    /** What went through a copy. */
    record Copied(long bytes, String sha256) {}

    static Copied copy(InputStream in, OutputStream out) throws IOException {
        MessageDigest digest = Sha256.begin();
        byte[] block = new byte[BLOCK];
        long bytes = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            digest.update(block, 0, read);
            out.write(block, 0, read);
            bytes += read;
        }
        return new Copied(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return copy(in, OutputStream.nullOutputStream()).sha256();
        }
    }
}
