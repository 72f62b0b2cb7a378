package org.yearbook.warehouse.stateform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.Place;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * The state's own files that a home describes: {@code state-files/ID.yaml}, one a file. A description with a fault
 * stands in nobody's way but its own.
 *
 * @param all by id
 * @param strangers what lies in the folder and is no description, a sentence each
 */
public record StateForms(Map<String, Described> all, List<String> strangers) {

    /** The name of a description without its ending. Federal files have names of their own. */
    public static final String ID = "(?!FS\\d)(?!FROZEN$)[A-Z][A-Z0-9-]{1,39}";

    private static final String ENDING = ".yaml";

    public StateForms {
        all = new TreeMap<>(all);
        strangers = List.copyOf(strangers);
    }

    /**
     * One description.
     *
     * @param form nothing when it has a fault
     * @param faults each with its line
     */
    public record Described(String id, Optional<StateForm> form, List<String> faults) {

        public Described {
            faults = List.copyOf(faults);
        }
    }

    /** {@return what a home describes; nothing when it has no such folder} */
    public static StateForms read(DistrictHome home) {
        Map<String, Described> all = new TreeMap<>();
        List<String> strangers = new ArrayList<>();
        Path folder = home.stateFiles();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString();
                    String id = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
                    if (id.matches(ID)) {
                        all.put(id, described(id, file));
                    } else if (!name.startsWith(".")) {
                        strangers.add("state-files/" + name + " describes no file: call it like VT-GRADE-PROG.yaml, in"
                                + " capitals, digits and hyphens, and not like a federal file.");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("state-files/ of the home cannot be read", e);
            }
        }
        return new StateForms(all, strangers);
    }

    private static Described described(String id, Path file) {
        String shown = "state-files/" + file.getFileName();
        List<Fault> faults = new ArrayList<>();
        Optional<StateForm> form = Optional.empty();
        try {
            form = FormFile.read(id, shown, Files.readString(file), faults);
        } catch (CharacterCodingException e) {
            faults.add(new Fault(new Place(shown, 1), "this is not a text in UTF-8"));
        } catch (IOException e) {
            faults.add(new Fault(new Place(shown, 1), "this cannot be read"));
        }
        return new Described(
                id,
                form,
                faults.stream()
                        .sorted(Fault.IN_READING_ORDER)
                        .map(Fault::toString)
                        .toList());
    }

    public Optional<Described> find(String id) {
        return Optional.ofNullable(all.get(id));
    }
}
