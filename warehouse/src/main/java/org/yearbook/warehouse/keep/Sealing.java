package org.yearbook.warehouse.keep;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A stream under a passphrase, in pieces of a megabyte that are each encrypted and authenticated (AES-256-GCM), so that
 * a backup of any size needs little memory. The number of a piece and whether it is the last one are part of its nonce:
 * pieces cannot be left out, put elsewhere or cut off at the end. The key comes from the passphrase by
 * PBKDF2-HMAC-SHA256 with a salt of the file's own.
 */
final class Sealing {

    private static final byte[] MARK = "YEARBOOK-BACKUP-AES-1\n".getBytes(StandardCharsets.US_ASCII);
    /** What OWASP asked for in 2023. */
    private static final int ROUNDS = 600_000;
    /** More would be somebody's attempt to keep the reader busy. */
    private static final int MOST_ROUNDS = 10_000_000;

    private static final int SALT = 16;
    private static final int PREFIX = 7;
    private static final int PIECE = 1 << 20;
    private static final int TAG = 16;
    private static final int HEADER = MARK.length + Integer.BYTES + SALT + PREFIX;

    private final SecretKeySpec key;
    private final byte[] header;
    private int piece;

    private Sealing(SecretKeySpec key, byte[] header) {
        this.key = key;
        this.header = header;
    }

    /** {@return whether a file that begins so is encrypted} */
    static boolean isMark(byte[] beginning) {
        return Arrays.equals(MARK, Arrays.copyOf(beginning, MARK.length));
    }

    /** {@return how many bytes {@link #isMark} wants} */
    static int markLength() {
        return MARK.length;
    }

    /** {@return a stream that encrypts what is written to it; only closing it makes it whole} */
    static OutputStream seal(OutputStream out, char[] passphrase) throws IOException {
        return seal(out, passphrase, ROUNDS);
    }

    static OutputStream seal(OutputStream out, char[] passphrase, int rounds) throws IOException {
        byte[] salt = new byte[SALT];
        byte[] prefix = new byte[PREFIX];
        var random = new SecureRandom();
        random.nextBytes(salt);
        random.nextBytes(prefix);
        byte[] header = ByteBuffer.allocate(HEADER)
                .put(MARK)
                .putInt(rounds)
                .put(salt)
                .put(prefix)
                .array();
        out.write(header);
        return new Writing(out, new Sealing(key(passphrase, salt, rounds), header));
    }

    /** {@return what {@link #seal} was given} Nothing of a piece is told before all of it is proven. */
    static InputStream open(InputStream in, char[] passphrase) throws IOException {
        byte[] header = new DataInputStream(in).readNBytes(HEADER);
        if (header.length < HEADER || !isMark(header)) {
            throw damaged(null);
        }
        ByteBuffer read = ByteBuffer.wrap(header, MARK.length, HEADER - MARK.length);
        int rounds = read.getInt();
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw damaged(null);
        }
        byte[] salt = new byte[SALT];
        read.get(salt);
        return new Reading(in, new Sealing(key(passphrase, salt, rounds), header));
    }

    private static SecretKeySpec key(char[] passphrase, byte[] salt, int rounds) {
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(passphrase, salt, rounds, 256))
                    .getEncoded();
            return new SecretKeySpec(key, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2 and AES", e);
        }
    }

    private byte[] next(int mode, byte[] bytes, int length, boolean last) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12)
                .put(header, HEADER - PREFIX, PREFIX)
                .putInt(piece++)
                .put((byte) (last ? 1 : 0))
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(header);
        return cipher.doFinal(bytes, 0, length);
    }

    private static KeepException damaged(@Nullable Exception cause) {
        String message =
                "The backup cannot be opened: the passphrase is another one, or the file was changed, damaged or"
                        + " cut off. Nothing was restored.";
        return cause == null ? new KeepException(message) : new KeepException(message, cause);
    }

    private static final class Writing extends OutputStream {
        private final OutputStream out;
        private final Sealing sealing;
        private final byte[] held = new byte[PIECE];
        private int count;
        private boolean closed;

        Writing(OutputStream out, Sealing sealing) {
            this.out = out;
            this.sealing = sealing;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                if (count == PIECE) {
                    put(false);
                }
                int taken = Math.min(left, PIECE - count);
                System.arraycopy(bytes, from, held, count, taken);
                count += taken;
                from += taken;
                left -= taken;
            }
        }

        private void put(boolean last) throws IOException {
            try {
                out.write(sealing.next(Cipher.ENCRYPT_MODE, held, count, last));
                count = 0;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java has AES-GCM", e);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                put(true);
                out.close();
            }
        }
    }

    private static final class Reading extends InputStream {
        private final InputStream in;
        private final Sealing sealing;
        private byte[] ahead;
        private byte[] plain = new byte[0];
        private int at;
        private boolean ended;

        Reading(InputStream in, Sealing sealing) throws IOException {
            this.in = in;
            this.sealing = sealing;
            this.ahead = in.readNBytes(PIECE + TAG);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (at == plain.length) {
                if (ended) {
                    return -1;
                }
                fill();
            }
            int taken = Math.min(length, plain.length - at);
            System.arraycopy(plain, at, into, offset, taken);
            at += taken;
            return taken;
        }

        private void fill() throws IOException {
            byte[] piece = ahead;
            ahead = in.readNBytes(PIECE + TAG);
            ended = ahead.length == 0;
            if (piece.length < TAG) {
                throw damaged(null);
            }
            try {
                plain = sealing.next(Cipher.DECRYPT_MODE, piece, piece.length, ended);
                at = 0;
            } catch (GeneralSecurityException e) {
                throw damaged(e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
