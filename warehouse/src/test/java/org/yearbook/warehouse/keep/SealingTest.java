package org.yearbook.warehouse.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is encrypted comes out as it went in, or not at all. */
class SealingTest {

    private static final int PIECE = 1 << 20;
    private static final char[] PASSPHRASE = "correct horse battery".toCharArray();

    private static byte[] sealed(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var sealing = Sealing.seal(out, PASSPHRASE, 1000)) {
            sealing.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] opened(byte[] sealed) throws IOException {
        try (InputStream in = Sealing.open(new ByteArrayInputStream(sealed), PASSPHRASE)) {
            return in.readAllBytes();
        }
    }

    private static byte[] some(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void lengthsAroundWholePiecesComeBackAsTheyWere() throws IOException {
        for (int length : new int[] {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE}) {
            assertThat(opened(sealed(some(length)))).as("%d bytes", length).isEqualTo(some(length));
        }
    }

    @Test
    void piecesThatAreCutOffSwappedOrChangedAreRefused() throws IOException {
        byte[] whole = sealed(some(3 * PIECE));
        int header = whole.length - 3 * (PIECE + 16);
        byte[] swapped = whole.clone();
        System.arraycopy(whole, header, swapped, header + PIECE + 16, PIECE + 16);
        System.arraycopy(whole, header + PIECE + 16, swapped, header, PIECE + 16);
        byte[] changed = whole.clone();
        changed[header + 5] ^= 1;
        byte[] otherSalt = whole.clone();
        otherSalt[header - 10] ^= 1;
        for (byte[] wrong : new byte[][] {
            Arrays.copyOf(whole, whole.length - PIECE - 16),
            Arrays.copyOf(whole, header),
            Arrays.copyOf(whole, 5),
            swapped,
            changed,
            otherSalt
        }) {
            assertThatThrownBy(() -> opened(wrong))
                    .isInstanceOf(KeepException.class)
                    .hasMessageContaining("Nothing was restored");
        }
    }

    @Test
    void theSameIsNeverEncryptedTheSameWay() throws IOException {
        assertThat(sealed(some(100))).isNotEqualTo(sealed(some(100)));
    }
}
