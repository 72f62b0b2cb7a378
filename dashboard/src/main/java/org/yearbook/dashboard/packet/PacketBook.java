package org.yearbook.dashboard.packet;

import java.time.LocalDate;
import java.util.List;
import org.yearbook.dashboard.chart.Bars;
import org.yearbook.dashboard.chart.Picture;
import org.yearbook.dashboard.chart.TrendChart;
import org.yearbook.dashboard.words.Changes;
import org.yearbook.dashboard.words.Standings;

/**
 * A packet as it is printed, in words.
 *
 * @param appendix whether years, schools, groups and definitions are printed behind the numbers
 * @param night the last night that its numbers are of
 * @param chapters one an area, with its numbers
 * @param hidden numbers that speak of too few people everywhere
 * @param ranged numbers of which everybody is told a range alone, with it
 * @param absent numbers that nobody delivered anything for
 * @param definitions what was in force in the year, one a metric
 * @param pictures the charts, at the places that sections name
 */
record PacketBook(
        boolean appendix,
        Head head,
        LocalDate night,
        List<Chapter> chapters,
        List<String> hidden,
        List<String> ranged,
        List<String> absent,
        List<Definition> definitions,
        List<Picture> pictures) {

    PacketBook {
        chapters = List.copyOf(chapters);
        hidden = List.copyOf(hidden);
        ranged = List.copyOf(ranged);
        absent = List.copyOf(absent);
        definitions = List.copyOf(definitions);
        pictures = List.copyOf(pictures);
    }

    /**
     * What stands on the cover.
     *
     * @param schoolYear such as 2025-26
     * @param year the school year, in words
     * @param asOf the night or nights of the data, in words
     * @param filters what was chosen
     * @param headline how many goals are met
     * @param rights who may see it, in sentences
     * @param minimum the smallest group that is shown where small ones are hidden
     */
    record Head(
            String title,
            String district,
            String audience,
            boolean forPublic,
            String schoolYear,
            String year,
            String asOf,
            String publication,
            List<Filter> filters,
            String headline,
            String rights,
            int minimum) {

        Head {
            filters = List.copyOf(filters);
        }

        /** {@return what stands at the foot of each page} */
        public String foot() {
            return district + " · " + title + " · Data as of " + asOf;
        }
    }

    record Filter(String name, String choice) {}

    record Chapter(String anchor, String name, List<Section> sections) {

        Chapter {
            sections = List.copyOf(sections);
        }
    }

    /**
     * One metric.
     *
     * @param finding the trend in one sentence
     * @param figure the year's value, in words
     * @param reason why there is no value; empty when there is one
     * @param picture its place among the pictures; below zero when there is none
     * @param pictureWords what the picture shows
     * @param effects what each change of definition did, in sentences
     * @param nights of which nights its numbers are, where that is not said on the cover
     * @param compared schools, then groups
     */
    record Section(
            String anchor,
            String label,
            String description,
            String finding,
            String figure,
            String reason,
            String goal,
            Standings standing,
            Changes change,
            int picture,
            String pictureWords,
            TrendChart years,
            List<String> effects,
            String nights,
            List<Compared> compared) {

        Section {
            effects = List.copyOf(effects);
            compared = List.copyOf(compared);
        }
    }

    /**
     * Schools or groups side by side.
     *
     * @param first heading of the first column
     * @param hidden a sentence that stands in place of a table, when each of them is hidden; empty otherwise
     */
    record Compared(String heading, String first, String finding, Bars bars, String hidden) {}

    /**
     * A definition in force.
     *
     * @param since first year in force, in words
     * @param decided by whom and when; empty when not recorded
     */
    record Definition(
            String label,
            String authority,
            String plain,
            String numerator,
            String denominator,
            String limits,
            String since,
            String citation,
            String decided,
            String hash) {}
}
