package org.yearbook.dashboard.state;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.yearbook.warehouse.fingerprint.Sha256;

/**
 * The secret of a token: {@code ybk_}, 256 random bits in 43 letters and digits, and a check sum in 6, so that whoever
 * looks for secrets in files can tell one from other text. It has one place where it is shown, and none where it is
 * kept.
 */
public final class TokenSecret {

    /** What every secret begins with. */
    public static final String PREFIX = "ybk_";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final int RANDOM = 43;
    private static final int CHECK = 6;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM + CHECK) + "}");

    private TokenSecret() {}

    static String fresh(SecureRandom random) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String body = PREFIX + digits(new BigInteger(1, bits), RANDOM);
        return body + check(body);
    }

    /** {@return whether a text can be a secret; one that cannot need not be looked for} */
    public static boolean possible(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        String body = text.substring(0, PREFIX.length() + RANDOM);
        return text.substring(body.length()).equals(check(body));
    }

    /** {@return what is kept of a secret} */
    static String hash(String secret) {
        return Sha256.of(secret);
    }

    private static String check(String body) {
        var sum = new CRC32();
        sum.update(body.getBytes(StandardCharsets.UTF_8));
        return digits(BigInteger.valueOf(sum.getValue()), CHECK);
    }

    private static String digits(BigInteger number, int length) {
        var text = new StringBuilder();
        BigInteger rest = number;
        for (int i = 0; i < length; i++) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return text.reverse().toString();
    }
}
