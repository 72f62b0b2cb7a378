package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.ingest.conform.Item;

/** The conformed rows that items look at: those of the same school year, or of all years for rows that have none. */
final class Sides {

    private final Map<String, ItemState> states;

    Sides(Map<String, ItemState> states) {
        this.states = states;
    }

    /** {@return the files of each entity that an item needs; none for one that was not delivered} */
    Map<String, List<Path>> of(Item item) {
        Map<String, List<Path>> files = new TreeMap<>();
        item.needs().forEach(needed -> files.put(needed, files(needed, item.schoolYear())));
        return files;
    }

    List<Path> files(String entity, String schoolYear) {
        return seen(entity, schoolYear)
                .flatMap(state -> state.files().stream())
                .map(Path::of)
                .toList();
    }

    /** {@return what the others would notice: the same text for the same rows} */
    String content(String entity, String schoolYear) {
        return seen(entity, schoolYear)
                .map(state -> state.content() + "/" + state.rows())
                .collect(Collectors.joining(","));
    }

    private Stream<ItemState> seen(String entity, String schoolYear) {
        ItemState same = states.get(entity + "/" + schoolYear);
        if (same != null) {
            return Stream.of(same);
        }
        ItemState timeless = states.get(entity + "/all");
        if (timeless != null) {
            return Stream.of(timeless);
        }
        boolean any = !Character.isDigit(schoolYear.charAt(0));
        return any
                ? new TreeMap<>(states)
                        .entrySet().stream()
                                .filter(state -> state.getKey().startsWith(entity + "/"))
                                .map(Map.Entry::getValue)
                : Stream.of();
    }
}
