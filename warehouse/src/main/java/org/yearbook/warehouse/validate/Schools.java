package org.yearbook.warehouse.validate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.Reporting;
import org.yearbook.definitions.edfacts.SchoolSums;

/** Checks that schools sum to the district, where nobody counts at two of them. */
final class Schools {

    private Schools() {}

    static void check(Files files, Reporting reporting, List<Finding> findings) {
        if (reporting.schools() == SchoolSums.FREE
                || files.text(Level.LEA).isEmpty()
                || files.text(Level.SCH).isEmpty()) {
            return;
        }
        String names = files.text(Level.LEA).get().name() + " and "
                + files.text(Level.SCH).get().name();
        Map<String, BigDecimal> schools = new TreeMap<>();
        files.cells(Level.SCH).forEach(cell -> schools.merge(group(cell), cell.amount(), BigDecimal::add));
        Map<String, Cell> district = new TreeMap<>();
        files.cells(Level.LEA).forEach(cell -> district.put(group(cell), cell));
        var groups = new TreeSet<>(schools.keySet());
        groups.addAll(district.keySet());
        for (String group : groups) {
            Cell own = district.get(group);
            BigDecimal whole = own == null ? BigDecimal.ZERO : own.amount();
            BigDecimal sum = schools.getOrDefault(group, BigDecimal.ZERO);
            int more = sum.compareTo(whole);
            if (more > 0 || (more < 0 && reporting.schools() == SchoolSums.EQUAL)) {
                findings.add(
                        Finding.of(
                                Rule.SCHOOLS_SUM,
                                names,
                                own == null ? 0 : own.line(),
                                group,
                                "The schools sum to " + sum.toPlainString() + ", and the district has "
                                        + whole.toPlainString() + ". " + reporting.reason(),
                                more > 0
                                        ? "Look who is behind this number at each school: whoever is there twice is on record"
                                                + " at two schools. End one of the two stays."
                                        : "Look for students whose school is not among those that are reported, and correct it."));
            }
        }
    }

    private static String group(Cell cell) {
        return Cell.where("the district", cell.set(), cell.codes());
    }
}
