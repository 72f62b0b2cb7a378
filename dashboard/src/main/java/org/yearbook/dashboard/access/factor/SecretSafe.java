package org.yearbook.dashboard.access.factor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.home.OwnerOnly;

/**
 * Keeps secrets from whoever reads the database alone: each is encrypted (AES-256-GCM) under a key in a file beside it,
 * and tied to its person, so that nobody's secret can be put in the place of another's.
 */
final class SecretSafe {

    private static final Logger LOG = LoggerFactory.getLogger(SecretSafe.class);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final SecureRandom random;

    /** @param file the key, which is made when the first secret is kept */
    SecretSafe(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /** {@return a secret, encrypted}; empty when the key cannot be read, which is noted: nothing is kept then */
    Optional<String> seal(byte[] secret, long person) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key(), nonce, person).doFinal(secret);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return Optional.of(Base64.getEncoder().encodeToString(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        } catch (IOException | IllegalArgumentException e) {
            LOG.error(
                    "state/{} is not a key, or cannot be read: nobody can set up a second factor. Restore it from a"
                            + " backup; where nobody has a second factor yet, remove it, and another one is made.",
                    file.getFileName());
            return Optional.empty();
        }
    }

    /** {@return a secret that was kept}; empty when the key is not the one of that day, which is noted */
    Optional<byte[]> open(String sealed, long person) {
        try {
            byte[] whole = Base64.getDecoder().decode(sealed);
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, read(), nonce, person)
                    .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            LOG.error(
                    "state/{} is missing or another one than that of the day on which a second factor was set up: codes"
                            + " of apps open nothing. Restore it from a backup. Recovery codes work without it.",
                    file.getFileName());
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, long person)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("second factor of " + person).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKeySpec key() throws IOException {
        if (!Files.exists(file)) {
            make();
        }
        return read();
    }

    private SecretKeySpec read() throws IOException {
        byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
        if (key.length != KEY_BYTES) {
            throw new IOException("The key has another length");
        }
        return new SecretKeySpec(key, "AES");
    }

    /** Whole or not at all; whoever is a moment later takes the key that is there. */
    private synchronized void make() throws IOException {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Path folder = Files.createDirectories(file.resolveSibling(""));
        Path beside = Files.createTempFile(folder, file.getFileName() + ".", ".tmp", OwnerOnly.file());
        try {
            Files.writeString(beside, HexFormat.of().formatHex(key) + "\n");
            if (!Files.exists(file)) {
                Files.move(beside, file);
            }
        } catch (FileAlreadyExistsException e) {
            // Another server over the same home was faster.
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
