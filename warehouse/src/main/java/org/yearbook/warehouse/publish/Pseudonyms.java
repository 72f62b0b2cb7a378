package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.OwnerOnly;

/**
 * Turns a number that people know into one that only this home can make: the first 63 bits of HMAC-SHA256 under a key
 * that never leaves the home. The same number has the same pseudonym every night; a student and an employee who share a
 * number do not share a pseudonym.
 */
final class Pseudonyms {

    private static final int KEY_BYTES = 32;

    private final Mac mac;

    private Pseudonyms(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** {@return the pseudonyms of a home, whose key is made the first time} */
    static Pseudonyms of(DistrictHome home) {
        Path file = home.state().resolve("pseudonym.key");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("wrong length");
            }
            return new Pseudonyms(key);
        } catch (IllegalArgumentException e) {
            throw new PublicationException(
                    "state/pseudonym.key is damaged. Restore it from a backup; a new key would give every person a new"
                            + " pseudonym.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("state/pseudonym.key cannot be used", e);
        }
    }

    /** {@return what tells this key from another, and nothing else of it} */
    String name() {
        return Long.toHexString(of("key", "name"));
    }

    /** {@return the pseudonym of one number of one kind, such as {@code student}} */
    long of(String kind, String number) {
        mac.update(kind.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return ByteBuffer.wrap(mac.doFinal(number.getBytes(StandardCharsets.UTF_8)))
                        .getLong()
                & Long.MAX_VALUE;
    }

    private static void make(Path file) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling(""));
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path beside = Files.createTempFile(folder, "pseudonym.key.", ".tmp", OwnerOnly.file());
        Workspace.writeDurably(beside, HexFormat.of().formatHex(key) + "\n");
        Files.move(beside, file);
    }
}
