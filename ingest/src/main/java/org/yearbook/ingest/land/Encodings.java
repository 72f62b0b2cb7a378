package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Finds the encoding of a file that is not UTF-8 throughout. Western names in Windows-1252 are what school systems
 * send; the detector guesses wildly when it sees few such letters, so it is asked only when they do not look like it.
 */
final class Encodings {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final Utf8 whole = new Utf8();
    private long position;
    private long high;
    private long runs;
    private long undefined;
    private long utf8Sequences;
    private long brokenBytes;
    private final UniversalDetector detector = new UniversalDetector();

    private Encodings() {}

    /** {@return the encoding that fits; UTF-8 when only a few bytes of a UTF-8 file are damaged; none when unknown} */
    static Optional<Charset> detect(Path file) throws IOException {
        var look = new Encodings();
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.readNBytes(block, 0, block.length);
                    read > 0;
                    read = in.readNBytes(block, 0, block.length)) {
                look.feed(block, read);
                look.position += read;
            }
        }
        look.detector.dataEnd();
        return look.verdict();
    }

    /** {@return the encoding that fits; a file whose encoding cannot be told is refused} */
    static Charset of(Path file) throws IOException, Refusal {
        return detect(file)
                .orElseThrow(() -> new Refusal(
                        Rules.ENCODING,
                        "The file is not UTF-8, and its encoding cannot be told.",
                        "Export the file in UTF-8."));
    }

    private void feed(byte[] block, int length) {
        int at = 0;
        boolean any = false;
        while (at < length) {
            if (block[at] >= 0) {
                at++;
                continue;
            }
            any = true;
            int end = at;
            while (end < length && block[end] < 0) {
                end++;
            }
            run(block, at, end);
            at = end;
        }
        if (any && !detector.isDone()) {
            detector.handleData(block, 0, length);
        }
    }

    /** Looks at neighbouring bytes above 127. */
    private void run(byte[] block, int from, int to) {
        runs++;
        high += to - from;
        for (int at = from; at < to; at++) {
            int value = block[at] & 0xFF;
            whole.take(value, position + at);
            undefined += value == 0x81 || value == 0x8D || value == 0x8F || value == 0x90 || value == 0x9D ? 1 : 0;
        }
        var utf8 = new Utf8();
        for (int at = from; at < to; at++) {
            utf8.take(block[at] & 0xFF, at);
        }
        if (utf8.complete()) {
            utf8Sequences++;
        } else {
            brokenBytes++;
        }
    }

    private Optional<Charset> verdict() {
        if (whole.complete() || utf8Sequences > brokenBytes * 4) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        boolean lettersStandAlone = high < runs * 2;
        if (undefined == 0 && lettersStandAlone) {
            return Optional.of(WINDOWS_1252);
        }
        return named(detector.getDetectedCharset());
    }

    private static Optional<Charset> named(@Nullable String charset) {
        try {
            return Optional.ofNullable(charset).map(Charset::forName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
