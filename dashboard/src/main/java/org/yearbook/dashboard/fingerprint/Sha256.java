package org.yearbook.dashboard.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The fingerprint of a text, by which it is known again: SHA-256 as FIPS 180-4 has it. */
public final class Sha256 {

    private Sha256() {}

    /** {@return the fingerprint of a text in UTF-8: 64 hexadecimal digits, in lower case} */
    public static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
