package org.yearbook.ingest.land;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What programs make of files in place of a zip, whatever the name says, by the first bytes. */
final class PackedOtherwise {

    static final String UNPACK =
            "Deliver the files inside as they are, or packed as a zip by the usual method (Deflate), or each with gzip.";

    private static final String ZIP = ".zip";

    /** Where a tar has its mark. */
    private static final int TAR_MARK = 257;

    private static final int TAR_BLOCK = 512;

    private PackedOtherwise() {}

    /** {@return what a file is that other programs packed; null when it is nothing of that kind} */
    static @Nullable String kind(byte[] head) {
        if (begins(head, "7z\u00BC\u00AF'\u001C")) {
            return "a 7z archive";
        }
        if (begins(head, "Rar!\u001A\u0007")) {
            return "a RAR archive";
        }
        if (begins(head, "BZh") && head.length > 9 && head[4] == '1' && head[5] == 'A') {
            return "compressed with bzip2";
        }
        if (begins(head, "\u00FD7zXZ\u0000")) {
            return "compressed with xz";
        }
        if (begins(head, "(\u00B5/\u00FD")) {
            return "compressed with zstd";
        }
        return tar(head) ? "a tar archive" : null;
    }

    /** {@return what to say of something that is named as a zip; empty when it may be one that is damaged} */
    static Optional<Refusal> namedZip(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(TAR_BLOCK);
        }
        String kind = kind(head);
        if (kind != null) {
            return Optional.of(no(kind, UNPACK));
        }
        if (Gunzip.packed(file)) {
            return Optional.of(gzip(file));
        }
        if (begins(head, "PK") || !written(head)) {
            return Optional.empty();
        }
        try {
            return Optional.of(no(FirstLook.at(file).kind().words(), "Give it the name that it has without a zip."));
        } catch (Refusal refusal) {
            return Optional.of(refusal);
        }
    }

    /** {@return whether it may be text: what is packed has such bytes at once} */
    private static boolean written(byte[] head) {
        for (byte next : head) {
            if (next >= 0 && next < '\t') {
                return false;
            }
        }
        return true;
    }

    private static Refusal gzip(Path file) {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (tar(in.readNBytes(TAR_BLOCK))) {
                return no("a tar archive that was compressed with gzip", UNPACK);
            }
        } catch (IOException e) {
            // It is told as what it is all the same.
        }
        return no("compressed with gzip", "Name it after the file inside, with .gz behind, such as hr-staff.csv.gz.");
    }

    private static Refusal no(String kind, String whatToDo) {
        return new Refusal(
                Rules.ARCHIVE, "The file is named " + ZIP + ", and it is no zip: it is " + kind + ".", whatToDo);
    }

    private static boolean tar(byte[] head) {
        return head.length >= TAR_BLOCK && new String(head, TAR_MARK, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    }

    private static boolean begins(byte[] head, String marks) {
        return head.length >= marks.length()
                && new String(head, 0, marks.length(), StandardCharsets.ISO_8859_1).equals(marks);
    }
}
