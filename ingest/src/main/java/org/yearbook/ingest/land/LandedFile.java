package org.yearbook.ingest.land;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One file of one delivery, landed as text Parquet with the header names as delivered: every column VARCHAR, an empty
 * field NULL. {@code delivered = rows in the Parquet + rejected}, proven when it was landed.
 *
 * @param deliveryId sortable by arrival, for example {@code 20260515T020000-1f2e3d4c}
 * @param contractId the contract that it was taken under
 * @param source source system, from the contract
 * @param file as a person knows it: {@code oneroster-2025-26.zip!users.csv} or {@code sis-attendance-2025-26.csv}
 * @param arrived the night that took it
 * @param schoolYears school years that its rows belong to; {@code unknown} is one of them when some row's year cannot
 *     be told; {@code all} alone for files without year grain
 * @param attributes what else is known: {@code oneroster.version}, {@code manifest.mode}, {@code encoding} and others
 * @param header delivered header names in order, made unique, without the secret columns; the Parquet has them all
 * @param parquet the rows
 * @param rejects rows that could not be split into fields, and lines that name the columns again: {@code line BIGINT,
 *     reason VARCHAR, text VARCHAR}
 * @param delivered data rows in the delivered file
 * @param rejected how many of them are in {@code rejects}
 * @param sha256 of the file's bytes
 * @param findings what its owner should know about it
 */
public record LandedFile(
        String deliveryId,
        String contractId,
        String source,
        String file,
        LocalDate arrived,
        List<String> schoolYears,
        Map<String, String> attributes,
        List<String> header,
        List<Path> parquet,
        Path rejects,
        long delivered,
        long rejected,
        String sha256,
        List<Finding> findings) {

    /** The Parquet column that holds a row's source line, when the lines cannot be counted. */
    public static final String LINE_COLUMN = "_line";

    /** The attribute that names the version of OneRoster that a file's bundle follows: 1.0, 1.1 or 1.2. */
    public static final String ONEROSTER_VERSION = "oneroster.version";

    /** The attribute that says whether a OneRoster file is {@code bulk} or {@code delta}. */
    public static final String MANIFEST_MODE = "manifest.mode";

    /** The attribute that holds the name of the system that exported a bundle, when it says so. */
    public static final String SOURCE_SYSTEM = "source.system";

    /** Why a line is set aside that names the columns once more. */
    static final String HEADER_AGAIN = "It names the columns again, as the header does";

    /** Why a line is set aside that stands below the names of the columns. */
    static final String UNDERLINES = "It underlines the names of the columns and holds no values";

    /** Why a row is set aside that has the totals of others. */
    static final String SUMS_UP = "It sums up the other rows and is none itself";

    /** Why lines are set aside that are no records: nobody has to mend them. */
    public static final Set<String> NO_RECORD = Set.of(HEADER_AGAIN, UNDERLINES, SUMS_UP);

    /** The attribute that says how lines are found: {@code column}, or the line of the first data row. */
    static final String LINES = "lines";

    public LandedFile {
        schoolYears = List.copyOf(schoolYears);
        attributes = Map.copyOf(attributes);
        header = List.copyOf(header);
        parquet = List.copyOf(parquet);
        findings = List.copyOf(findings);
    }

    /**
     * {@return SQL for a row's line in the delivered file, right also when rows were rejected, lines were blank or
     * fields hold line breaks} Use it in a select over {@code read_parquet(..., file_row_number = true)}.
     */
    public String lineExpression() {
        String lines = attributes.getOrDefault(LINES, "2");
        return lines.equals("column") ? "\"" + LINE_COLUMN + "\"" : "(file_row_number + " + lines + ")";
    }
}
