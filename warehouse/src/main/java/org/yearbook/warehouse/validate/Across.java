package org.yearbook.warehouse.validate;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.yearbook.definitions.edfacts.Level;

/** Checks what files of one year must say of each other. */
final class Across {

    /** Which file of achievement speaks of the same tests as which of participation. */
    private static final Map<String, String> PARTICIPATION =
            Map.of("FS175", "FS185", "FS178", "FS188", "FS179", "FS189");

    /** Who took part without a test whose level is told, or did not take part. */
    private static final Set<String> NOT_TESTED = Set.of("NPART", "MEDEXEMPT", "PARTELP", "MISSING");

    /** What FS039 may offer; other codes stand for several grades, or for none. */
    private static final Pattern GRADE = Pattern.compile("PK|KG|\\d\\d|UG|AE");

    private final Map<String, Files> files;
    private final String file;
    private final List<Finding> findings;

    /** @param file whose findings are asked for; what two other files say of each other is theirs */
    Across(String file, Map<String, Files> files, List<Finding> findings) {
        this.file = file;
        this.files = files;
        this.findings = findings;
    }

    /** {@return the files that one is compared with} */
    static Set<String> neighbours(String file) {
        Set<String> neighbours = new TreeSet<>(Set.of("FS029"));
        switch (file) {
            case "FS052" -> neighbours.addAll(List.of("FS039", "FS195"));
            case "FS032" -> neighbours.add("FS039");
            case "FS195" -> neighbours.add("FS052");
            case "FS088" -> neighbours.add("FS143");
            case "FS143" -> neighbours.add("FS088");
            default -> {
                // of achievement or participation, or of none
            }
        }
        PARTICIPATION.forEach((achievement, participation) -> {
            if (file.equals(achievement)) {
                neighbours.add(participation);
            } else if (file.equals(participation)) {
                neighbours.add(achievement);
            }
        });
        neighbours.remove(file);
        return neighbours;
    }

    void check(Map<String, Integer> movers) {
        directory();
        grades();
        removals();
        PARTICIPATION.forEach(this::participation);
        absent(movers);
    }

    private Files of(String one) {
        return files.getOrDefault(one, new Files());
    }

    private boolean concerns(String one, String other) {
        return (file.equals(one) || file.equals(other)) && files.containsKey(one) && files.containsKey(other);
    }

    private void directory() {
        if (file.equals("FS029") || !files.containsKey("FS029")) {
            return;
        }
        Files own = of(file);
        Files directory = of("FS029");
        for (Level level : own.levels()) {
            String id = level == Level.SCH ? "StateSchoolIDNumber" : "StateLEAIDNumber";
            Set<List<String>> known = new HashSet<>(directory.values(level, List.of(id)));
            if (known.isEmpty()) {
                continue;
            }
            var unknown = new TreeSet<String>();
            own.values(level, List.of(id)).stream()
                    .filter(place -> !known.contains(place))
                    .forEach(place -> unknown.add(place.get(0)));
            unknown.forEach(place -> add(
                    Rule.DIRECTORY,
                    own.text(level).orElseThrow().name(),
                    0,
                    (level == Level.SCH ? "school " : "district ") + place,
                    "It is not in the directory, FS029.",
                    "Add it to the roster of schools, or correct its state id in district.yaml."));
        }
    }

    private void grades() {
        if (!concerns(file, "FS039") || !(file.equals("FS052") || file.equals("FS032"))) {
            return;
        }
        Files offered = of("FS039");
        Files own = of(file);
        Set<List<String>> known =
                new HashSet<>(offered.values(Level.SCH, List.of("StateSchoolIDNumber", "GradeLevelID")));
        var unknown = new TreeSet<String>();
        own.values(Level.SCH, List.of("StateSchoolIDNumber", "GradeLevelID")).stream()
                .filter(pair -> GRADE.matcher(pair.get(1)).matches())
                .filter(pair -> !known.contains(pair))
                .forEach(pair -> unknown.add("school " + pair.get(0) + ", grade " + pair.get(1)));
        unknown.forEach(where -> add(
                Rule.GRADE_OFFERED,
                own.text(Level.SCH).orElseThrow().name(),
                0,
                where,
                "Students are counted in a grade that FS039 does not say the school offers.",
                "Correct the students' grade, or the grades of the school."));
    }

