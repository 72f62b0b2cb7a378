package org.yearbook.dashboard.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void theCodesAreThoseOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, second / 30)).isEqualTo(code);
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(second))).hasValue(second / 30);
    }

    @Test
    void aCodeHoldsHalfAMinuteBeforeAndAfterItsOwn() {
        var code = Totp.code(SECRET, 1000);
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(999 * 30))).hasValue(1000);
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(1002 * 30 - 1)))
                .hasValue(1000);
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(1002 * 30))).isEmpty();
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(999 * 30 - 1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void aSecretIsTypedAsTheStandardSpellsIt(String bytes, String typed) {
        assertThat(Totp.base32(bytes.getBytes(StandardCharsets.US_ASCII))).isEqualTo(typed);
    }

    @Test
    void aSecretIsReadableWithItsKeyAndForItsPersonAlone() throws Exception {
        Path key = folder.resolve("second-factor.key");
        var random = new SecureRandom();
        String sealed = new SecretSafe(key, random).seal(SECRET, 7).orElseThrow();
        assertThat(new SecretSafe(key, random).open(sealed, 7)).hasValue(SECRET);
        assertThat(new SecretSafe(key, random).seal(SECRET, 7)).get().isNotEqualTo(sealed);
        assertThat(new SecretSafe(key, random).open(sealed, 8)).isEmpty();
        Files.delete(key);
        assertThat(new SecretSafe(key, random).open(sealed, 7)).isEmpty();
        assertThat(key).as("none is made to read with").doesNotExist();
        new SecretSafe(key, random).seal(SECRET, 7);
        assertThat(new SecretSafe(key, random).open(sealed, 7)).isEmpty();
    }
}
