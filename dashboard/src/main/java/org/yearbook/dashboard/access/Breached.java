package org.yearbook.dashboard.access;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passwords that were stolen somewhere, as the file of SHA-1 hashes in order that Have I Been Pwned gives out: one a
 * line, in hexadecimal, with a colon and a count behind it. The file is searched where it lies; nothing is asked of the
 * network.
 */
final class Breached {

    private static final Logger LOG = LoggerFactory.getLogger(Breached.class);
    private static final int HASH = 40;

    private final Path file;

    Breached(Path file) {
        this.file = file;
    }

    /** {@return whether the password is among them}; not when the file cannot be read, which is noted */
    boolean knows(String password) {
        String wanted = hash(password);
        try (var lines = new RandomAccessFile(file.toFile(), "r")) {
            long low = 0;
            long high = lines.length();
            while (low < high) {
                long middle = (low + high) >>> 1;
                String found = lineAt(lines, middle);
                int order = found.compareTo(wanted);
                if (order == 0) {
                    return true;
                }
                if (found.isEmpty() || order > 0) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return false;
        } catch (IOException e) {
            LOG.warn("The list of breached passwords cannot be read: {}", e.toString());
            return false;
        }
    }

    /** The hash in the first line that begins at or after a place; empty behind the last. */
    private static String lineAt(RandomAccessFile lines, long place) throws IOException {
        lines.seek(place == 0 ? 0 : place - 1);
        if (place > 0) {
            lines.readLine();
        }
        String line = lines.readLine();
        return line == null || line.length() < HASH
                ? ""
                : line.substring(0, HASH).toUpperCase(Locale.ROOT);
    }

    private static String hash(String password) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
