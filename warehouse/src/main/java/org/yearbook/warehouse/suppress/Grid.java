package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of one school year, organization by group, and how they add up. Every series fills some of them. */
final class Grid {

    /**
     * One cell.
     *
     * @param district whether the organization is the district
     * @param dimension such as {@code sex}; {@code all} for everybody
     */
    record Cell(String organization, boolean district, String dimension, String group) {

        boolean everybody() {
            return dimension.equals("all");
        }

        boolean grandTotal() {
            return district && everybody();
        }
    }

    private final List<Cell> cells;
    private final byte[] hash;
    private final List<Relation> relations = new ArrayList<>();
    private final List<List<Relation>> relationsOf = new ArrayList<>();

    Grid(List<Cell> cells) {
        this.cells = List.copyOf(cells);
        this.hash = Question.hash(cells);
        cells.forEach(cell -> relationsOf.add(new ArrayList<>()));
        var everybody = new HashMap<String, Integer>();
        var district = new HashMap<List<String>, Integer>();
        Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
        Map<List<String>, List<Integer>> schools = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            if (cell.everybody()) {
                everybody.put(cell.organization(), i);
            } else {
                groups.computeIfAbsent(List.of(cell.organization(), cell.dimension()), key -> new ArrayList<>())
                        .add(i);
            }
            List<String> group = List.of(cell.dimension(), cell.group());
            if (cell.district()) {
                district.put(group, i);
            } else {
                schools.computeIfAbsent(group, key -> new ArrayList<>()).add(i);
            }
        }
        groups.forEach((key, parts) -> relate(everybody.get(key.get(0)), parts));
        schools.forEach((key, parts) -> relate(district.get(key), parts));
    }

    private void relate(@Nullable Integer total, List<Integer> parts) {
        if (total == null) {
            return;
        }
        var relation =
                new Relation(total, parts.stream().mapToInt(Integer::intValue).toArray());
        relations.add(relation);
        relationsOf.get(total).add(relation);
        parts.forEach(part -> relationsOf.get(part).add(relation));
    }

    /** {@return what tells it from every other grid; not to be changed} */
    byte[] hash() {
        return hash;
    }

    int size() {
        return cells.size();
    }

    Cell cell(int place) {
        return cells.get(place);
    }

    List<Relation> relations() {
        return relations;
    }

    List<Relation> relationsOf(int place) {
        return relationsOf.get(place);
    }
}
