package org.yearbook.dashboard.page.rules;

import java.util.List;
import org.yearbook.dashboard.page.Option;

/**
 * The page.
 *
 * @param text what is searched for
 * @param any whether anything is asked for
 * @param shown how many rules there are, in words
 */
record RulesPage(String asOf, List<Option> areas, String text, boolean any, String shown, List<Row> rules) {

    RulesPage {
        areas = List.copyOf(areas);
        rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param severities how grave what it finds is; several where it depends on the field
     * @param sentences what a clerk reads, at most a few of many
     * @param where which fields it judges
     * @param years in which it is in force; empty when always
     * @param nights what it did last night, by kind of record
     */
    record Row(
            String id,
            String title,
            List<Severity> severities,
            String checks,
            List<String> sentences,
            String fix,
            String owner,
            String authority,
            String about,
            String where,
            String years,
            List<Night> nights) {

        Row {
            severities = List.copyOf(severities);
            sentences = List.copyOf(sentences);
            nights = List.copyOf(nights);
        }
    }

    /** How grave a fault is, as styled and in words. */
    record Severity(String code, String words) {}

    /**
     * What a rule did with the records of one kind.
     *
     * @param told in a sentence
     * @param broken whether rows break it
     * @param failed whether it could not be run
     */
    record Night(String told, boolean broken, boolean failed) {}
}
