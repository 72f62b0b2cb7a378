package org.yearbook.warehouse.export;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.YamlMap;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.submission.Form;

/**
 * The {@code federal}, {@code hand_in} of {@code district.yaml}: how files are made and where they go.
 *
 * @param weeks how many weeks before its day the nights make a file
 * @param due the state's own days for its districts: by file and school year
 * @param folder where signed files are copied to; null when not said
 */
public record ExportSettings(
        Form form,
        int weeks,
        Map<String, Map<SchoolYear, LocalDate>> due,
        @Nullable String folder) {

    private static final String FILE = "district.yaml";
    private static final int WEEKS = 8;

    public ExportSettings {
        due = Map.copyOf(due);
    }

    /**
     * {@return the settings of a home}
     *
     * @throws HomeException that names every fault with its line
     */
    public static ExportSettings read(DistrictHome home) {
        var faults = new ArrayList<Fault>();
        try {
            ExportSettings settings = YamlMap.read(FILE, Files.readString(home.settings()), faults)
                    .flatMap(map -> map.map("federal"))
                    .flatMap(map -> map.map("hand_in"))
                    .map(ExportSettings::of)
                    .orElseGet(() -> new ExportSettings(Form.TAB, WEEKS, Map.of(), null));
            if (!faults.isEmpty()) {
                throw new HomeException("What " + FILE + " says of handing in federal files needs a correction:\n  - "
                        + String.join(
                                "\n  - ", faults.stream().map(Fault::toString).toList()));
            }
            return settings;
        } catch (IOException e) {
            throw new HomeException(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ExportSettings of(YamlMap map) {
        Form form = map.has("form") ? map.choice("form", Form.TAB) : Form.TAB;
        int weeks = map.has("weeks_before") ? map.number("weeks_before", 0, 52) : WEEKS;
        Map<String, Map<SchoolYear, LocalDate>> due = new TreeMap<>();
        map.map("due").ifPresent(files -> files.keys().forEach(file -> due.put(file, days(files, file))));
        String folder = map.map("deliver").map(ExportSettings::folder).orElse(null);
        map.finish();
        return new ExportSettings(form, weeks, due, folder);
    }

    private static @Nullable String folder(YamlMap deliver) {
        // A server is read by whoever connects to it.
        deliver.has("sftp");
        String folder = deliver.textOrNull("folder");
        deliver.finish();
        return folder;
    }

    private static Map<SchoolYear, LocalDate> days(YamlMap files, String file) {
        if (ReportingCalendar.shipped().find(file).isEmpty()) {
            files.fault(file, "'" + file + "' is no federal file; write it like FS052");
        }
        return files.days(file);
    }
}
