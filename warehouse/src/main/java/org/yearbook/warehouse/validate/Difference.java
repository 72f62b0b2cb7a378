package org.yearbook.warehouse.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.edfacts.Level;

/**
 * What one version of a file says otherwise than another.
 *
 * @param level null where a file is not of one level, as a state's own
 * @param where the place, the category set and the codes; or the record itself where nothing is counted
 * @param before empty when it was not there
 * @param after empty when it is gone
 */
public record Difference(@Nullable Level level, String where, String before, String after) {

    /** {@return the differences, place by place} */
    public static List<Difference> between(List<Submitted> before, List<Submitted> after) {
        Files old = Files.read(before);
        Files now = Files.read(after);
        var differences = new ArrayList<Difference>();
        for (Level level : Level.values()) {
            differences.addAll(
                    old.cells(level).isEmpty() && now.cells(level).isEmpty()
                            ? records(level, old, now)
                            : cells(level, old, now));
        }
        return List.copyOf(differences);
    }

    private static List<Difference> cells(Level level, Files old, Files now) {
        Map<String, BigDecimal> before = new TreeMap<>();
        old.cells(level).forEach(cell -> before.put(cell.where(), cell.amount()));
        Map<String, BigDecimal> after = new TreeMap<>();
        now.cells(level).forEach(cell -> after.put(cell.where(), cell.amount()));
        var all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        return all.stream()
                .map(where -> new Difference(level, where, told(before.get(where)), told(after.get(where))))
                .filter(one -> !one.before().equals(one.after()))
                .toList();
    }

    private static String told(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount.toPlainString();
    }

    private static List<Difference> records(Level level, Files old, Files now) {
        Set<String> before = contents(level, old);
        Set<String> after = contents(level, now);
        var differences = new ArrayList<Difference>();
        for (String record : new TreeSet<>(before)) {
            if (!after.contains(record)) {
                differences.add(new Difference(level, record, "there", ""));
            }
        }
        for (String record : new TreeSet<>(after)) {
            if (!before.contains(record)) {
                differences.add(new Difference(level, record, "", "there"));
            }
        }
        return differences;
    }

    /** {@return the records of a level without their numbers} */
    private static Set<String> contents(Level level, Files files) {
        Set<String> contents = new HashSet<>();
        files.text(level)
                .ifPresent(file -> file.lines().stream()
                        .skip(1)
                        .map(line -> line.fields().subList(1, line.fields().size()))
                        .forEach(fields -> contents.add(String.join(
                                " ",
                                fields.stream()
                                        .filter(field -> !field.isBlank())
                                        .toList()))));
        return contents;
    }
}
