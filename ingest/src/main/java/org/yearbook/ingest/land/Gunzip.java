package org.yearbook.ingest.land;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks a single file that was packed with gzip, like {@code hr-staff.csv.gz}; everything is counted on the way. */
final class Gunzip {

    private static final String SUFFIX = ".gz";
    private static final String AGAIN = "Transfer the file again, or deliver it without packing it.";

    private Gunzip() {}

    /** {@return whether a file begins as gzip does} */
    static boolean packed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(2);
            return head.length == 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
        }
    }

    /** {@return the file inside, unpacked to {@code to}; its name is that of the packed one without the ending} */
    static Member unpack(Member packed, Path to, ArchiveLimits limits) throws IOException, Refusal {
        long size = Files.size(packed.path());
        long room = Math.min(
                limits.entryBytes(),
                Files.getFileStore(to.toAbsolutePath().getParent()).getUsableSpace() / 2);
        long bytes = 0;
        byte[] block = new byte[1 << 16];
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed.path()), 1 << 16);
                OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                bytes += read;
                boolean bomb = bytes > limits.ratioFrom() && bytes / Math.max(1, size) > limits.ratio();
                if (bomb || bytes > room) {
                    throw new Refusal(
                            Rules.ARCHIVE,
                            "The file grows beyond all measure, or beyond half of the free disk, when it is unpacked.",
                            "Find out who made it. If it is really that large, deliver it without packing it.");
                }
                out.write(block, 0, read);
            }
        } catch (EOFException e) {
            throw new Refusal(
                    Rules.FILE,
                    "The file is cut short: it was packed with gzip, and its end is missing.",
                    AGAIN + " What the source delivered before stays in force.");
        } catch (ZipException e) {
            throw new Refusal(Rules.ARCHIVE, "The file was packed with gzip and is damaged.", AGAIN);
        }
        String name = packed.name();
        boolean ending = name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
        return new Member(packed.file(), ending ? name.substring(0, name.length() - SUFFIX.length()) : name, to);
    }
}
