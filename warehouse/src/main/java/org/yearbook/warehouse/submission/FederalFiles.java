package org.yearbook.warehouse.submission;

import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.Unit;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.FederalDirectory;
import org.yearbook.warehouse.home.FederalSettings;
import org.yearbook.warehouse.publish.EntityScripts;

/**
 * The district's part of the federal files, from the internal file of one publication. Numbers are not suppressed, and
 * nothing of a person is told in messages. Not thread-safe, as the database is not.
 */
public final class FederalFiles {

    private static final String DISTRICT = "district";
    /** What the layouts have room for. */
    private static final int LONGEST_DISTRICT_ID = 14;

    private static final int LONGEST_SCHOOL_ID = 20;

    private final Duck duck;
    private final District district;
    private final FederalSettings settings;
    private final FederalDirectory directory;
    private final FileSpecifications specifications;

    /** What the session has of what the queries share. */
    private final Set<String> shared = new HashSet<>();

    /** What was asked of the tables, which stay as they are: both levels ask much the same, and so do other files. */
    private final Map<String, Result<Record>> answers = new HashMap<>();

    private @Nullable String counted;

    /** @param duck the internal file of a publication, opened to read; things are laid into its session, once */
    public FederalFiles(
            Duck duck,
            District district,
            FederalSettings settings,
            FederalDirectory directory,
            FileSpecifications specifications) {
        this.duck = duck;
        this.district = district;
        this.settings = settings;
        this.directory = directory;
        this.specifications = specifications;
        EntityScripts.prepare(duck, district);
        duck.run("create or replace temp table staff_category(job_code varchar, category varchar)");
        directory
                .jobs()
                .forEach((job, category) -> duck.run("insert into staff_category values (" + Duck.literal(job) + ", "
                        + Duck.literal(category) + ")"));
        duck.run("set variable state_tests = "
                + (settings.stateTests().isEmpty()
                        ? "null"
                        : settings.stateTests().stream()
                                .map(Duck::literal)
                                .collect(Collectors.joining(", ", "[", "]"))));
    }

    /** {@return a file of a school year; nothing when there is no file of that level} */
    public Optional<FederalFile> file(String specification, Level level, SchoolYear year) {
        return specifications.file(specification, level, year).map(this::file);
    }

    private FederalFile file(YearFile file) {
        childCountDay(file.year());
        Map<String, String> names = new TreeMap<>();
        List<String> missing = new ArrayList<>(unknownPlaces());
        Map<String, Place> places = places(file, names);
        missing.addAll(sharedNumbers(places));
        if (file.specification().unit() == Unit.NOTHING) {
            var directoryRecords = new DirectoryRecords(file, directory, district.leaId(), names);
            List<List<String>> records = directoryRecords.of(places);
            missing.addAll(directoryRecords.faults());
            return missing.isEmpty()
                    ? new FederalFile.Written(file, records, List.of())
                    : new FederalFile.NotProducible(file, missing);
        }
        return counted(file, places, missing);
    }

    private FederalFile counted(YearFile file, Map<String, Place> places, List<String> missing) {
        String id = file.specification().id();
        Optional<String> population = Populations.of(id, file.year());
        if (population.isEmpty()) {
            missing.add("Yearbook does not know yet who is counted in " + id + ".");
        } else {
            missing.addAll(needs(file));
        }
        if (!missing.isEmpty() || population.isEmpty()) {
            return new FederalFile.NotProducible(file, missing);
        }
        Counts of = counts(file, population.get());
        missing.addAll(of.notPermitted());
        if (!missing.isEmpty()) {
            return new FederalFile.NotProducible(file, missing);
        }
        List<Count> counts = new ArrayList<>(of.all());
        List<String> notes = new ArrayList<>(notes("primary-schools", file));
        notes.addAll(notes("next-count-day", file));
        counts.addAll(Zeros.of(file, counts, offered(file, places, notes)));
        return new FederalFile.Written(file, Records.of(file, counts, places), notes);
    }

    private List<String> needs(YearFile file) {
        return rows(Populations.of("needs", file.specification().id(), file.year()))
                .map(row -> row.get(0, String.class));
    }

    private List<String> notes(String query, YearFile file) {
        return rows(Populations.of(query, file.specification().id(), file.year()))
                .map(row -> row.get(0, String.class));
    }

    private Counts counts(YearFile file, String population) {
        if (!population.equals(counted)) {
            prepare(population);
            counted = null; // until it is there as a whole
            Counts.lay(duck, population);
            counted = population;
        }
        return new Counts(duck, file);
    }

