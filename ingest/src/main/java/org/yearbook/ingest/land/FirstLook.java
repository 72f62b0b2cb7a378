package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a file tell: what kind of thing it is, and by which marks its encoding shows.
 *
 * @param form how its bytes stand for text, as far as they tell
 */
record FirstLook(Kind kind, TextForm form) {

    /** What a file can be that somebody might read rows from. */
    enum Kind {
        TEXT("a text table"),
        WORKBOOK("an Excel workbook"),
        JSON("a JSON document"),
        XML("an XML document");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static final String AS_CSV = "Export the table as CSV (comma separated, UTF-8) and deliver that.";

    static final String OFTEN_AN_ERROR =
            "This is often a login or error page that was saved in place of the export. " + AS_CSV;

    private static final String BY_EXCEL =
            "Open it with Excel, save it as an Excel workbook (.xlsx), and deliver that, or"
                    + " export the table as CSV. If Excel shows no rows, ask the source for the export again.";

    private static final String ZIP = "a zip that is not named as one";
    private static final String OPEN_DOCUMENT = "mimetypeapplication/vnd.oasis.opendocument.spreadsheet";

    private static final int LOOK = 1 << 16;

    /** {@return what a file is; one from which nobody could read rows is refused} */
    static FirstLook at(Path file) throws IOException, Refusal {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(LOOK);
        }
        TextForm form = marked(head);
        String text = new String(head, form.markBytes(), head.length - form.markBytes(), form.charset());
        if (text.isBlank()) {
            throw new Refusal(
                    Rules.FILE,
                    "The file is empty.",
                    "Ask the source why it sent nothing; what it sent before stays in force.");
        }
        String packed = packedKind(head);
        if (packed != null) {
            throw no(
                    packed,
                    packed.equals(ZIP)
                            ? "Give it the ending .zip, or deliver the files inside."
                            : PackedOtherwise.UNPACK);
        }
        String known = binaryKind(head);
        if (known != null) {
            throw no(known, AS_CSV);
        }
        if (begins(head, 'P', 'K', 3, 4)) {
            return new FirstLook(Kind.WORKBOOK, TextForm.UTF_8);
        }
        Kind kind = kind(text);
        long nuls = text.chars().filter(c -> c == 0).count();
        if (nuls * 100 > text.length()) {
            throw new Refusal(Rules.FILE, "The file holds binary data, not a CSV table.", AS_CSV);
        }
        return new FirstLook(kind, form);
    }

    private static Refusal no(String kind, String whatToDo) {
        return new Refusal(Rules.FILE, "The file is " + kind + ", not a CSV table.", whatToDo);
    }

    /** By its byte order mark, or by the zero bytes that plain text has in UTF-16; UTF-8 otherwise. */
    private static TextForm marked(byte[] head) {
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return new TextForm(StandardCharsets.UTF_8, 3);
        }
        if (begins(head, 0xFF, 0xFE)) {
            return new TextForm(StandardCharsets.UTF_16LE, 2);
        }
        if (begins(head, 0xFE, 0xFF)) {
            return new TextForm(StandardCharsets.UTF_16BE, 2);
        }
        int[] zeros = new int[2];
        for (int at = 0; at < head.length; at++) {
            zeros[at % 2] += head[at] == 0 ? 1 : 0;
        }
        int half = head.length / 2;
        if (half > 4 && zeros[0] * 20 < zeros[1] && zeros[1] * 10 > half * 7) {
            return new TextForm(StandardCharsets.UTF_16LE, 0);
        }
        if (half > 4 && zeros[1] * 20 < zeros[0] && zeros[0] * 10 > half * 7) {
            return new TextForm(StandardCharsets.UTF_16BE, 0);
        }
        return TextForm.UTF_8;
    }

    /** {@return what wraps the table, where it is no workbook that does} */
    private static @Nullable String packedKind(byte[] head) {
        if (begins(head, 'P', 'K', 3, 4)) {
            boolean workbook =
                    contains(head, "xl/") || contains(head, WorkbookMeasure.CONTENTS) || contains(head, OPEN_DOCUMENT);
            return workbook ? null : ZIP;
        }
        return begins(head, 0x1F, 0x8B) ? "compressed with gzip" : PackedOtherwise.kind(head);
    }

    private static @Nullable String binaryKind(byte[] head) {
        if (begins(head, 'P', 'K', 3, 4)) {
            return contains(head, OPEN_DOCUMENT) ? "an OpenDocument spreadsheet" : null;
        }
        if (begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return "an old Excel workbook or one with a password";
        }
        if (begins(head, '%', 'P', 'D', 'F')) {
            return "a PDF";
        }
        if (begins(head, 0x89, 'P', 'N', 'G') || begins(head, 0xFF, 0xD8, 0xFF) || begins(head, 'G', 'I', 'F', '8')) {
            return "a picture";
        }
        return begins(head, 'P', 'A', 'R', '1') ? "a Parquet file" : null;
    }

    private static Kind kind(String text) throws Refusal {
        String start = text.stripLeading();
        String lower = start.substring(0, Math.min(start.length(), 2_000)).toLowerCase(Locale.ROOT);
        if (tableAsPage(lower)) {
            throw no("a web page with a table, as some programs make where Excel is asked for", BY_EXCEL);
        }
        if (lower.matches("(?s)<(!doctype )?html.*|<(head|body|script|title)\\b.*|<!--.*")) {
            throw no("a web page", OFTEN_AN_ERROR);
        }
        if (lower.matches("(?s)<[a-z!?].*")) {
            if (lower.contains("urn:schemas-microsoft-com:office:spreadsheet")) {
                throw no("an Excel workbook in the XML of 2003", BY_EXCEL);
            }
            return Kind.XML;
        }
        return lower.matches("(?s)\\{\\s*[\"}].*|\\[\\s*[\\[{\"\\]].*") ? Kind.JSON : Kind.TEXT;
    }

    /** What web applications call an export to Excel, and name .xls. */
    private static boolean tableAsPage(String start) {
        return start.matches("(?s)<(table|div|style|meta)\\b.*<t[hdr]\\b.*|mime-version:.*")
                || (start.matches("(?s)<(!doctype )?html.*(<table\\b|urn:schemas-microsoft-com:office:excel).*")
                        && !start.contains("<form"));
    }

    private static boolean begins(byte[] head, int... marks) {
        if (head.length < marks.length) {
            return false;
        }
        for (int at = 0; at < marks.length; at++) {
            if ((head[at] & 0xFF) != marks[at]) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] head, String text) {
        return new String(Arrays.copyOf(head, Math.min(head.length, 4096)), StandardCharsets.ISO_8859_1).contains(text);
    }
}
