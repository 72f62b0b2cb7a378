package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Reads from a zip's list of contents what Java's own reader does not tell: which entries are links. */
final class CentralDirectory {

    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_BYTES = 22;
    private static final int ENTRY_BYTES = 46;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0170000;
    private static final int LINK = 0120000;

    private CentralDirectory() {}

    static void refuseLinks(Path zip) throws IOException, Refusal {
        try (var file = new RandomAccessFile(zip.toFile(), "r")) {
            long length = file.length();
            byte[] tail = new byte[(int) Math.min(length, END_BYTES + 0xFFFF)];
            file.seek(length - tail.length);
            file.readFully(tail);
            ByteBuffer end = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = tail.length - END_BYTES; at >= 0; at--) {
                if (end.getInt(at) == END) {
                    long size = Integer.toUnsignedLong(end.getInt(at + 12));
                    long offset = length - tail.length + at - size;
                    if (size <= Integer.MAX_VALUE && offset >= 0) {
                        byte[] list = new byte[(int) size];
                        file.seek(offset);
                        file.readFully(list);
                        refuseLinks(ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN));
                    }
                    return;
                }
            }
        }
    }

    private static void refuseLinks(ByteBuffer list) throws Refusal {
        int at = 0;
        while (at + ENTRY_BYTES <= list.limit() && list.getInt(at) == ENTRY) {
            int system = list.get(at + 5) & 0xFF;
            int mode = list.getInt(at + 38) >>> 16;
            if (system == UNIX && (mode & FILE_TYPE) == LINK) {
                throw new Refusal(
                        Rules.ARCHIVE,
                        "The zip holds a link in place of a file. Nothing of it was taken.",
                        "Pack the files themselves.");
            }
            at += ENTRY_BYTES
                    + Short.toUnsignedInt(list.getShort(at + 28))
                    + Short.toUnsignedInt(list.getShort(at + 30))
                    + Short.toUnsignedInt(list.getShort(at + 32));
        }
    }
}
