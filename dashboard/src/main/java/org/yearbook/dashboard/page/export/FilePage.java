package org.yearbook.dashboard.page.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of a year.
 *
 * @param finding the sentence on top
 * @param obstacles why nothing can be made, a sentence each
 * @param version what is shown of one version; null when there is none
 */
record FilePage(
        String id,
        String name,
        String year,
        String finding,
        String due,
        List<String> obstacles,
        List<Problem> problems,
        List<VersionRow> versions,
        @Nullable Shown version) {

    FilePage {
        obstacles = List.copyOf(obstacles);
        problems = List.copyOf(problems);
        versions = List.copyOf(versions);
    }

    /**
     * A rule with open findings in the records that the file needs.
     *
     * @param records of which kind they are: one rule can be of several
     */
    record Problem(
            String rule,
            String title,
            String severity,
            String records,
            String role,
            String open,
            String remedy,
            String link) {}

    /** One version in the list of all. */
    record VersionRow(String number, String link, String made, String state, String differences, boolean shown) {}

    /**
     * One version.
     *
     * @param source what it was made from
     * @param signed who signed it and when; empty when nobody has
     * @param signLink where it can be signed; empty when it cannot be
     * @param notes what a reader must know of how it was made
     * @param findingNotes what a reader must know of the findings, a sentence each
     * @param explains whether changes are still to be explained
     */
    record Shown(
            String number,
            String state,
            String source,
            String signed,
            String signLink,
            List<String> provisional,
            List<String> notes,
            List<String> definitions,
            List<Part> parts,
            List<FindingRow> findings,
            List<String> findingNotes,
            boolean explains,
            List<DifferenceRow> differences,
            String differenceWords) {

        Shown {
            provisional = List.copyOf(provisional);
            notes = List.copyOf(notes);
            definitions = List.copyOf(definitions);
            parts = List.copyOf(parts);
            findings = List.copyOf(findings);
            findingNotes = List.copyOf(findingNotes);
            differences = List.copyOf(differences);
        }
    }

    /**
     * One file of the version.
     *
     * @param numbers where they are shown
     * @param what they are called
     */
    record Part(
            String name, String level, String records, String sha256, String download, String numbers, String what) {}

    /**
     * One finding.
     *
     * @param key for the form that explains it; empty when there is nothing to explain
     * @param explained who said what of it; empty when nobody did
     */
    record FindingRow(
            String severity, String rule, String where, String what, String remedy, String key, String explained) {}

    /** What a version says otherwise. */
    record DifferenceRow(String level, String where, String before, String after) {}
}
