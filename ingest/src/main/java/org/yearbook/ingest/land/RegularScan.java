package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.yearbook.warehouse.fingerprint.Sha256;

/**
 * One pass over a file's bytes: fingerprints them, counts the records, and tells whether the file is <em>regular</em>:
 * UTF-8, one record a line, every record as wide as the first, no blank line, no stray quotation mark, no character
 * that nobody sees, complete to the last field. In a regular file the line of a row follows from its place, and any
 * reader of CSV reads the same rows. Whatever is not regular is for {@link Records} to judge, record by record.
 */
final class RegularScan {

    /**
     * What the pass found.
     *
     * @param sha256 of all bytes
     * @param bytes how many
     * @param regular whether the file is regular
     * @param utf8 whether all bytes up to the first irregularity are UTF-8
     * @param records header and rows; right only in a regular file
     * @param letters lines with letters beyond ASCII; right only in a regular file
     */
    record Found(String sha256, long bytes, boolean regular, boolean utf8, long records, Garbled.Count letters) {}

    private static final int BLOCK = 1 << 20;
    private static final int DELETE = 0x7F;

    private static final byte OTHER = 0;
    private static final byte DELIMITER = 1;
    private static final byte QUOTE = 2;
    private static final byte LINE_FEED = 3;
    private static final byte RETURN = 4;
    private static final byte UNSEEN = 5;
    private static final byte HIGH = 6;
    private static final byte EQUALS = 7;
    private static final byte HASH = 8;

    /** Where the second of the first two quotation marks stands in {@code "=""00731"""}, of which the text counts. */
    private static final int FORMULA = 3;

    private enum Within {
        FIELD,
        QUOTES,
        AFTER_QUOTE,
        AFTER_RETURN
    }

    private final byte[] kinds = new byte[256];
    private final Utf8 utf8 = new Utf8();
    private final Garbled letters = new Garbled();
    private final int width;

    private boolean regular = true;
    private Within within = Within.FIELD;
    private long blockStart;
    private long fieldStart;
    private long lineStart;
    private int fields = 1;
    private long equalsAt = -1;
    private long records;
    private long foreign;
    private long lastForeign;
    private long garbled;
    private long firstGarbled;
    private long lastGarbled;
    private int returns = -1;

    private RegularScan(char delimiter, char quote, int width, long textStart) {
        for (int high = 128; high < 256; high++) {
            kinds[high] = HIGH;
        }
        Arrays.fill(kinds, 0, ' ', UNSEEN);
        kinds[DELETE] = UNSEEN;
        kinds['\n'] = LINE_FEED;
        kinds['\r'] = RETURN;
        kinds['='] = EQUALS;
        kinds['#'] = HASH;
        kinds[quote] = QUOTE;
        kinds[delimiter] = DELIMITER;
        this.width = width;
        this.fieldStart = textStart;
        this.lineStart = textStart;
    }

