package org.yearbook.warehouse.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.yearbook.warehouse.fingerprint.Sha256;

/** Texts by a short one that no other texts have. */
final class Digest {

    private Digest() {}

    static String of(List<String> texts) {
        MessageDigest digest = Sha256.begin();
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
