package org.yearbook.dashboard.page.school;

import java.util.List;
import org.yearbook.dashboard.chart.Spark;
import org.yearbook.dashboard.glance.SourceAges;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.words.Changes;
import org.yearbook.dashboard.words.Standings;

/**
 * One school.
 *
 * @param year the chosen one; empty when the school has no number at all
 * @param since what the year before is called
 * @param finding one sentence
 * @param note what a reader has to know before anything else; empty when nothing
 * @param absent which numbers the year lacks, in a sentence; empty when none
 */
record SchoolPage(
        Head head,
        String year,
        String since,
        String finding,
        String note,
        List<Option> years,
        List<Option> policies,
        List<AreaPart> areas,
        String absent,
        Gaps gaps,
        Alike alike,
        Quality quality,
        SourceAges sources) {

    SchoolPage {
        years = List.copyOf(years);
        policies = List.copyOf(policies);
        areas = List.copyOf(areas);
    }

    /**
     * Who and where.
     *
     * @param facts level, grades, students, staff, each in words
     * @param soFar whether the year is not over yet
     */
    record Head(String id, String name, List<String> facts, boolean soFar, String asOf, String publication) {

        Head {
            facts = List.copyOf(facts);
        }

        /** {@return where the page is} */
        public String address() {
            return "/schools/" + Link.part(id);
        }

        /** {@return where the school's report card is} */
        public String card() {
            return "/report-card/" + Link.part(id);
        }
    }

    /** The numbers of one area of the district's work. */
    record AreaPart(String id, String name, List<NumberRow> rows) {

        AreaPart {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One number.
     *
     * @param value in words, or why it is not shown
     * @param goal in words; empty without one
     * @param gap how far from the goal, in words; empty without a value or a goal
     * @param changeNote how the change was taken, where the definition changed; else empty
     * @param shape of the years
     * @param years the same in words
     * @param few how many it speaks of, when they are so few that each one moves the value; else empty
     * @param middle of the similar schools, in words; empty when there is none
     */
    record NumberRow(
            String id,
            String label,
            String link,
            String value,
            Standings mark,
            String goal,
            String gap,
            Changes change,
            String changeNote,
            Spark shape,
            String years,
            String few,
            String middle) {}

    /**
     * Student groups that do less well than the school.
     *
     * @param leftOut what is not among them, in a sentence; empty when nothing is left out
     */
    record Gaps(String finding, List<GapRow> rows, String leftOut) {

        Gaps {
            rows = List.copyOf(rows);
        }
    }

    /** One group's number beside that of all students of the school. */
    record GapRow(String group, String label, String link, String value, String all, String gap, String people) {}

    /**
     * Similar schools.
     *
     * @param finding one sentence; says why when there are none
     * @param rule how they were found, in a sentence; empty when there are none
     * @param middles whether any number has a middle of the similar schools
     * @param places the school itself first
     * @param numbers by metric, the school itself first
     */
    record Alike(String finding, String rule, boolean middles, List<Place> places, List<SideBySide> numbers) {

        Alike {
            places = List.copyOf(places);
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * One of the schools compared.
     *
     * @param link to its page; empty where the reader may not open it, and for the school itself
     * @param shares of each program, in words
     */
    record Place(String name, String link, String students, List<String> shares) {

        Place {
            shares = List.copyOf(shares);
        }
    }

    /** One number at each of the schools compared. */
    record SideBySide(String label, List<String> values) {

        SideBySide {
            values = List.copyOf(values);
        }
    }

    /** Open issues of the school's records. */
    record Quality(String finding, List<Severity> severities, String kinds, String link) {

        Quality {
            severities = List.copyOf(severities);
        }
    }

    /** How many issues of one severity. */
    record Severity(String code, String words, String count, String link) {}
}
