package org.yearbook.dashboard.page;

import java.util.List;
import java.util.stream.Stream;
import org.yearbook.dashboard.chart.Note;
import org.yearbook.dashboard.chart.Sheet;
import org.yearbook.dashboard.page.Figure.Origin;
import org.yearbook.dashboard.words.Authorities;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Policy;

/**
 * What a chart of a metric rests on.
 *
 * @param who the place and the group that it shows
 * @param told under which definitions, in words; empty where the chart says so itself
 */
public record FigureOrigin(String district, Edition edition, Metric metric, String who, String told) {

    /** {@return the words for a policy and whose definition it is} */
    public static String told(Metric metric, String authority, Policy policy) {
        String whose = metric.authorities().size() < 2 ? "" : Authorities.words(authority) + " definition, ";
        return whose + (policy == Policy.RESTATED ? "every year under the latest version" : "as reported each year");
    }

    /**
     * {@return the chart with its files}
     *
     * @param notes those whose letters stand on it
     */
    public Figure figure(String id, String finding, String drawing, String summary, List<Note> notes, Sheet sheet) {
        Stream<Origin> happened =
                notes.stream().map(note -> new Origin(Figure.NOTE + " " + note.letter(), note.said()));
        return Figure.of(
                id,
                finding,
                drawing,
                summary,
                metric.id() + "-" + id + "-" + edition.asOf(),
                Stream.concat(
                                Stream.of(
                                        new Origin("District", district),
                                        new Origin("Number", metric.label()),
                                        new Origin("Shown", who),
                                        new Origin("Definition", told),
                                        new Origin("Data as of", Dates.brief(edition.asOf())),
                                        new Origin("Publication", edition.publication())),
                                happened)
                        .toList(),
                sheet);
    }
}
