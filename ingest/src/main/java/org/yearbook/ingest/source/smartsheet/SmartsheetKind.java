package org.yearbook.ingest.source.smartsheet;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yearbook.ingest.source.http.AuthSettings;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.pull.Source;
import org.yearbook.ingest.source.pull.SourceKind;
import org.yearbook.ingest.source.pull.SourceSettings;
import org.yearbook.ingest.source.smartsheet.SmartsheetSource.Sheet;

/**
 * {@code kind: smartsheet}. Keys: {@code url} (that of the US region when not given), {@code auth} (bearer), and
 * {@code sheets}, each with its {@code id} and the name to {@code saveAs}.
 */
public final class SmartsheetKind implements SourceKind {

    private static final URI UNITED_STATES = URI.create("https://api.smartsheet.com/2.0");

    @Override
    public String name() {
        return "smartsheet";
    }

    @Override
    public Source read(SourceSettings settings) {
        URI given = settings.urlOrNull("url");
        HttpAuth auth = AuthSettings.read(settings, List.of("bearer"));
        List<Sheet> sheets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SourceSettings each : settings.maps("sheets")) {
            Sheet sheet = sheet(each);
            if (!names.add(sheet.saveAs())) {
                each.yaml().fault("saveAs", "two sheets are saved as '" + sheet.saveAs() + "'");
            }
            sheets.add(sheet);
        }
        if (sheets.isEmpty()) {
            settings.yaml()
                    .fault("sheets", "'sheets' is missing: which sheets, like [{id: 4583173393803140, saveAs: tasks}]");
        }
        return new SmartsheetSource(given == null ? UNITED_STATES : given, auth, sheets);
    }

    private static Sheet sheet(SourceSettings settings) {
        String id = settings.yaml().text("id");
        if (!id.isEmpty() && !id.matches("\\d{1,19}")) {
            settings.yaml().fault("id", "'id' must be the number of the sheet: File, Properties shows it");
        }
        String saveAs = settings.yaml().text("saveAs");
        if (!saveAs.isEmpty() && !saveAs.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            settings.yaml().fault("saveAs", "'saveAs' must be small letters, digits and hyphens, like staff-tasks");
        }
        settings.yaml().finish();
        return new Sheet(id, saveAs);
    }
}
