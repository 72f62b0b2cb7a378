package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What no system delivers and federal files ask: {@code federal/directory.csv} has one row for the district and one for
 * each school, {@code federal/staff-categories.csv} one for each job code. Cells may be empty.
 *
 * @param places the cells by the district's own number of a place, and the name of the column
 * @param jobs the federal category of staff by job code, both in capitals
 */
public record FederalDirectory(Map<String, Map<String, String>> places, Map<String, String> jobs) {

    /** What the directory may say of a place; the first names it by the district's own number. */
    public static final List<String> COLUMNS = List.of(
            "organization",
            "name",
            "nces_id",
            "type",
            "grades",
            "phone",
            "web_address",
            "mailing_address_1",
            "mailing_address_2",
            "mailing_address_3",
            "mailing_city",
            "mailing_state",
            "mailing_zip",
            "mailing_zip_plus_4",
            "location_address_1",
            "location_address_2",
            "location_address_3",
            "location_city",
            "location_state",
            "location_zip",
            "location_zip_plus_4",
            "system_status",
            "status",
            "status_since",
            "charter",
            "reconstituted",
            "out_of_state",
            "supervisory_union",
            "prior_district_id",
            "prior_school_id",
            "charter_authorizer",
            "charter_authorizer_additional");

    /** What a school may be said to offer, in the codes of FS039. */
    private static final Set<String> GRADES = Set.of(
            "PK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "UG", "AE");

    private static final Pattern SEPARATOR = Pattern.compile("[ ;,]+");
    private static final List<String> JOB_COLUMNS = List.of("job_code", "category");

    public FederalDirectory {
        places = Map.copyOf(new TreeMap<>(places));
        jobs = Map.copyOf(new TreeMap<>(jobs));
    }

    /** {@return what a home has of both; nothing where a file does not exist} Faults are named in one exception. */
    public static FederalDirectory read(DistrictHome home) {
        var faults = new ArrayList<String>();
        Map<String, Map<String, String>> places = new TreeMap<>();
        table(home.federal().resolve("directory.csv"), COLUMNS, faults).forEach((line, cells) -> {
            String place = cells.getOrDefault("organization", "");
            if (place.isEmpty()) {
                faults.add("directory.csv line " + line + ": 'organization' is empty");
            } else if (places.put(place, cells) != null) {
                faults.add("directory.csv line " + line + ": " + place + " is there twice");
            }
            grades(cells)
                    .filter(grade -> !GRADES.contains(grade))
                    .forEach(grade -> faults.add("directory.csv line " + line + ": '" + grade
                            + "' is no grade; write those that are offered like PK KG 01 12 UG AE"));
        });
        Map<String, String> jobs = new TreeMap<>();
        table(home.federal().resolve("staff-categories.csv"), JOB_COLUMNS, faults)
                .forEach((line, cells) -> {
                    String job = cells.getOrDefault("job_code", "").toUpperCase(Locale.ROOT);
                    if (job.isEmpty() || cells.getOrDefault("category", "").isEmpty()) {
                        faults.add("staff-categories.csv line " + line + ": needs a job_code and a category");
                    } else if (jobs.put(job, cells.getOrDefault("category", "").toUpperCase(Locale.ROOT)) != null) {
                        faults.add("staff-categories.csv line " + line + ": " + job + " is there twice");
                    }
                });
        if (!faults.isEmpty()) {
            throw new HomeException(home.federal() + " needs a correction:\n  - " + String.join("\n  - ", faults));
        }
        return new FederalDirectory(places, jobs);
    }

    /** {@return the rows by their line, each with the cells that are not empty} */
    private static Map<Integer, Map<String, String>> table(Path file, List<String> columns, List<String> faults) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        List<CsvLines.Row> rows;
        try {
            rows = CsvLines.read(Files.readString(file));
        } catch (IOException e) {
            faults.add(file.getFileName() + " cannot be read: " + CsvLines.why(e));
            return Map.of();
        }
        if (rows.isEmpty()) {
            return Map.of();
        }
        List<String> header = rows.get(0).cells().stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
        header.stream()
                .filter(name -> !columns.contains(name))
                .forEach(name -> faults.add(file.getFileName() + " line 1: '" + name + "' is not a column; known are "
                        + String.join(", ", columns)));
        Map<Integer, Map<String, String>> table = new TreeMap<>();
        for (CsvLines.Row row : rows.subList(1, rows.size())) {
            if (row.blank()) {
                continue;
            }
            if (!row.complete() || row.cells().stream().skip(header.size()).anyMatch(cell -> !cell.isBlank())) {
                faults.add(file.getFileName() + " line " + row.line() + ": its cells do not fit the header; put quotes"
                        + " around a cell with a comma in it");
                continue;
            }
            Map<String, String> cells = new HashMap<>();
            for (int at = 0; at < Math.min(header.size(), row.cells().size()); at++) {
                if (!row.cells().get(at).isBlank()) {
                    cells.put(header.get(at), row.cells().get(at).strip());
                }
            }
            table.put(row.line(), cells);
        }
        return table;
    }

    /** {@return what is said of a place; empty when nothing is} */
    public String of(String place, String column) {
        return places.getOrDefault(place, Map.of()).getOrDefault(column, "");
    }

    /** {@return the grades that a place offers, in federal codes and in the order given; none when nothing is said} */
    public Set<String> grades(String place) {
        return grades(places.getOrDefault(place, Map.of())).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> grades(Map<String, String> cells) {
        return SEPARATOR
                .splitAsStream(cells.getOrDefault("grades", ""))
                .filter(grade -> !grade.isBlank())
                .map(grade -> grade.toUpperCase(Locale.ROOT));
    }
}
