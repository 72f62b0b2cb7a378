package org.yearbook.warehouse.export;

import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.YamlMap;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.submission.Form;

/**
 * The {@code federal_files} of {@code district.yaml}.
 *
 * @param state postal abbreviation; empty when the district has not said it
 * @param fips the state's two digits; empty when they are not known
 * @param district the state's id of the district; empty when not said
 * @param schools the state's ids of schools, by the number that sources use, where they differ
 * @param weeks how many weeks before its day the nights make a file
 * @param due the state's own days for its districts: by file and school year
 * @param folder where signed files are copied to; null when not said
 */
public record ExportSettings(
        String state,
        String fips,
        String district,
        Map<String, String> schools,
        Form form,
        int weeks,
        Map<String, Map<SchoolYear, LocalDate>> due,
        @Nullable String folder) {

    private static final String FILE = "district.yaml";
    private static final int WEEKS = 8;

    public ExportSettings {
        schools = Map.copyOf(schools);
        due = Map.copyOf(due);
    }

    /**
     * {@return the settings of a home}
     *
     * @throws HomeException that names every fault with its line
     */
    public static ExportSettings read(DistrictHome home) {
        String state = DistrictFile.read(home).state();
        var faults = new ArrayList<Fault>();
        try {
            Optional<YamlMap> section = YamlMap.read(FILE, Files.readString(home.settings()), faults)
                    .flatMap(map -> map.map("federal_files"));
            ExportSettings settings = section.map(map -> of(state, map)).orElseGet(() -> usual(state));
            if (!faults.isEmpty()) {
                throw new HomeException("The federal files of " + FILE + " need a correction:\n  - "
                        + String.join(
                                "\n  - ", faults.stream().map(Fault::toString).toList()));
            }
            return settings;
        } catch (IOException e) {
            throw new HomeException(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ExportSettings usual(String state) {
        return new ExportSettings(state, Fips.of(state).orElse(""), "", Map.of(), Form.TAB, WEEKS, Map.of(), null);
    }

    private static ExportSettings of(String state, YamlMap map) {
        String fips = map.has("fips")
                ? map.matching("fips", "\\d{2}", "two digits, like 17")
                : Fips.of(state).orElse("");
        String district = map.has("district_id")
                ? map.matching("district_id", "[A-Za-z0-9-]{1,14}", "at most 14 letters and digits, like 00100")
                : "";
        Map<String, String> schools = new TreeMap<>();
        map.map("school_ids")
                .ifPresent(ids -> ids.pairs().forEach((number, id) -> {
                    if (!id.sql().matches("[A-Za-z0-9-]{1,20}")) {
                        ids.fault(number, "the id of school " + number + " must be at most 20 letters and digits");
                    }
                    schools.put(number, id.sql());
                }));
        Form form = map.has("form") ? map.choice("form", Form.TAB) : Form.TAB;
        int weeks = map.has("weeks_before") ? map.number("weeks_before", 0, 52) : WEEKS;
        Map<String, Map<SchoolYear, LocalDate>> due = new TreeMap<>();
        map.map("due").ifPresent(files -> files.keys().forEach(file -> due.put(file, days(files, file))));
        String folder = map.map("deliver").map(ExportSettings::folder).orElse(null);
        map.finish();
        return new ExportSettings(state, fips, district, schools, form, weeks, due, folder);
    }

    private static @Nullable String folder(YamlMap deliver) {
        // A server is read by whoever connects to it.
        deliver.has("sftp");
        return deliver.textOrNull("folder");
    }

    private static Map<SchoolYear, LocalDate> days(YamlMap files, String file) {
        if (ReportingCalendar.shipped().find(file).isEmpty()) {
            files.fault(file, "'" + file + "' is no federal file; write it like FS052");
        }
        Map<SchoolYear, LocalDate> days = new TreeMap<>();
        files.map(file)
                .ifPresent(years -> years.pairs().forEach((year, day) -> {
                    Optional<SchoolYear> named = SchoolYear.named(year);
                    Optional<LocalDate> date = date(day.sql());
                    if (named.isEmpty() || date.isEmpty()) {
                        years.fault(year, "write the day of a school year like 2025-26: 2025-11-14");
                    } else {
                        days.put(named.get(), date.get());
                    }
                }));
        return days;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@return what must be said before a file can be made, a sentence each} */
    public List<String> missing() {
        var missing = new ArrayList<String>();
        if (!state.toUpperCase(Locale.ROOT).matches("[A-Z]{2}")) {
            missing.add("Write the state's two letters into district.yaml: state.");
        }
        if (fips.isEmpty()) {
            missing.add("Write the state's two digits into district.yaml: federal_files, fips.");
        }
        if (district.isEmpty()) {
            missing.add("Write the state's id of the district into district.yaml: federal_files, district_id.");
        }
        return missing;
    }
}
