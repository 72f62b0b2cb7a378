package org.yearbook.dashboard.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yearbook.warehouse.answer.Comparison;
import org.yearbook.warehouse.answer.Group;

/** Groups side by side, dimension by dimension, in people's words; the order of the dimensions is that of the tabs. */
public final class GroupRows {

    private static final String PROGRAM = "program";
    private static final List<String> FIRST = List.of("race_ethnicity", PROGRAM, "grade_level", "sex");

    private GroupRows() {}

    /** {@return the rows of each tab; programs that a student is in or not come together} */
    public static Map<String, List<Comparison.Row>> divided(Map<String, Comparison> found) {
        var divided = new TreeMap<String, List<Comparison.Row>>(
                Comparator.comparingInt((String name) -> rank(name)).thenComparing(Comparator.naturalOrder()));
        members(found)
                .forEach((tab, members) ->
                        divided.put(tab, members.stream().map(Member::row).toList()));
        return divided;
    }

    /** A row and the group that it is of. */
    public record Member(Group group, Comparison.Row row) {}

    /** {@return the same with the group of each row} */
    public static Map<String, List<Member>> members(Map<String, Comparison> found) {
        var byTab = new TreeMap<String, List<Member>>(
                Comparator.comparingInt((String name) -> rank(name)).thenComparing(Comparator.naturalOrder()));
        for (String dimension : Groups.PROGRAMS) {
            Comparison comparison = found.get(dimension);
            if (comparison != null) {
                comparison.rows().stream()
                        .filter(row -> Groups.yes(row.id()))
                        .forEach(row -> byTab.computeIfAbsent(PROGRAM, name -> new ArrayList<>())
                                .add(member(dimension, row)));
            }
        }
        found.forEach((dimension, comparison) -> {
            if (!Groups.PROGRAMS.contains(dimension)) {
                byTab.put(
                        dimension,
                        comparison.rows().stream()
                                .sorted(Comparator.comparingInt(row -> Groups.rank(dimension, row.id())))
                                .map(row -> member(dimension, row))
                                .toList());
            }
        });
        return byTab;
    }

    /** {@return the tab under which a dimension stands} */
    public static String tab(String dimension) {
        return Groups.PROGRAMS.contains(dimension) ? PROGRAM : dimension;
    }

    private static int rank(String tab) {
        int rank = FIRST.indexOf(tab);
        return rank < 0 ? FIRST.size() : rank;
    }

    private static Member member(String dimension, Comparison.Row row) {
        return new Member(
                new Group(dimension, row.id()),
                new Comparison.Row(
                        row.id(), Groups.value(dimension, row.id()), row.point(), row.goal(), row.standing()));
    }
}
