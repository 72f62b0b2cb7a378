package org.yearbook.dashboard.page.leadership;

import java.util.List;
import org.yearbook.dashboard.chart.Bars;
import org.yearbook.dashboard.chart.TrendChart;
import org.yearbook.dashboard.page.Figure;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.words.Standings;

/**
 * One metric in full.
 *
 * @param finding the trend in one sentence
 * @param figure the trend as it can be taken along
 * @param effects what each change of definition did to the number, in sentences
 * @param meaning the definition in force
 * @param authorities the same year as each authority counts it; empty when there is only one
 * @param schools the schools side by side
 * @param groups student groups side by side
 */
record Detail(
        String metric,
        String label,
        String description,
        String finding,
        TrendChart trend,
        Figure figure,
        List<String> effects,
        Meaning meaning,
        List<Count> authorities,
        Section schools,
        Section groups) {

    Detail {
        effects = List.copyOf(effects);
        authorities = List.copyOf(authorities);
    }

    /**
     * The definition in force in the chosen year.
     *
     * @param since first year in force, in words
     * @param decided by whom and when; empty when not recorded
     */
    record Meaning(
            boolean known,
            String authority,
            String plain,
            String numerator,
            String denominator,
            String since,
            String citation,
            String decided,
            String owner,
            String hash,
            String link) {}

    /** One authority's number of the chosen year. */
    record Count(
            String authority,
            String value,
            String plain,
            String goal,
            Standings standing,
            String link,
            boolean chosen) {}

    /**
     * Something compared.
     *
     * @param finding one sentence; says why when there is nothing to compare
     * @param tabs other ways to divide; empty when there is one
     */
    record Section(String finding, String heading, List<Option> tabs, Bars bars) {

        Section {
            tabs = List.copyOf(tabs);
        }
    }
}