    private void removals() {
        if (!concerns("FS143", "FS088")) {
            return;
        }
        Map<String, BigDecimal> people = sums(of("FS088"), Level.LEA, "REMOVALLENIDEA", code -> true);
        Map<String, BigDecimal> removals = sums(of("FS143"), Level.LEA, "", code -> true);
        people.forEach((where, number) -> {
            BigDecimal of = removals.getOrDefault(where, BigDecimal.ZERO);
            if (of.compareTo(number) < 0) {
                add(
                        Rule.REMOVALS,
                        "FS143 and FS088",
                        0,
                        where,
                        "FS143 has " + of.toPlainString() + " removals, and FS088 " + number.toPlainString()
                                + " children who were removed at least once.",
                        "Make both files from the same data. If they are, a removal lacks its kind or its length.");
            }
        });
    }

    private void participation(String achievement, String participation) {
        if (!concerns(achievement, participation)) {
            return;
        }
        for (Level level : Level.values()) {
            Map<String, BigDecimal> tested = tests(of(achievement), level);
            Map<String, BigDecimal> took = participants(of(participation), level);
            var all = new TreeSet<>(tested.keySet());
            all.addAll(took.keySet());
            for (String where : all) {
                BigDecimal levels = tested.getOrDefault(where, BigDecimal.ZERO);
                BigDecimal took1 = took.getOrDefault(where, BigDecimal.ZERO);
                if (levels.compareTo(took1) != 0) {
                    add(
                            Rule.PARTICIPATION,
                            achievement + " and " + participation,
                            0,
                            where,
                            achievement + " has " + levels.toPlainString() + " with a level, and " + participation + " "
                                    + took1.toPlainString() + " who took part in the test.",
                            "Look for results without a level, and for students marked as tested without a result.");
                }
            }
        }
    }

    private static Map<String, BigDecimal> tests(Files files, Level level) {
        return sums(files, level, "PROFSTATUS,ASMTADMNSTRD", code -> true);
    }

    private static Map<String, BigDecimal> participants(Files files, Level level) {
        return sums(files, level, "PARTSTATUSMS,PARTSTATUSRLA", code -> !NOT_TESTED.contains(code));
    }

    private void absent(Map<String, Integer> movers) {
        if (!concerns("FS195", "FS052")) {
            return;
        }
        Map<String, BigDecimal> members = totals(of("FS052"));
        totals(of("FS195")).forEach((place, absent) -> {
            int moved = movers.getOrDefault(place.replace("school ", ""), 0);
            BigDecimal most = members.getOrDefault(place, BigDecimal.ZERO).add(BigDecimal.valueOf(moved));
            if (absent.compareTo(most) > 0) {
                add(
                        Rule.ABSENT_ABOVE_ENROLLED,
                        "FS195 and FS052",
                        0,
                        place,
                        "FS195 counts " + absent.toPlainString() + " chronically absent students, more than the "
                                + members.getOrDefault(place, BigDecimal.ZERO).toPlainString()
                                + " of FS052 and the " + moved + " others who were there ten days or more.",
                        "Compare enrollment and attendance of the school: attendance is on record for students who are"
                                + " not enrolled.");
            }
        });
    }

    private static Map<String, BigDecimal> totals(Files files) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        files.cells(Level.SCH).stream()
                .filter(cell -> cell.set().code().equals("TOT"))
                .forEach(cell -> totals.put(cell.place(), cell.amount()));
        return totals;
    }

    /**
     * {@return sums by place and codes over some lists, told by the other codes alone: files name lists differently}
     */
    private static Map<String, BigDecimal> sums(Files files, Level level, String over, Predicate<String> counted) {
        Set<String> lists = Set.of(over.split(","));
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Cell cell : files.cells(level)) {
            Map<String, String> rest = new TreeMap<>(cell.codes());
            boolean counts = cell.codes().entrySet().stream()
                    .filter(code -> lists.contains(code.getKey()))
                    .allMatch(code -> counted.test(code.getValue()));
            rest.keySet().removeAll(lists);
            // A total and a subtotal over all codes of the lists say the same: one of them is enough.
            boolean detail = lists.contains("") || cell.codes().size() > rest.size();
            if (counts && detail) {
                sums.merge(cell.place() + told(rest), cell.amount(), BigDecimal::add);
            }
        }
        return sums;
    }

    private static String told(Map<String, String> codes) {
        return codes.isEmpty() ? "" : ", " + String.join(" ", new TreeSet<>(codes.values()));
    }

    private void add(Rule rule, String name, int line, String where, String what, String remedy) {
        findings.add(Finding.of(rule, name, line, where, what, remedy));
    }
}
