package org.yearbook.ingest.source;

import java.util.List;
import org.yearbook.ingest.source.edfi.EdFiKind;
import org.yearbook.ingest.source.edfi.EdFiXmlKind;
import org.yearbook.ingest.source.google.GoogleKind;
import org.yearbook.ingest.source.https.HttpsKind;
import org.yearbook.ingest.source.microsoft.GraphKind;
import org.yearbook.ingest.source.oneroster.OneRosterKind;
import org.yearbook.ingest.source.pull.SourceKind;
import org.yearbook.ingest.source.sftp.SftpKind;
import org.yearbook.ingest.source.smartsheet.SmartsheetKind;

/** All kinds of sources that {@code district.yaml} may name. A new kind is one class, and one line here. */
public final class SourceKinds {

    private SourceKinds() {}

    public static List<SourceKind> all() {
        return List.of(
                new OneRosterKind(),
                new HttpsKind(),
                new SftpKind(),
                new EdFiKind(),
                new EdFiXmlKind(),
                new SmartsheetKind(),
                new GoogleKind(),
                new GraphKind());
    }
}
