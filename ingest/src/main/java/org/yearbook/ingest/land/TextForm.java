package org.yearbook.ingest.land;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the bytes of a file stand for text.
 *
 * @param charset the encoding
 * @param markBytes bytes of the byte order mark in front
 */
record TextForm(Charset charset, int markBytes) {

    static final TextForm UTF_8 = new TextForm(StandardCharsets.UTF_8, 0);

    boolean utf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /** {@return the file's text; what the encoding does not know comes as {@link Records#UNREADABLE}} */
    Reader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.skipNBytes(markBytes);
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(Records.UNREADABLE)));
    }
}
