package org.yearbook.ingest.land;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.yearbook.ingest.source.folder.SafeZip;

/** An Excel workbook that nobody has to trust: before it is opened, all of it was inflated once and measured. */
final class Workbook implements Closeable {

    private static final String USUAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static final String AGAIN = "Open and save it with Excel, or export the table as CSV, and deliver that.";

    /** Larger ones are left as they are: one that is written as few write them is held in memory. */
    private static final long MOST_IN_MEMORY = 64L << 20;

    private final ReadableWorkbook workbook;
    private final WorkbookMeasure measured;

    private Workbook(ReadableWorkbook workbook, WorkbookMeasure measured) {
        this.workbook = workbook;
        this.measured = measured;
    }

    static Workbook open(Path file, ArchiveLimits limits) throws IOException, Refusal {
        WorkbookMeasure measured = WorkbookMeasure.of(file, limits);
        boolean otherwise = (measured.strict() || measured.odd()) && Files.size(file) < MOST_IN_MEMORY;
        try {
            return new Workbook(otherwise ? readable(usual(file)) : readable(file), measured);
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

    private static ReadableWorkbook readable(byte[] file) throws IOException {
        try {
            return new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true));
        } catch (ExcelReaderException e) {
            return new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(false, true));
        }
    }

    /** {@return a workbook as Excel writes most of them, with the names of parts and cells that the library knows} */
    private static byte[] usual(Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var from = SafeZip.open(file);
                var to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : from.stream().map(ZipEntry.class::cast).toList()) {
                to.putNextEntry(new ZipEntry(WorkbookMeasure.name(entry)));
                try (InputStream in = from.getInputStream(entry)) {
                    if (WorkbookMeasure.isSheet(entry)) {
                        var tags = new SheetTags(to);
                        byte[] block = new byte[1 << 16];
                        for (int read = in.read(block); read >= 0; read = in.read(block)) {
                            tags.write(block, read);
                        }
                        tags.finish();
                    } else if (WorkbookMeasure.isBook(entry)) {
                        String said = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                        to.write(said.replace(WorkbookMeasure.STRICT, USUAL).getBytes(StandardCharsets.ISO_8859_1));
                    } else {
                        in.transferTo(to);
                    }
                }
            }
        }
        return bytes.toByteArray();
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

    /** {@return how its cells are read} */
    CellText text() {
        return new CellText(workbook.isDate1904() || measured.from1904(), measured.days());
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
