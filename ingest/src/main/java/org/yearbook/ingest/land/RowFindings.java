package org.yearbook.ingest.land;

import java.util.ArrayList;
import java.util.List;

/** What the owner of a file should know about its rows and its text. */
final class RowFindings {

    private RowFindings() {}

    static List<Finding> of(Identified file, Straightened straight) {
        List<Finding> findings = new ArrayList<>();
        if (straight.rejected() > 0) {
            findings.add(finding(
                    file,
                    Rules.ROWS,
                    "major",
                    straight.firstRejected(),
                    rows(straight.rejected()) + " cannot be split into fields and "
                            + (straight.rejected() == 1 ? "was" : "were") + " set aside. The first: "
                            + straight.firstReason() + ".",
                    "Correct the rows in the source system or its export, and deliver the file again."));
        }
        if (straight.looseQuotes() > 0) {
            findings.add(finding(
                    file,
                    Rules.ROWS,
                    "minor",
                    0,
                    rows(straight.looseQuotes()) + " with a quotation mark inside a field that is not quoted; the"
                            + " field was read as it stands.",
                    "Ask for an export that puts such fields in quotation marks and doubles the ones inside."));
        }
        if (straight.surplus() > 0) {
            findings.add(finding(
                    file,
                    Rules.ROWS,
                    "minor",
                    0,
                    rows(straight.surplus()) + " with more fields than the header has; those were empty and were"
                            + " dropped.",
                    "Ask for an export without delimiters behind the last column."));
        }
        if (!file.form().utf8()) {
            String encoding = file.form().charset().name();
            findings.add(finding(
                    file,
                    Rules.ENCODING,
                    "minor",
                    0,
                    "The file is encoded as " + encoding + ", not as UTF-8; it was decoded.",
                    "Export the file in UTF-8: an encoding that has to be guessed may garble names."));
        }
        return findings;
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
