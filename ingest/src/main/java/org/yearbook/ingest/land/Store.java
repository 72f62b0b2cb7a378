package org.yearbook.ingest.land;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.FixedFormat;
import org.yearbook.warehouse.engine.EngineException;

/**
 * Brings a file's rows into Parquet and proves that they are all there. {@link RegularScan} counts the records in the
 * bytes, DuckDB reads them on its own; when both agree, that is the proof. When the file is not regular, or they do not
 * agree, {@link Straightened} splits it record by record, and what it counted must be there.
 */
final class Store {

    /** Below this share of readable rows the file is not what it claims to be. */
    private static final int LEAST_READABLE_PERCENT = 50;

    static final String ENCODING = "encoding";
    static final String DELIMITER = "delimiter";
    static final String FORMAT = "format";
    private static final String FROM_THE_FIRST = "1";
    private static final String COLUMN = "column";
    private static final String ROWS = "rows.parquet";
    private static final String REJECTS = "rejects.parquet";

    private final ParquetCopy copy;
    private final Path work;

    Store(ParquetCopy copy, Path work) {
        this.copy = copy;
        this.work = work;
    }

    /**
     * A file's rows in Parquet.
     *
     * @param file as identified in the end: once its encoding is known, a header may read differently
     */
    record Stored(
            Identified file,
            Path parquet,
            Path rejects,
            long rows,
            long rejected,
            Map<String, String> attributes,
            List<Finding> findings) {

        long delivered() {
            return rows + rejected;
        }
    }

    /** {@return what one pass over the bytes tells} Of all but plain CSV in UTF-8, only the fingerprint. */
    static RegularScan.Found scan(Identified file) throws IOException {
        Path path = file.member().path();
        if (file.form().utf8() && file.format() instanceof CsvFormat csv && csv.plain() && csv.quote() != null) {
            return RegularScan.over(
                    path,
                    csv.delimiter(),
                    csv.quote(),
                    file.header().names().size(),
                    file.form().markBytes());
        }
        return RegularScan.over(path, ',', '"', 0, 0);
    }

    /** {@return the file's rows, all accounted for} */
    Stored store(Identified file, RegularScan.Found found, Path folder, Identification identification)
            throws IOException, Refusal {
        Files.createDirectories(folder);
        if (found.regular()) {
            CsvFormat csv = file.csv();
            long rows = fromRegular(file, csv, folder.resolve(ROWS));
            boolean all = rows == found.records() - (csv.headless() ? 0 : 1);
            if (all && !underlined(file) && !headerAgain(file, csv, folder.resolve(ROWS))) {
                copy.noRejects(folder.resolve(REJECTS));
                return stored(
                        file,
                        folder,
                        new Counts(rows, 0),
                        csv.headless() ? Map.of(LandedFile.LINES, FROM_THE_FIRST) : Map.of(),
                        Garbled.findings(file, found.letters()));
            }
        }
        return straighten(decoded(file, identification), folder);
    }

    /** {@return how many rows DuckDB reads on its own; -1 when it cannot, and every record must be looked at} */
    private long fromRegular(Identified file, CsvFormat csv, Path to) {
        try {
            return copy.fromRegular(file.member().path(), csv, columns(file), to);
        } catch (EngineException e) {
            return -1;
        }
    }

    private static boolean underlined(Identified file) throws IOException {
        return file.table() instanceof CsvTable table && table.underlined();
    }

    /** {@return whether a row may be the header again, so that every record must be looked at} */
    private boolean headerAgain(Identified file, CsvFormat csv, Path rows) throws IOException {
        if (csv.headless() || !(file.table() instanceof CsvTable table)) {
            return false;
        }
        List<String> stored = file.header().names();
        List<String> named = table.names();
        Map<String, String> names = new LinkedHashMap<>();
        for (int place : file.keptPlaces()) {
            String name = named.get(place);
            if (!name.isEmpty() && !csv.nullTokens().contains(name)) {
                names.put(stored.get(place), name);
            }
        }
        return !names.isEmpty() && copy.has(rows, names);
    }