    private Result<Record> rows(String query) {
        return answers.computeIfAbsent(query, asked -> {
            prepare(asked);
            return duck.sql().fetch(asked);
        });
    }

    /** Lays into the session what a query uses of what the queries share. */
    void prepare(String query) {
        Populations.prepare(duck, query, shared);
    }

    void childCountDay(SchoolYear year) {
        MonthDay day = settings.childCountDay();
        String literal = "null";
        if (day != null) {
            int calendarYear = year.startYear() + (day.isBefore(district.firstDay()) ? 1 : 0);
            literal = Duck.literal(day.atYear(calendarYear).toString());
        }
        duck.run("set variable child_count_day = " + literal);
    }

    private List<String> unknownPlaces() {
        List<String> missing = new ArrayList<>();
        if (settings.state().isEmpty()) {
            missing.add("The state: 'state' in district.yaml.");
        }
        if (settings.fips().isEmpty()) {
            missing.add("The two digits of the state (FIPS): 'federal: fips' in district.yaml.");
        }
        if (settings.districtId().isEmpty()) {
            missing.add("The state's number of the district: 'federal: district_id' in district.yaml.");
        }
        if (settings.districtId().length() > LONGEST_DISTRICT_ID) {
            missing.add("A number of the district of at most " + LONGEST_DISTRICT_ID
                    + " characters: 'federal: district_id'" + " in district.yaml.");
        }
        settings.schoolIds().forEach((school, id) -> {
            if (id.length() > LONGEST_SCHOOL_ID) {
                missing.add("A number of school " + school + " of at most " + LONGEST_SCHOOL_ID
                        + " characters: 'federal: school_ids' in district.yaml.");
            }
        });
        return missing;
    }

    /** {@return the district, or those of its schools that anybody was enrolled at in the year} */
    private Map<String, Place> places(YearFile file, Map<String, String> names) {
        Map<String, Place> places = new LinkedHashMap<>();
        boolean schools = file.level() == Level.SCH;
        rows(Populations.named("places", file.year())).forEach(row -> {
            String own = row.get("organization_id", String.class);
            boolean school = !row.get("organization_type", String.class).equals(DISTRICT);
            if (school == schools) {
                names.put(own, row.get("name", String.class));
                places.put(own, place(own, school));
            }
        });
        if (schools && file.specification().unit() == Unit.NOTHING) {
            // A school that opens, or has closed, is in the directory without any student.
            directory.places().keySet().stream()
                    .filter(own -> !own.equals(district.leaId()))
                    .forEach(own -> places.putIfAbsent(own, place(own, true)));
        }
        return places;
    }

    /** Of two schools with one number nobody could tell the records apart. */
    private static List<String> sharedNumbers(Map<String, Place> places) {
        Map<String, List<String>> byNumber = new TreeMap<>();
        places.forEach((own, place) -> byNumber.computeIfAbsent(place.school(), number -> new ArrayList<>())
                .add(own));
        return byNumber.entrySet().stream()
                .filter(one -> one.getValue().size() > 1)
                .map(one -> "A number of each school: the state's number " + one.getKey() + " is that of "
                        + String.join(" and ", one.getValue()) + " ('federal: school_ids' in district.yaml).")
                .toList();
    }

    private Place place(String own, boolean school) {
        return new Place(
                settings.fips(),
                settings.districtId(),
                school ? settings.schoolIds().getOrDefault(own, own) : "");
    }

    /** {@return the grades that each place offers: those of the directory, else those that it has students of} */
    private Map<String, Set<String>> offered(YearFile file, Map<String, Place> places, List<String> notes) {
        if (file.zeros().isEmpty()) {
            return Map.of();
        }
        Map<String, Set<String>> offered = new TreeMap<>();
        rows(Populations.named("grades", file.year()))
                .forEach(row -> offered.computeIfAbsent(
                                row.get("organization_id", String.class), place -> new LinkedHashSet<>())
                        .add(row.get("grade", String.class)));
        offered.keySet().retainAll(places.keySet());
        for (String place : places.keySet()) {
            Set<String> said = directory.grades(place);
            if (!said.isEmpty()) {
                offered.put(place, said);
            } else {
                notes.add(
                        "Which grades " + place + " offers is not in federal/directory.csv: counts of 0 are written for"
                                + " the grades that it has students of.");
            }
        }
        return offered;
    }
}