    /**
     * {@return what a pass over {@code file} finds}
     *
     * @param width fields of the header; 0 when only the fingerprint matters
     * @param textStart bytes of the byte order mark
     */
    static Found over(Path file, char delimiter, char quote, int width, int textStart) throws IOException {
        var scan = new RegularScan(delimiter, quote, width, textStart);
        MessageDigest sha256 = Sha256.begin();
        scan.regular = width > 0;
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            int skip = textStart;
            for (int read = in.readNBytes(block, 0, BLOCK); read > 0; read = in.readNBytes(block, 0, BLOCK)) {
                sha256.update(block, 0, read);
                if (scan.regular) {
                    scan.feed(block, Math.min(skip, read), read);
                }
                scan.blockStart += read;
                skip = 0;
            }
        }
        scan.finish();
        return new Found(
                HexFormat.of().formatHex(sha256.digest()),
                scan.blockStart,
                scan.regular,
                scan.utf8.valid(),
                scan.records,
                new Garbled.Count(scan.foreign, scan.garbled, scan.firstGarbled));
    }

    private void feed(byte[] block, int from, int to) {
        int at = from;
        while (at < to && regular) {
            if (within == Within.FIELD || within == Within.QUOTES) {
                at = nextSpecial(block, at, to);
            }
            if (at < to) {
                regular &= kinds[block[at] & 0xFF] != HASH || !error(block, at, to);
                take(kinds[block[at] & 0xFF], block[at], blockStart + at);
                at++;
            }
        }
    }

    /** Where a block ends it is not known what follows, and {@link Records} may find out. */
    private boolean error(byte[] block, int at, int to) {
        long position = blockStart + at;
        boolean begins = position == fieldStart || (position == fieldStart + 1 && within == Within.QUOTES);
        return begins && (at + 1 == to || Bare.mayBeError(block[at + 1]));
    }

    private int nextSpecial(byte[] block, int from, int to) {
        byte[] kindOf = kinds;
        int at = from;
        while (at < to && kindOf[block[at] & 0xFF] == OTHER) {
            at++;
        }
        return at;
    }

    private void take(byte special, byte value, long position) {
        byte kind = special == EQUALS || special == HASH ? OTHER : special;
        if (special == EQUALS) {
            equalsAt = position;
        } else if (kind == HIGH) {
            regular &= utf8.take(value & 0xFF, position) && (utf8.completed() == 0 || !Bare.unseen(utf8.completed()));
            foreign(letters.ends(value & 0xFF, position));
        }
        switch (within) {
            case FIELD -> inField(kind, position);
            case QUOTES -> inQuotes(kind);
            case AFTER_QUOTE -> afterQuote(kind, position);
            case AFTER_RETURN -> afterReturn(kind, position);
        }
    }

    private void foreign(boolean wrong) {
        long line = records + 1;
        foreign += line == lastForeign ? 0 : 1;
        lastForeign = line;
        if (wrong) {
            garbled += line == lastGarbled ? 0 : 1;
            firstGarbled = firstGarbled == 0 ? line : firstGarbled;
            lastGarbled = line;
        }
    }

    private void inField(byte kind, long position) {
        if (kind == DELIMITER) {
            fields++;
            fieldStart = position + 1;
        } else if (kind == LINE_FEED) {
            endLine(position, 0);
        } else if (kind == RETURN) {
            within = Within.AFTER_RETURN;
        } else if (kind == QUOTE) {
            regular &= position == fieldStart;
            within = Within.QUOTES;
        } else if (kind == UNSEEN) {
            regular = false;
        }
    }

    private void inQuotes(byte kind) {
        if (kind == QUOTE) {
            within = Within.AFTER_QUOTE;
        } else if (kind == LINE_FEED || kind == RETURN || kind == UNSEEN) {
            regular = false;
        }
    }

    private void afterQuote(byte kind, long position) {
        if (kind == QUOTE) {
            within = Within.QUOTES;
            regular &= equalsAt != fieldStart + 1 || position != fieldStart + FORMULA;
        } else if (kind == OTHER || kind == HIGH) {
            regular = false;
        } else {
            within = Within.FIELD;
            inField(kind, position);
        }
    }

    private void afterReturn(byte kind, long position) {
        regular &= kind == LINE_FEED;
        within = Within.FIELD;
        endLine(position, 1);
    }

    private void endLine(long position, int returnsHere) {
        returns = returns < 0 ? returnsHere : returns;
        regular &= returns == returnsHere;
        endRecord(position - returnsHere);
        lineStart = position + 1;
        fieldStart = position + 1;
        fields = 1;
    }

    private void endRecord(long end) {
        long length = end - lineStart;
        boolean empty = length == fields - 1;
        regular &= fields == width && !empty && length < Records.LONGEST;
        records++;
    }

    private void finish() {
        regular &= utf8.complete();
        if (within == Within.QUOTES || within == Within.AFTER_RETURN) {
            regular = false;
        } else if (blockStart > lineStart) {
            endRecord(blockStart);
        }
    }
}
