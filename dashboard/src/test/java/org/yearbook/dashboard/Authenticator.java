package org.yearbook.dashboard;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An app for codes, written from RFC 4648, 4226 and 6238 and without a look at the server's. */
record Authenticator(byte[] secret) {

    /** {@return an app into which somebody typed a secret} */
    static Authenticator with(String typed) {
        String bare = typed.replace(" ", "");
        BigInteger number = BigInteger.ZERO;
        for (char letter : bare.toCharArray()) {
            int value = letter >= 'A' ? letter - 'A' : letter - '2' + 26;
            number = number.multiply(BigInteger.valueOf(32)).add(BigInteger.valueOf(value));
        }
        int bytes = bare.length() * 5 / 8;
        byte[] whole = number.shiftRight(bare.length() * 5 - bytes * 8).toByteArray();
        byte[] secret = new byte[bytes];
        int taken = Math.min(whole.length, bytes);
        System.arraycopy(whole, whole.length - taken, secret, bytes - taken, taken);
        return new Authenticator(secret);
    }

    /** {@return what it shows at a moment} */
    String code(Instant now) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "raw"));
            byte[] counter = new byte[8];
            byte[] step = BigInteger.valueOf(now.getEpochSecond() / 30).toByteArray();
            System.arraycopy(step, 0, counter, 8 - step.length, step.length);
            byte[] hash = mac.doFinal(counter);
            int offset = hash[19] % 16 < 0 ? hash[19] % 16 + 16 : hash[19] % 16;
            byte[] four = Arrays.copyOfRange(hash, offset, offset + 4);
            four[0] &= 0x7f;
            return String.format(Locale.ROOT, "%06d", new BigInteger(four).intValueExact() % 1000000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
