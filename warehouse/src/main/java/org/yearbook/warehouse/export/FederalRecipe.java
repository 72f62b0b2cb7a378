package org.yearbook.warehouse.export;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.definitions.edfacts.FileSpecification;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.Reporting;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalSettings;
import org.yearbook.warehouse.submission.FederalFile;
import org.yearbook.warehouse.submission.Form;
import org.yearbook.warehouse.submission.Slice;
import org.yearbook.warehouse.validate.Difference;
import org.yearbook.warehouse.validate.Finding;
import org.yearbook.warehouse.validate.Submitted;
import org.yearbook.warehouse.validate.Validation;

/** The files of a federal specification, one a level. */
record FederalRecipe(
        FileSpecification specification,
        DistrictHome home,
        FileSpecifications specifications,
        Exports exports,
        Form form)
        implements Recipe {

    private static final ReportingCalendar CALENDAR = ReportingCalendar.shipped();

    private String id() {
        return specification.id();
    }

    @Override
    public String name() {
        return specification.name();
    }

    private Reporting reporting() {
        return CALENDAR.find(id()).orElseThrow();
    }

    @Override
    public Basis basis() {
        return reporting().basis();
    }

    @Override
    public Drawn draw(Opened rows, SchoolYear year) {
        Slice slice = rows.slice();
        Slice.Made made = slice.make(id(), year);
        if (made instanceof Slice.Made.Lacking lacking) {
            return Drawn.lacking(lacking.missing());
        }
        var files = (Slice.Made.Files) made;
        return new Drawn(
                List.of(),
                files.notes(),
                files.files().stream()
                        .flatMap(written -> written.file().provisional().stream())
                        .distinct()
                        .toList(),
                definitions(rows.duck(), year),
                version -> files.files().stream()
                        .map(written -> text(slice, written, version))
                        .toList());
    }

    private Text text(Slice slice, FederalFile.Written written, int number) {
        YearFile file = written.file();
        String name = written.name(slice.state(), String.format(Locale.ROOT, "v%04d", number), form);
        String identifier = id() + "-" + file.year() + "-v" + number;
        return new Text(
                file.level(),
                name,
                file.layout().fileType(),
                StandardCharsets.UTF_8,
                written.text(name, identifier, form),
                written.records().size());
    }

    private Map<String, String> definitions(Duck duck, SchoolYear year) {
        Map<String, String> definitions = new TreeMap<>();
        for (String metric : reporting().metrics()) {
            duck.sql()
                    .fetch(
                            "select metric || ' ' || authority || ' ' || version, definition_hash from metric_definition"
                                    + " where metric = ? and from_school_year <= ?"
                                    + " and (to_school_year is null or to_school_year >= ?)",
                            metric,
                            year.toString(),
                            year.toString())
                    .forEach(row -> definitions.put(row.get(0, String.class), row.get(1, String.class)));
        }
        return definitions;
    }

    @Override
    public List<Finding> found(Duck duck, SchoolYear year, int version, List<Text> files) {
        Map<String, List<Submitted>> others = new HashMap<>();
        for (String other : Validation.neighbours(id())) {
            List<Submitted> kept = exports.kept(other, year);
            if (!kept.isEmpty()) {
                others.put(other, kept);
            }
        }
        return new Validation(CALENDAR)
                .of(new Validation.Asked(
                        id(), submitted(year, files), exports.kept(id(), year.previous()), others, movers(duck, year)));
    }

    private List<Submitted> submitted(SchoolYear year, List<Text> files) {
        return files.stream()
                .map(file -> new Submitted(
                        specifications.file(id(), levelOf(file), year).orElseThrow(), file.name(), file.text()))
                .toList();
    }

    private static Level levelOf(Text file) {
        Level level = file.level();
        if (level == null) {
            throw new IllegalStateException("a federal file is of a level");
        }
        return level;
    }

    @Override
    public List<Difference> differences(SchoolYear year, List<Text> before, List<Text> now) {
        return Difference.between(submitted(year, before), submitted(year, now));
    }

    private Map<String, Integer> movers(Duck duck, SchoolYear year) {
        if (!Set.of("FS195", "FS052").contains(id())) {
            return Map.of();
        }
        Map<String, String> stateIds =
                FederalSettings.read(home, DistrictFile.read(home)).schoolIds();
        Map<String, Integer> movers = new HashMap<>();
        Slice.movers(duck, year).forEach((own, students) -> movers.put(stateIds.getOrDefault(own, own), students));
        return movers;
    }
}