    private static ParquetCopy.Columns columns(Identified file) {
        return new ParquetCopy.Columns(file.header().names(), file.delivered(), file.constants());
    }

    /** A text whose encoding was not agreed on and that shows no mark is looked through. */
    private static Identified decoded(Identified file, Identification identification) throws IOException, Refusal {
        boolean text = file.format() instanceof CsvFormat || file.format() instanceof FixedFormat;
        if (!text || !file.form().utf8()) {
            return file;
        }
        var form = new TextForm(Encodings.of(file.member().path()), file.form().markBytes());
        return identification.under(file.contract(), file.member(), new FirstLook(FirstLook.Kind.TEXT, form));
    }

    private record Counts(long rows, long rejected) {}

    private Stored straighten(Identified file, Path folder) throws IOException, Refusal {
        Path rows = Files.createTempFile(work, "rows", ".csv");
        Path rejects = Files.createTempFile(work, "rejects", ".csv");
        try {
            var target = new Straightened.Target(rows, rejects, file.secrets().isEmpty());
            Straightened straight = Straightened.write(file.table(), file.keptPlaces(), target);
            judge(file, straight);
            long copied = copy.fromStraightened(rows, file.format().nullTokens(), columns(file), folder.resolve(ROWS));
            copy.rejects(rejects, folder.resolve(REJECTS));
            if (copied != straight.rows() || copy.rows(folder.resolve(REJECTS)) != straight.rejected()) {
                throw new Refusal(
                        Rules.FILE,
                        "Of " + straight.rows() + " rows counted in the file, " + copied + " could be stored.",
                        "This should never happen: please report it, with the shape of the file.",
                        straight.rows() + straight.rejected());
            }
            return stored(
                    file,
                    folder,
                    new Counts(straight.rows(), straight.rejected()),
                    Map.of(LandedFile.LINES, COLUMN),
                    RowFindings.of(file, straight));
        } finally {
            Files.deleteIfExists(rows);
            Files.deleteIfExists(rejects);
        }
    }

    private static void judge(Identified file, Straightened straight) throws Refusal {
        long all = straight.rows() + straight.unreadable();
        if (straight.cutAt() > 0) {
            throw new Refusal(
                    Rules.FILE,
                    "The file is cut short: it ends in the middle of the row that begins on line " + straight.cutAt()
                            + ".",
                    "Transfer the file again. What the source delivered before stays in force, since nobody knows how"
                            + " many rows are missing.",
                    all);
        }
        if (straight.rows() * 100 < all * LEAST_READABLE_PERCENT) {
            throw new Refusal(
                    Rules.ROWS,
                    straight.unreadable() + " of " + all + " rows cannot be split into fields, the first on line "
                            + straight.firstRejected() + ": " + straight.firstReason() + ".",
                    file.format() instanceof CsvFormat
                            ? "Check the delimiter and the quotation marks of the export against the contract."
                            : "Check the export against contract "
                                    + file.contract().id() + ".",
                    all);
        }
    }

    private static Stored stored(
            Identified file, Path folder, Counts counts, Map<String, String> lines, List<Finding> rowFindings) {
        Map<String, String> attributes = new LinkedHashMap<>(lines);
        if (!file.form().utf8()) {
            attributes.put(ENCODING, file.form().charset().name());
        }
        if (file.format() instanceof CsvFormat csv
                && csv.delimiter() != Identification.csv(file.contract()).delimiter()) {
            attributes.put(DELIMITER, String.valueOf(csv.delimiter()));
        }
        if (!file.format().word().equals(file.contract().format().word())) {
            attributes.put(FORMAT, file.format().word());
        }
        List<Finding> findings = new ArrayList<>(ColumnFindings.of(file));
        findings.addAll(rowFindings);
        return new Stored(
                file,
                folder.resolve(ROWS),
                folder.resolve(REJECTS),
                counts.rows(),
                counts.rejected(),
                attributes,
                findings);
    }
}
