package org.yearbook.dashboard.page.metric;

import java.util.List;
import java.util.Optional;
import org.yearbook.dashboard.chart.Bars;
import org.yearbook.dashboard.chart.MonthChart;
import org.yearbook.dashboard.chart.SchoolMap;
import org.yearbook.dashboard.chart.TrendChart;
import org.yearbook.dashboard.page.Figure;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.words.Changes;
import org.yearbook.dashboard.words.Standings;

/**
 * One number at one place in one year, and everything beside it that helps to read it.
 *
 * @param who the place, and the group where it is not everybody's number
 * @param soFar whether the year is not over yet
 * @param effects what each change of definition did to the number, in sentences
 * @param behind where the list of those who are counted is; empty for who may not see it, or where there is none
 * @param why where the move of this very number is taken apart
 * @param annotate where a note is written; empty for who may not
 * @param pageOfSchool the page of the school that is shown; empty for the district, or for who may not open it
 */
record NumberPage(
        String who,
        String year,
        boolean soFar,
        String finding,
        Head head,
        Form form,
        TrendChart trend,
        Figure figure,
        List<String> effects,
        MonthsPart months,
        Compared schools,
        MapPart map,
        Compared groups,
        List<Option> tabs,
        String behind,
        String why,
        String annotate,
        String pageOfSchool) {

    NumberPage {
        effects = List.copyOf(effects);
        tabs = List.copyOf(tabs);
    }

    /**
     * The number itself.
     *
     * @param value in words; a dash without one
     * @param reason why there is none; empty when there is one
     * @param goal in words; empty without one
     * @param few how many it speaks of, in words, when they are so few that each one moves the value; else empty
     * @param counted how many of how many, in words; empty where nothing is to be told
     */
    record Head(String value, String reason, Standings mark, String goal, Changes change, String few, String counted) {}

    /**
     * The number month by month.
     *
     * @param finding one sentence; why there are no months, where there are none
     * @param chart empty where there are none
     * @param figure the chart as it can be taken along; empty likewise
     */
    record MonthsPart(String finding, Optional<MonthChart> chart, Optional<Figure> figure) {}

    /**
     * The schools where they are.
     *
     * @param finding one sentence; empty without a map
     * @param map empty where no places are known
     * @param figure the map as it can be taken along; empty likewise
     * @param unplaced which schools are not on it, in words; empty when all are
     * @param deliver whether to say how places are delivered
     */
    record MapPart(
            String finding, Optional<SchoolMap> map, Optional<Figure> figure, String unplaced, boolean deliver) {}

    /** What can be chosen. */
    record Form(
            List<Option> places,
            List<Option> years,
            List<Option> policies,
            List<Option> levels,
            List<Option> groups,
            List<Option> authorities,
            String by) {

        Form {
            places = List.copyOf(places);
            years = List.copyOf(years);
            policies = List.copyOf(policies);
            levels = List.copyOf(levels);
            groups = List.copyOf(groups);
            authorities = List.copyOf(authorities);
        }
    }

    /**
     * Numbers side by side.
     *
     * @param finding one sentence
     * @param entries in the order of the bars
     * @param hidden which of them are not shown and why, in words; empty when all are
     */
    record Compared(String finding, Bars bars, List<Entry> entries, String hidden) {

        Compared {
            entries = List.copyOf(entries);
        }

        boolean anyPage() {
            return entries.stream().anyMatch(entry -> !entry.page().isEmpty());
        }
    }

    /**
     * One of them.
     *
     * @param link the same page for it
     * @param page the page of the school; empty for who may not open it
     * @param gap how far it is from the whole, in words; empty where there is nothing to compare
     * @param chosen whether the page is about it already
     */
    record Entry(Bars.Row row, String link, String page, String gap, boolean chosen) {}
}
