package org.yearbook.ingest.land;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.FileFormat;
import org.yearbook.ingest.contract.FixedFormat;
import org.yearbook.ingest.contract.XmlFormat;
import org.yearbook.ingest.land.RowSink.Oddity;

/** What the owner of a file should know about its rows and its text. */
final class RowFindings {

    private RowFindings() {}

    static List<Finding> of(Identified file, Straightened straight) {
        List<Finding> findings = new ArrayList<>();
        if (straight.headers() > 0) {
            findings.add(headers(file, straight));
        }
        if (straight.unreadable() > 0) {
            findings.add(unreadable(file, straight));
        }
        findings.addAll(odd(file, straight));
        boolean declared = file.format() instanceof XmlFormat;
        if (!file.form().utf8() && !declared && !file.form().charset().equals(agreed(file.format()))) {
            String encoding = file.form().charset().name();
            findings.add(finding(
                    file,
                    Rules.ENCODING,
                    "minor",
                    0,
                    "The file is encoded as " + encoding + ", not as UTF-8; it was decoded.",
                    "Export the file in UTF-8: an encoding that has to be guessed may garble names."));
        }
        findings.addAll(Garbled.findings(file, straight.letters()));
        return findings;
    }

    /** What is said of rows that could be read all the same. */
    private record Said(Oddity oddity, String severity, String of, String whatToDo) {}

    private static final List<Said> SAID = List.of(
            new Said(
                    Oddity.LOOSE_QUOTE,
                    "minor",
                    " with a quotation mark inside a field that is not quoted; the field was read as it stands.",
                    "Ask for an export that puts such fields in quotation marks and doubles the ones inside."),
            new Said(
                    Oddity.SURPLUS,
                    "minor",
                    " with more fields than the header has; those were empty and were dropped.",
                    "Ask for an export without delimiters behind the last column."),
            new Said(
                    Oddity.BESIDE,
                    "minor",
                    " with values beside the last column that has a name; those values were left out.",
                    "Give the column a name, or move the notes beside the table elsewhere."),
            new Said(
                    Oddity.UNCOMPUTED,
                    "major",
                    " with a formula that was never computed; those cells were read as empty.",
                    "Open the workbook with Excel, save it and deliver it again."),
            new Said(
                    Oddity.ERROR,
                    "major",
                    " with an error of Excel, such as #N/A or ####, in place of a value; those cells were read as empty.",
                    "Open the file in Excel, mend the formulas that show an error, make columns wider that show ####, save"
                            + " it and deliver it again."),
            new Said(
                    Oddity.UNSEEN,
                    "minor",
                    " with characters that nobody sees at the edge of a value, such as a tab; they were left out.",
                    "Nothing needs to be done here. Whoever looks such a value up in the source system may not find it:"
                            + " enter it there anew, by hand."),
            new Said(
                    Oddity.AS_FORMULA,
                    "warning",
                    " with a value that is written as a formula for Excel, like =\"00731\"; what stands between the"
                            + " quotation marks was read.",
                    "Nothing needs to be done. An export without the equals sign says the same."),
            new Said(
                    Oddity.EMPTY,
                    "warning",
                    " of nothing but delimiters, passed over.",
                    "Nothing needs to be done. Excel writes them for rows that have a format and no value; delete such"
                            + " rows there to be rid of them."));

    /** Rows that could be read all the same. */
    private static List<Finding> odd(Identified file, Straightened straight) {
        List<Finding> findings = new ArrayList<>();
        for (Said said : SAID) {
            straight.odd(said.oddity())
                    .ifPresent(odd -> findings.add(finding(
                            file,
                            Rules.ROWS,
                            said.severity(),
                            odd.first(),
                            rows(odd.rows()) + said.of(),
                            said.whatToDo())));
        }
        return findings;
    }

    private static Finding unreadable(Identified file, Straightened straight) {
        boolean text = file.format() instanceof CsvFormat || file.format() instanceof FixedFormat;
        return finding(
                file,
                Rules.ROWS,
                "major",
                straight.firstRejected(),
                rows(straight.unreadable()) + " " + (text ? "cannot be split into fields" : "cannot be read") + " and "
                        + (straight.unreadable() == 1 ? "was" : "were") + " set aside. The first: "
                        + straight.firstReason() + ".",
                "Correct the rows in the source system or its export, and deliver the file again.");
    }

    private static Finding headers(Identified file, Straightened straight) {
        long line = straight.firstHeader();
        return finding(
                file,
                Rules.ROWS,
                "minor",
                line,
                straight.headers() == 1
                        ? "Line " + line + " is the header again: it names the columns, and was set aside."
                        : straight.headers() + " lines are the header again: they name the columns, and were set aside."
                                + " The first is line " + line + ".",
                "Several exports seem to stand in one file; all their rows are taken. Deliver each as a file of its own,"
                        + " or ask for one export of everything.");
    }

    private static @Nullable Charset agreed(FileFormat format) {
        if (format instanceof CsvFormat csv) {
            return csv.encoding();
        }
        return format instanceof FixedFormat fixed ? fixed.encoding() : null;
    }

    private static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    private static Finding finding(
            Identified file, String rule, String severity, long line, String message, String whatToDo) {
        return new Finding(
                rule, severity, file.contract().source(), file.member().file(), line, null, null, message, whatToDo);
    }
}
