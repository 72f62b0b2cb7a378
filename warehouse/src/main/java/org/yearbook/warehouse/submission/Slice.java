package org.yearbook.warehouse.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.engine.Duck;

/** The district's part of a federal file, out of an open publication or what was frozen of one. */
public final class Slice {

    private final Duck duck;
    private final Ids ids;

    /** @param duck a database that holds the tables of an internal publication */
    public Slice(Duck duck, Ids ids) {
        this.duck = duck;
        this.ids = ids;
    }

    /**
     * What the state calls the district and its schools.
     *
     * @param state postal abbreviation
     * @param fips the state's two digits
     * @param district the state's id of the district
     * @param schools the state's ids of schools, by organization id, where they differ from the source's number
     */
    public record Ids(String state, String fips, String district, Map<String, String> schools) {

        public Ids {
            schools = Map.copyOf(schools);
        }
    }

    /**
     * How a version is called.
     *
     * @param name at most seven characters, a part of the file's name
     * @param identifier at most 32 characters, for the header
     */
    public record Version(String name, String identifier, Form form) {}

    /** A file as it is handed in. */
    public record Text(YearFile specification, String name, String text, int records) {}

    /** {@return whether anything is known of who is counted in a specification's file} */
    public static boolean known(String specification, SchoolYear year) {
        return Populations.of(specification, year).isPresent();
    }

    /** {@return the file, with every number that is not zero} */
    public Text text(YearFile file, Version version) {
        List<Count> counts = Counts.of(duck, file, population(file));
        List<List<String>> records = Records.of(file, counts, places());
        String name = FileName.of(ids.state(), file, version.name(), version.form());
        return new Text(
                file, name, FileText.of(file, name, version.identifier(), records, version.form()), records.size());
    }

    /**
     * {@return who is behind a number, by the keys of the tables}
     *
     * @param place the state's id of a school, or of the district
     * @param codes by code list; a row counts when it has each of them
     */
    public List<Long> behind(YearFile file, String place, Map<String, String> codes) {
        List<String> organizations = places().entrySet().stream()
                .filter(one -> place.equals(
                        one.getValue().school().isEmpty()
                                ? one.getValue().district()
                                : one.getValue().school()))
                .map(Map.Entry::getKey)
                .toList();
        if (organizations.isEmpty()) {
            return List.of();
        }
        var condition = new StringBuilder("organization_id = ").append(Duck.literal(organizations.get(0)));
        new TreeMap<>(codes)
                .forEach((list, code) -> condition
                        .append(" and \"")
                        .append(list.replace("\"", "\"\""))
                        .append("\" = ")
                        .append(Duck.literal(code)));
        return duck.sql()
                .fetch("select distinct unit_key from (" + population(file) + ") where " + condition
                        + " order by unit_key")
                .map(row -> row.get(0, Long.class));
    }

    private String population(YearFile file) {
        return Populations.of(file.specification().id(), file.year())
                .orElseThrow(() -> new IllegalArgumentException("Nothing is known of who is counted in "
                        + file.specification().id()));
    }

    private Map<String, Place> places() {
        var places = new TreeMap<String, Place>();
        for (var row : duck.sql().fetch(script("schools.sql"), "school")) {
            String organization = row.get(0, String.class);
            String school = ids.schools().getOrDefault(organization, row.get(1, String.class));
            places.put(organization, new Place(ids.fips(), ids.district(), school));
        }
        for (var row : duck.sql().fetch(script("schools.sql"), "district")) {
            places.put(row.get(0, String.class), new Place(ids.fips(), ids.district(), ""));
        }
        return places;
    }

    private static String script(String name) {
        try (InputStream in = Slice.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its own " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
