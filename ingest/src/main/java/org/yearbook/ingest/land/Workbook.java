package org.yearbook.ingest.land;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** An Excel workbook that nobody has to trust: before it is opened, all of it was inflated once and measured. */
final class Workbook implements Closeable {

    /** All texts of a workbook are held in memory while a sheet is read. */
    private static final long MOST_SHARED_TEXT = 256L << 20;

    private static final String AGAIN = "Open and save it with Excel, or export the table as CSV, and deliver that.";

    private final ReadableWorkbook workbook;

    private Workbook(ReadableWorkbook workbook) {
        this.workbook = workbook;
    }

    static Workbook open(Path file, ArchiveLimits limits) throws IOException, Refusal {
        measure(file, limits);
        try {
            return new Workbook(readable(file));
        } catch (IOException | RuntimeException e) {
            throw damaged();
        }
    }

    /** Without styles there are no dates to tell from numbers, and no need to. */
    private static ReadableWorkbook readable(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        } catch (ExcelReaderException e) {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(false, true));
        }
    }

    static Refusal damaged() {
        return new Refusal(Rules.ARCHIVE, "The file is an Excel workbook that cannot be read: it is damaged.", AGAIN);
    }

    /** {@return its sheets, in order, with those that are hidden} */
    List<Sheet> sheets() {
        return workbook.getSheets().toList();
    }

    Optional<Sheet> sheet(String name) {
        return sheets().stream()
                .filter(sheet -> sheet.getName().strip().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** {@return whether whoever looks at it does not see this sheet} */
    boolean hides(String name) {
        return sheet(name)
                .filter(sheet -> sheet.getVisibility() != SheetVisibility.VISIBLE)
                .isPresent();
    }

    /** {@return whether its days are counted from 1904} */
    boolean from1904() {
        return workbook.isDate1904();
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }

    private static void measure(Path file, ArchiveLimits limits) throws IOException, Refusal {
        try (var zip = new ZipFile(file.toFile())) {
            long total = 0;
            if (zip.size() > limits.entries()) {
                throw tooLarge();
            }
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                total += measure(zip, entry, limits);
                if (total > limits.totalBytes()) {
                    throw tooLarge();
                }
            }
        } catch (ZipException | EOFException e) {
            throw damaged();
        }
    }

    private static long measure(ZipFile zip, ZipEntry entry, ArchiveLimits limits) throws IOException, Refusal {
        boolean shared = entry.getName().toLowerCase(Locale.ROOT).contains("sharedstrings");
        long most = shared ? Math.min(MOST_SHARED_TEXT, limits.entryBytes()) : limits.entryBytes();
        var addresses = new CellAddresses();
        long bytes = 0;
        byte[] block = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                bytes += read;
                addresses.look(block, read);
                boolean bomb =
                        bytes > limits.ratioFrom() && bytes / Math.max(1, entry.getCompressedSize()) > limits.ratio();
                if (bomb || bytes > most) {
                    throw tooLarge();
                }
            }
        }
        if (addresses.impossible()) {
            throw damaged();
        }
        return bytes;
    }

    private static Refusal tooLarge() {
        return new Refusal(
                Rules.ARCHIVE,
                "The workbook grows beyond all measure when it is unpacked.",
                "Find out who made it. If the table is really that large, export it as CSV and deliver that.");
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
