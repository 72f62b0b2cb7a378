package org.yearbook.dashboard.page.why;

import java.util.List;
import java.util.Optional;
import org.yearbook.dashboard.chart.Note;
import org.yearbook.dashboard.page.Figure;
import org.yearbook.dashboard.page.Option;

/**
 * Why a number changed.
 *
 * @param place the district or the school that it speaks of
 * @param group of whom there; empty for everybody
 * @param asOf the night of the data, in words
 * @param finding what there is to say, in one sentence
 * @param waiting whether it is still being worked out
 * @param form what may be chosen
 * @param told the parts; empty when there is nothing to tell, or not yet
 */
record WhyPage(
        String metric,
        String label,
        String place,
        String group,
        String asOf,
        String publication,
        String finding,
        boolean waiting,
        Form form,
        Optional<Told> told) {

    /**
     * What can be chosen; an empty list is not shown.
     *
     * @param open whether somebody is choosing, or has to
     */
    record Form(
            List<Option> schools,
            List<Option> groups,
            List<Option> authorities,
            List<Option> kinds,
            List<Option> years,
            List<Option> from,
            List<Option> to,
            boolean open) {}

    /**
     * The answer.
     *
     * @param then what the earlier number is called, in a line
     * @param unitWords what the exact numbers count in
     * @param whole the whole move, fine
     * @param drawn whether the chart has more to say than the sentence
     * @param still which causes moved nothing, in a sentence; empty when each moved something
     * @param apart why it is not split or what stands together; empty for nothing
     * @param notes what could not be compared, and why
     * @param between what happened from the one to the other
     * @param records whether the reader may see who is behind the parts
     * @param people whether single people are shown
     * @param csv where the whole list is; empty for whoever may not see it
     */
    record Told(
            String then,
            String thenValue,
            String now,
            String nowValue,
            String unitWords,
            String whole,
            String wholeExact,
            Figure figure,
            boolean drawn,
            boolean split,
            List<Part> parts,
            String still,
            List<Row> rows,
            String apart,
            List<String> notes,
            List<Note> between,
            boolean records,
            boolean people,
            String csv) {}

    /**
     * A part in words.
     *
     * @param counts what moved, in a sentence; empty when nobody can tell, or may
     * @param who whose records stand behind it, as a heading; empty when there are none
     * @param records the first of them
     * @param more how many there are besides, in words; empty when all are shown
     */
    record Part(
            String name, String change, String meaning, String counts, String who, List<Line> records, String more) {}

    /** Somebody or something behind a part. */
    record Line(String who, String number, String did, String before, String after) {}

    /** A row of the table of numbers. */
    record Row(String name, String change, String exact) {}
}
