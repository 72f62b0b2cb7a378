package org.yearbook.definitions.edfacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.YamlMap;

/**
 * When each file is due, which data it is made from, and what must agree. Federal days are days for states; a state
 * asks its districts earlier, which {@code district.yaml} says.
 */
public final class ReportingCalendar {

    private static final String FILE = "/edfacts/calendar/federal.yaml";

    private final Map<String, Reporting> files;

    private ReportingCalendar(Map<String, Reporting> files) {
        this.files = files;
    }

    /** {@return the calendar of this release} */
    public static ReportingCalendar shipped() {
        try (InputStream stream = ReportingCalendar.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own calendar of federal files");
            }
            return of("edfacts/calendar/federal.yaml", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the calendar of a text}
     *
     * @throws DefinitionException that names every fault
     */
    static ReportingCalendar of(String label, String text) {
        var faults = new ArrayList<Fault>();
        Map<String, Reporting> files = new TreeMap<>();
        YamlMap.read(label, text, faults).ifPresent(map -> {
            map.maps("files").forEach(one -> {
                Reporting reporting = reporting(one);
                if (files.put(reporting.file(), reporting) != null) {
                    one.fault("file", reporting.file() + " stands there twice");
                }
            });
            map.finish();
        });
        if (!faults.isEmpty()) {
            throw new DefinitionException("The calendar of federal files", faults);
        }
        return new ReportingCalendar(files);
    }

    private static Reporting reporting(YamlMap map) {
        String file = map.matching("file", "FS\\d{3}", "like FS052");
        Basis basis = map.choice("basis", Basis.YEAR_END);
        DueRule due = map.map("due").map(ReportingCalendar::due).orElse(null);
        YamlMap schools = map.required("schools").orElse(map);
        SchoolSums sums = schools.choice("sum", SchoolSums.FREE);
        String reason = schools.text("reason");
        schools.finish();
        var reporting = new Reporting(
                file,
                basis,
                due,
                sums,
                reason,
                texts(map, "metrics"),
                texts(map, "inputs"),
                map.says("earlierYears", "true"));
        map.finish();
        return reporting;
    }

    private static DueRule due(YamlMap map) {
        Month month = map.choice("month", Month.JANUARY);
        @Nullable DayOfWeek weekday = map.has("weekday") ? map.choice("weekday", DayOfWeek.MONDAY) : null;
        int number = weekday == null ? map.number("day", 1, 31) : map.number("which", -1, 5);
        var due = new DueRule(month, weekday, number, map.text("source"), readFor(map));
        map.finish();
        return due;
    }

    private static @Nullable SchoolYear readFor(YamlMap map) {
        return map.yearOrNull("readFor");
    }

    private static List<String> texts(YamlMap map, String key) {
        return map.has(key) ? map.texts(key).stream().map(Expression::sql).toList() : List.of();
    }

    /** {@return all files, by their numbers} */
    public Collection<Reporting> all() {
        return files.values();
    }

    public Optional<Reporting> find(String file) {
        return Optional.ofNullable(files.get(file));
    }
}
