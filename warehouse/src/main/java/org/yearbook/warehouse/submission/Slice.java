package org.yearbook.warehouse.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.CategorySet;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalDirectory;
import org.yearbook.warehouse.home.FederalSettings;

/** The files of a specification, one a level, out of an open publication or what was frozen of one. */
public final class Slice {

    private final Duck duck;
    private final District district;
    private final FederalSettings settings;
    private final FileSpecifications specifications;
    private final FederalFiles files;

    /** @param duck a database in which the tables of an internal publication are found by their names */
    public Slice(Duck duck, DistrictHome home, FileSpecifications specifications) {
        this.duck = duck;
        this.district = DistrictFile.read(home);
        this.settings = FederalSettings.read(home, district);
        this.specifications = specifications;
        this.files = new FederalFiles(duck, district, settings, FederalDirectory.read(home), specifications);
    }

    /** What of a specification can be made of a year, or what it lacks. */
    public sealed interface Made {

        /** The file of each level. */
        record Files(List<FederalFile.Written> files) implements Made {

            public Files {
                files = List.copyOf(files);
            }

            /** {@return what a reader must know of how they were made} */
            public List<String> notes() {
                return files.stream()
                        .flatMap(file -> file.notes().stream())
                        .distinct()
                        .toList();
            }
        }

        /**
         * Nothing can be made.
         *
         * @param missing what is not known, a sentence each
         */
        record Lacking(List<String> missing) implements Made {

            public Lacking {
                missing = List.copyOf(missing);
            }
        }
    }

    /** {@return the files of all levels; none of them when one cannot be made} */
    public Made make(String specification, SchoolYear year) {
        List<FederalFile.Written> written = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Level level : Level.values()) {
            Optional<FederalFile> file = files.file(specification, level, year);
            if (file.isPresent() && file.get() instanceof FederalFile.NotProducible lacking) {
                lacking.missing().stream().filter(one -> !missing.contains(one)).forEach(missing::add);
            } else if (file.isPresent() && file.get() instanceof FederalFile.Written one) {
                written.add(one);
            }
        }
        return missing.isEmpty() ? new Made.Files(written) : new Made.Lacking(missing);
    }

    /**
     * {@return how many students of each school were there ten days or more, and are not counted there in the fall}
     *
     * @param duck a database in which the tables of an internal publication are found by their names
     */
    public static Map<String, Integer> movers(Duck duck, SchoolYear year) {
        String query = Populations.named("movers", year);
        Populations.prepare(duck, query);
        return duck.sql().fetch(query).intoMap(row -> row.get(0, String.class), row -> row.get(1, Integer.class));
    }

    /** {@return the rows that a state's own file is made of} */
    public Rows rows(RowSource source, SchoolYear year) {
        var rows = new StateRows(duck, settings, year);
        if (source instanceof RowSource.Counts counts) {
            Optional<FederalFile> file = files.file(counts.file(), counts.level(), year);
            if (file.isEmpty()) {
                return Rows.lacking(List.of(counts.file() + " has no numbers of this level in " + year + "."));
            }
            return file.get() instanceof FederalFile.Written written
                    ? rows.of(counts, written)
                    : Rows.lacking(((FederalFile.NotProducible) file.get()).missing());
        }
        return rows.of(source instanceof RowSource.Stays ? "roll-stays" : "roll-students");
    }

    /** {@return the state's number of the district; empty when it is not known} */
    public String districtId() {
        return settings.districtId();
    }

    /** {@return the state's postal abbreviation, with which names of files begin} */
    public String state() {
        return settings.state();
    }

    /**
     * {@return who is behind a number, by the keys of the tables; nobody where records of places are not counted}
     *
     * @param place the state's id of a school, or of the district
     * @param table as the records call it
     * @param codes by code list; a row counts when it has each of them
     */
    public List<Long> behind(
            String specification, Level level, SchoolYear year, String place, String table, Map<String, String> codes) {
        YearFile file = specifications.file(specification, level, year).orElseThrow();
        Optional<String> population = Populations.of(specification, year);
        if (population.isEmpty()) {
            return List.of();
        }
        files.childCountDay(year);
        files.prepare(population.get());
        var condition = new StringBuilder("organization_type = ")
                .append(Duck.literal(level == Level.LEA ? "district" : "school"))
                .append(" and organization_id = ")
                .append(Duck.literal(level == Level.LEA ? district.leaId() : settings.schoolOf(place)))
                .append(" and (table_name is null or table_name = ")
                .append(Duck.literal(table))
                .append(')');
        new TreeMap<>(codes).forEach((list, code) -> {
            if (file.codes().containsKey(list)) {
                condition.append(" and \"").append(list).append("\" = ").append(Duck.literal(code));
            }
        });
        return duck.sql()
                .fetch("select distinct unit_key from (" + population.get() + ") where " + condition
                        + " order by unit_key")
                .map(row -> row.get(0, Long.class));
    }

    /** {@return who is behind a row of a state's own file, by the keys of the tables} */
    public List<Long> behind(RowSource source, SchoolYear year, Map<String, String> row) {
        if (source instanceof RowSource.Counts counts) {
            YearFile file =
                    specifications.file(counts.file(), counts.level(), year).orElseThrow();
            CategorySet set = file.sets().stream()
                    .filter(one -> one.code().equals(counts.set()))
                    .findFirst()
                    .orElseThrow();
            Map<String, String> codes = new TreeMap<>(row);
            codes.keySet().retainAll(set.categories());
            String place = row.getOrDefault("school_id", "");
            return behind(counts.file(), counts.level(), year, place, set.table(), codes);
        }
        return duck.sql()
                .fetch(
                        "select student_key from dim_student where school_year = ? and student_number = ?",
                        year.toString(),
                        row.getOrDefault("student_number", ""))
                .map(one -> one.get(0, Long.class));
    }
}
