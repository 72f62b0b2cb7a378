package org.yearbook.warehouse.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yearbook.definitions.edfacts.Reporting;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.warehouse.validate.Submitted.Line;

/**
 * Checks files as they lie there: each line by its specification, numbers against their totals, schools against the
 * district, this year against last, and files against each other.
 */
public final class Validation {

    /**
     * Of one rule, more would be the same fault over and over. What somebody is to explain is told to the last one: an
     * explanation is of the very change that was looked at.
     */
    static final int MOST_OF_A_RULE = 200;

    private final ReportingCalendar calendar;

    public Validation(ReportingCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * What a file is checked against.
     *
     * @param file the specification that is checked, of each level
     * @param lastYear the same of the year before, as it was kept; none when nothing was
     * @param others kept files of the same year, by specification
     * @param movers how many students of a school, by its state id, were there ten days or more, and are not counted
     *     there on the day of the count
     */
    public record Asked(
            String file,
            List<Submitted> files,
            List<Submitted> lastYear,
            Map<String, List<Submitted>> others,
            Map<String, Integer> movers) {

        public Asked {
            files = List.copyOf(files);
            lastYear = List.copyOf(lastYear);
            others = Map.copyOf(others);
            movers = Map.copyOf(movers);
        }
    }

    /** {@return the files of the same year that a file is compared with} */
    public static Set<String> neighbours(String file) {
        return Across.neighbours(file);
    }

    /** {@return everything that is not as it should be, the gravest first; none of a file that is right} */
    public List<Finding> of(Asked asked) {
        var findings = new ArrayList<Finding>();
        var own = new Files();
        for (Submitted file : asked.files()) {
            own.put(file, readable(file, findings));
        }
        Reporting reporting = calendar.find(asked.file()).orElseThrow();
        Schools.check(own, reporting, findings);
        Changes.check(own, Files.read(asked.lastYear()), findings);
        Map<String, Files> all = new HashMap<>();
        asked.others().forEach((name, files) -> all.put(name, Files.read(files)));
        all.put(asked.file(), own);
        new Across(asked.file(), all, findings).check(asked.movers());
        return told(findings);
    }

    /** {@return what is wrong with records alone, of a file without a header} */
    List<Finding> records(Submitted file) {
        var findings = new ArrayList<Finding>();
        new Lines(file, findings).records(file.lines());
        return findings;
    }

    private static List<Cell> readable(Submitted file, List<Finding> findings) {
        var check = new Lines(file, findings);
        check.name();
        check.lineEnds();
        List<Line> lines = file.lines();
        check.header(lines);
        List<Line> records = lines.subList(Math.min(1, lines.size()), lines.size());
        check.records(records);
        List<Cell> cells = Cells.of(file, records, findings);
        Sums.check(file, cells, findings);
        return cells;
    }

    /** {@return findings in the order of their gravity; of one rule not more than a person can use} */
    public static List<Finding> told(List<Finding> findings) {
        Set<String> notes = new HashSet<>();
        Map<Rule, Integer> ofRule = new HashMap<>();
        List<Finding> told = new ArrayList<>();
        findings.stream()
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::rule))
                .filter(finding -> finding.severity() != Severity.NOTE || notes.add(finding.key()))
                .forEach(finding -> {
                    int number = ofRule.merge(finding.rule(), 1, Integer::sum);
                    if (number <= MOST_OF_A_RULE || finding.severity() == Severity.EXPLAIN) {
                        told.add(finding);
                    }
                });
        ofRule.forEach((rule, number) -> {
            if (number > MOST_OF_A_RULE && rule.severity() != Severity.EXPLAIN) {
                told.add(Finding.of(
                        rule,
                        "",
                        0,
                        "",
                        "And " + (number - MOST_OF_A_RULE) + " more of this kind.",
                        "Mend those above, and make the file again."));
            }
        });
        return List.copyOf(told);
    }
}
