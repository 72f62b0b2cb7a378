package org.yearbook.warehouse.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Something that a format has no word for.
 *
 * @param what it is, and where it went instead
 * @param metrics that it concerns; empty for all
 */
record Loss(String what, List<String> metrics) {

    Loss {
        metrics = List.copyOf(metrics);
    }

    /**
     * {@return what every format loses that knows one definition of a metric at a time}
     *
     * @param instead where the document keeps it
     */
    static List<Loss> common(Exported exported, String instead) {
        List<Loss> losses = new ArrayList<>();
        losses.add(new Loss(
                "Years and versions: the document holds the definitions in force in " + exported.year()
                        + " alone. The others stand " + instead + ".",
                List.of()));
        losses.add(new Loss(
                "Unit, direction, owner, authority, citation, approval, goals, thresholds, rounding: " + instead + ".",
                List.of()));
        losses.add(new Loss(
                "One place at a time: a table has rows of each school and rows of the district, so a question needs a"
                        + " condition on organization_id or organization_type.",
                List.of()));
        some(
                "Small groups: another program hides nothing. Numbers that leave the district are to be taken from"
                        + " metric_value of the analyst or public file.",
                exported,
                one -> one.formula().people() != null,
                losses);
        some(
                "The condition under which there is a number at all (known_when): " + instead
                        + ". Without it a zero is told where nothing is known.",
                exported,
                one -> one.formula().knownWhen() != null,
                losses);
        some(
                "The condition that every row must meet, or else the number is missing (complete): " + instead
                        + ". Without it a number is told of the rows that are whole alone.",
                exported,
                one -> one.formula().complete() != null,
                losses);
        some(
                "A share of two tables: each is added up before they meet. A program that joins first counts too much.",
                exported,
                Exported.One::twoDatasets,
                losses);
        if (!exported.without().isEmpty()) {
            losses.add(new Loss(
                    "Left out, since no definition is in force in " + exported.year() + ".", exported.without()));
        }
        return losses;
    }

    private static void some(String what, Exported exported, Predicate<Exported.One> concerned, List<Loss> losses) {
        List<String> names = exported.metrics().stream()
                .filter(concerned)
                .map(Exported.One::name)
                .toList();
        if (!names.isEmpty()) {
            losses.add(new Loss(what, names));
        }
    }
}
