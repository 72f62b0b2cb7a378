package org.yearbook.warehouse.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.warehouse.validate.Submitted.Line;

/** One specification's file of each level, read back. */
final class Files {

    private final Map<Level, Submitted> texts = new TreeMap<>();
    private final Map<Level, List<Cell>> cells = new TreeMap<>();

    /** Reads files; what keeps a line from being read is told elsewhere. */
    static Files read(List<Submitted> given) {
        var files = new Files();
        for (Submitted file : given) {
            List<Line> lines = file.lines();
            files.put(file, Cells.of(file, lines.subList(Math.min(1, lines.size()), lines.size()), new ArrayList<>()));
        }
        return files;
    }

    void put(Submitted file, List<Cell> read) {
        texts.put(file.specification().level(), file);
        cells.put(file.specification().level(), List.copyOf(read));
    }

    Optional<Submitted> text(Level level) {
        return Optional.ofNullable(texts.get(level));
    }

    List<Cell> cells(Level level) {
        return cells.getOrDefault(level, List.of());
    }

    /** {@return the levels that there are files of} */
    List<Level> levels() {
        return List.copyOf(texts.keySet());
    }

    /** {@return the values of one field, or of several together, in every record of a level} */
    List<List<String>> values(Level level, List<String> fields) {
        Submitted file = texts.get(level);
        if (file == null) {
            return List.of();
        }
        List<Integer> places = fields.stream()
                .map(field -> file.specification().layout().named(field).orElse(-1))
                .toList();
        if (places.contains(-1)) {
            return List.of();
        }
        return file.lines().stream()
                .skip(1)
                .map(line -> places.stream().map(line::at).toList())
                .toList();
    }
}
