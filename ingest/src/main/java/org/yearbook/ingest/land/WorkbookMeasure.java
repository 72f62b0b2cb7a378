package org.yearbook.ingest.land;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.yearbook.ingest.source.folder.SafeZip;

/**
 * What is learnt of a workbook while all of it is inflated once and measured.
 *
 * @param strict whether its parts are named as "Strict Open XML" names them
 * @param days whether it has days written as such, and not as numbers
 * @param odd whether a part is named, or a cell written, as the library does not read it, see {@link SheetTags}
 * @param from1904 whether its days are counted from 1904
 */
record WorkbookMeasure(boolean strict, boolean days, boolean odd, boolean from1904) {

    /** How "Strict Open XML" calls the relationships of parts. */
    static final String STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    /** Where a document of an office lists its parts. */
    static final String CONTENTS = "[Content_Types].xml";

    /** All texts of a workbook are held in memory while a sheet is read. */
    private static final long MOST_SHARED_TEXT = 256L << 20;

    /** Excel writes 1, which the library does not take for true. */
    private static final String FROM_1904 = "date1904=\"1\"";

    static WorkbookMeasure of(Path file, ArchiveLimits limits) throws IOException, Refusal {
        var all = new WorkbookMeasure(false, false, false, false);
        try (var zip = SafeZip.open(file)) {
            refuseOthers(zip);
            long total = 0;
            if (zip.size() > limits.entries()) {
                throw tooLarge();
            }
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                var looked = new Looked(entry);
                total += looked.at(zip, limits);
                if (total > limits.totalBytes()) {
                    throw tooLarge();
                }
                all = all.and(looked);
            }
        } catch (ZipException | EOFException e) {
            throw Workbook.damaged();
        }
        return all;
    }

    /** Other files of an office begin like a workbook, and are none that is damaged. */
    private static void refuseOthers(ZipFile zip) throws Refusal {
        if (zip.getEntry("xl/workbook.bin") != null) {
            throw new Refusal(
                    Rules.FILE,
                    "The file is a binary Excel workbook (.xlsb), which is not read.",
                    "Save it with Excel as .xlsx, or export the table as CSV, and deliver that.");
        }
        boolean word = zip.getEntry("word/document.xml") != null;
        if (word || zip.getEntry("ppt/presentation.xml") != null) {
            throw new Refusal(
                    Rules.FILE,
                    "The file is a " + (word ? "Word document" : "presentation") + ", not a CSV table.",
                    FirstLook.AS_CSV);
        }
    }

    private WorkbookMeasure and(Looked looked) {
        return new WorkbookMeasure(
                strict || looked.strict.seen(),
                days || looked.tags.days(),
                odd || looked.tags.changed() || !looked.entry.getName().equals(name(looked.entry)),
                from1904 || looked.from1904.seen());
    }

    /** {@return the name of a part; some programs of Windows write their own separators} */
    static String name(ZipEntry entry) {
        return entry.getName().replace('\\', '/');
    }

    static boolean isBook(ZipEntry entry) {
        return entry.getName().toLowerCase(Locale.ROOT).endsWith("workbook.xml");
    }

    static boolean isSheet(ZipEntry entry) {
        return name(entry).toLowerCase(Locale.ROOT).contains("worksheets/");
    }

    /** One part of it. */
    private static final class Looked {

        private final ZipEntry entry;
        private final CellAddresses addresses = new CellAddresses();
        private final SheetTags tags = new SheetTags(OutputStream.nullOutputStream());
        private final Phrase strict = new Phrase(STRICT);
        private final Phrase from1904 = new Phrase(FROM_1904);

        Looked(ZipEntry entry) {
            this.entry = entry;
        }

        private void look(byte[] block, int read) throws IOException {
            addresses.look(block, read);
            if (isSheet(entry)) {
                tags.write(block, read);
            }
            if (isBook(entry)) {
                strict.look(block, read);
                from1904.look(block, read);
            }
        }

        long at(ZipFile zip, ArchiveLimits limits) throws IOException, Refusal {
            boolean shared = entry.getName().toLowerCase(Locale.ROOT).contains("sharedstrings");
            long most = shared ? Math.min(MOST_SHARED_TEXT, limits.entryBytes()) : limits.entryBytes();
            long bytes = 0;
            byte[] block = new byte[1 << 16];
            try (InputStream in = zip.getInputStream(entry)) {
                for (int read = in.read(block); read >= 0; read = in.read(block)) {
                    bytes += read;
                    look(block, read);
                    boolean bomb = bytes > limits.ratioFrom()
                            && bytes / Math.max(1, entry.getCompressedSize()) > limits.ratio();
                    if (bomb || bytes > most) {
                        throw tooLarge();
                    }
                }
            }
            if (addresses.impossible()) {
                throw Workbook.damaged();
            }
            return bytes;
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(
                Rules.ARCHIVE,
                "The workbook grows beyond all measure when it is unpacked.",
                "Find out who made it. If the table is really that large, export it as CSV and deliver that.");
    }

    /** Looks for words in bytes that come block by block. */
    private static final class Phrase {

        private final byte[] words;
        private int matched;

        Phrase(String words) {
            this.words = words.getBytes(StandardCharsets.US_ASCII);
        }

        void look(byte[] block, int length) {
            for (int at = 0; at < length && !seen(); at++) {
                byte next = block[at];
                matched = next == words[matched] ? matched + 1 : next == words[0] ? 1 : 0;
            }
        }

        boolean seen() {
            return matched == words.length;
        }
    }

    /** Looks for cells in columns that no sheet has: a reader would make room for all columns before them. */
    private static final class CellAddresses {

        /** The last column of a sheet is XFD. */
        private static final int MOST_LETTERS = 3;

        private static final String BEFORE = " r=\"";

        private int matched;
        private int letters;
        private boolean impossible;

        void look(byte[] block, int length) {
            for (int at = 0; at < length; at++) {
                byte next = block[at];
                if (matched == BEFORE.length() && next >= 'A' && next <= 'Z') {
                    letters++;
                    impossible |= letters > MOST_LETTERS;
                } else {
                    letters = 0;
                    boolean goesOn = matched < BEFORE.length() && next == BEFORE.charAt(matched);
                    matched = goesOn ? matched + 1 : next == ' ' ? 1 : 0;
                }
            }
        }

        boolean impossible() {
            return impossible;
        }
    }
}
