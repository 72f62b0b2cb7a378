package org.yearbook.dashboard.page.annotation;

import java.util.List;
import org.yearbook.dashboard.page.Option;

/**
 * The annotations, and the form for another one.
 *
 * @param finding how many there are, in a sentence
 * @param fault what is wrong with what was sent; empty when nothing is
 * @param today the latest day that can be chosen
 * @param areas of numbers, as choices of the form
 * @param metrics likewise
 * @param schools likewise
 */
record AnnotationPage(
        String finding,
        String fault,
        Sent sent,
        String today,
        List<Option> areas,
        List<Option> metrics,
        List<Option> schools,
        List<Row> rows) {

    AnnotationPage {
        areas = List.copyOf(areas);
        metrics = List.copyOf(metrics);
        schools = List.copyOf(schools);
        rows = List.copyOf(rows);
    }

    /**
     * What somebody filled in, so that nothing has to be written again after a mistake.
     *
     * @param about all, area:CODE or metric:CODE
     */
    record Sent(String on, String words, String about, String school) {}

    /** One annotation in words. */
    record Row(long id, String on, String words, String about, String school, String by) {}
}
