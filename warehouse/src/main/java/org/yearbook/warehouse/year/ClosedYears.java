package org.yearbook.warehouse.year;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.year.ClosedYear.Source;
import org.yearbook.warehouse.year.ClosedYear.State;

/**
 * The closed years of a home. {@code years/2024-25/closed.yaml} names every state with the SHA-256 of its files; the
 * files of state 1 lie in {@code years/2024-25/state-1/}. A folder that closed.yaml does not name was never finished.
 */
public final class ClosedYears {

    private static final String FILE = "closed.yaml";

    private final DistrictHome home;
    private final List<ClosedYear> years;

    private ClosedYears(DistrictHome home, List<ClosedYear> years) {
        this.home = home;
        this.years = List.copyOf(years);
    }

    /**
     * {@return the closed years of a home, oldest first}
     *
     * @throws YearException when a record of them cannot be understood
     */
    public static ClosedYears of(DistrictHome home) {
        var years = new ArrayList<ClosedYear>();
        for (SchoolYear year : folders(home)) {
            Path file = folder(home, year).resolve(FILE);
            if (Files.exists(file)) {
                years.add(read(year, file));
            }
        }
        return new ClosedYears(home, years);
    }

    /** {@return oldest first} */
    public List<ClosedYear> all() {
        return years;
    }

    public Optional<ClosedYear> find(SchoolYear year) {
        return years.stream().filter(closed -> closed.year().equals(year)).findFirst();
    }

    /** {@return where the files of a state lie} */
    public Path files(ClosedYear year, State state) {
        return folder(home, year.year()).resolve("state-" + state.number());
    }

    /**
     * Looks at every file of every state, older ones too.
     *
     * @throws YearException that names each file which is gone or is not as it was frozen
     */
    public void verify() {
        var faults = new ArrayList<String>();
        for (ClosedYear year : years) {
            year.states().forEach(state -> verify(year, state, faults));
        }
        if (!faults.isEmpty()) {
            throw new YearException(
                    "What was frozen of a closed year is not as it was:\n  - "
                            + String.join("\n  - ", faults)
                            + "\nPut these files back from a backup of the home; until then the last publication stays in force.");
        }
    }

    private void verify(ClosedYear year, State state, List<String> faults) {
        Path folder = files(year, state);
        state.files().forEach((name, hash) -> {
            String told = "years/" + year.year() + "/" + folder.getFileName() + "/" + name;
            try {
                if (!Files.isRegularFile(folder.resolve(name))) {
                    faults.add(told + " is gone");
                } else if (!Sha256.of(folder.resolve(name)).equals(hash)) {
                    faults.add(told + " was changed after the year was closed");
                }
            } catch (IOException e) {
                faults.add(told + " cannot be read");
            }
        });
    }

    /** {@return an empty folder beside a year's states, to be filled with the next one} */
    public Path begin(SchoolYear year) {
        Path unfinished = folder(home, year).resolve("next.tmp");
        try {
            Disk.delete(unfinished);
            return Files.createDirectories(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException("years/" + year + " cannot be written", e);
        }
    }

    /**
     * Makes what lies in a filled folder the state in force: the folder gets its name, then closed.yaml names it.
     *
     * @param state with the next number; its files are hashed here
     */
    public ClosedYear finish(SchoolYear year, State state, Path unfinished) {
        List<State> states = new ArrayList<>(find(year).map(ClosedYear::states).orElse(List.of()));
        try {
            states.add(state.with(Disk.hashes(unfinished)));
            var closed = new ClosedYear(year, states);
            Path folder = files(closed, state);
            Disk.delete(folder);
            Disk.finish(unfinished, folder);
            Disk.write(folder(home, year).resolve(FILE), written(closed));
            return closed;
        } catch (IOException e) {
            throw new UncheckedIOException("years/" + year + " cannot be written; it is as it was", e);
        }
    }

    static Path folder(DistrictHome home, SchoolYear year) {
        return home.years().resolve(year.toString());
    }

    /** {@return the years that have a folder, oldest first} */
    static List<SchoolYear> folders(DistrictHome home) {
        if (!Files.isDirectory(home.years())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(home.years())) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("\\d{4}-\\d{2}"))
                    .map(SchoolYear::parse)
                    .sorted()
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new YearException(
                    "The folder years/ of the home cannot be understood: a folder in it is named by a"
                            + " school year, such as 2024-25.",
                    e);
        }
    }

    private static Map<String, Object> written(ClosedYear closed) {
        var states = new ArrayList<Map<String, Object>>();
        for (State state : closed.states()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("state", state.number());
            one.put("by", state.by());
            one.put("at", state.at().toString());
            one.put("reason", state.reason());
            one.put("signed_list", state.list());
            one.put("publication", state.source().publication());
            one.put("night", state.source().night());
            one.put("as_of", state.source().asOf().toString());
            one.put("definitions", state.definitions());
            one.put("lake", state.snapshots());
            one.put("files", state.files());
            states.add(one);
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("school_year", closed.year().toString());
        document.put("states", states);
        return document;
    }

    private static ClosedYear read(SchoolYear year, Path file) {
        String name = "years/" + year + "/" + FILE;
        Map<?, ?> document = Disk.read(file, name);
        var states = new ArrayList<State>();
        try {
            if (document.get("states") instanceof List<?> list) {
                list.forEach(entry -> states.add(state((Map<?, ?>) entry)));
            }
        } catch (DateTimeException | NumberFormatException | ClassCastException e) {
            throw new YearException(
                    name + " was changed by hand and cannot be understood; put it back from a backup.", e);
        }
        boolean numbered = !states.isEmpty();
        for (int i = 0; i < states.size(); i++) {
            numbered &= states.get(i).number() == i + 1;
        }
        if (!numbered) {
            throw new YearException(name + " must name its states 1, 2 and so on; put it back from a backup.");
        }
        return new ClosedYear(year, states);
    }

    private static State state(Map<?, ?> map) {
        var snapshots = new TreeMap<String, Long>();
        texts(map, "lake").forEach((table, snapshot) -> snapshots.put(table, Long.valueOf(snapshot)));
        return new State(
                Integer.parseInt(text(map, "state")),
                text(map, "by"),
                Instant.parse(text(map, "at")),
                text(map, "reason"),
                text(map, "signed_list"),
                new Source(text(map, "publication"), text(map, "night"), LocalDate.parse(text(map, "as_of"))),
                texts(map, "definitions"),
                snapshots,
                texts(map, "files"));
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }

    private static Map<String, String> texts(Map<?, ?> map, String key) {
        var texts = new TreeMap<String, String>();
        if (map.get(key) instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        }
        return texts;
    }
}
