package org.yearbook.warehouse.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fingerprints stay those of the standard: what homes have kept must be known again. */
class Sha256Test {

    @TempDir
    Path folder;

    /** The examples that NIST gives for FIPS 180-4. */
    @ParameterizedTest
    @CsvSource({
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    })
    void aTextItsBytesAndAFileOfItHaveTheFingerprintOfTheStandard(String text, String print) throws IOException {
        assertThat(Sha256.of(text)).isEqualTo(print);
        assertThat(Sha256.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(print);
        assertThat(Sha256.of(Files.writeString(folder.resolve("file"), text))).isEqualTo(print);
    }

    @Test
    void aTextIsTakenAsUtf8WhateverTheMachineWrites() {
        assertThat(Sha256.of("Ñandú"))
                .isEqualTo(Sha256.of(new byte[] {(byte) 0xC3, (byte) 0x91, 'a', 'n', 'd', (byte) 0xC3, (byte) 0xBA}));
    }
}
