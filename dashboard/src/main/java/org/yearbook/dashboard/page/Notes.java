package org.yearbook.dashboard.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.chart.Marks;
import org.yearbook.dashboard.chart.Note;
import org.yearbook.dashboard.state.Annotation;
import org.yearbook.dashboard.state.Annotations;
import org.yearbook.dashboard.words.Areas;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;

/** The annotations that charts show. */
@Component
public class Notes {

    private static final int LETTERS = 26;

    private final Supplier<List<Annotation>> annotations;

    @Autowired
    public Notes(Annotations annotations) {
        this(annotations::all);
    }

    private Notes(Supplier<List<Annotation>> annotations) {
        this.annotations = annotations;
    }

    /** {@return those of a home in which nobody could write any} */
    public static Notes none() {
        return new Notes(List::of);
    }

    /** {@return what happened to a metric at a place, with the letters of one page} */
    public Marks on(Answers answers, Metric metric, Organization place) {
        return new Marks(
                lettered(
                        annotations.get().stream()
                                .filter(annotation -> annotation.touches(metric.id(), area(metric.area()), place.id()))
                                .toList(),
                        metric,
                        place),
                answers.calendar());
    }

    /** {@return which annotations are in force, so that what shows them can be told from what showed others} */
    public String inForce() {
        return annotations.get().stream()
                .map(annotation -> String.valueOf(annotation.id()))
                .collect(Collectors.joining(" "));
    }

    private static List<Note> lettered(List<Annotation> found, Metric metric, Organization place) {
        var notes = new ArrayList<Note>();
        for (Annotation annotation : found) {
            notes.add(new Note(
                    letter(notes.size()), annotation.on(), annotation.words(), whom(annotation, metric, place)));
        }
        return notes;
    }

    private static String whom(Annotation annotation, Metric metric, Organization place) {
        String number = switch (annotation.about().kind()) {
            case ALL -> "every number";
            case AREA -> Areas.words(metric.area());
            case METRIC -> metric.label();
        };
        return annotation.school().isEmpty() ? number : number + ", " + place.name();
    }

    // A to Z, then AA, AB and so on, as the columns of a spreadsheet.
    private static String letter(int number) {
        String last = String.valueOf((char) ('A' + number % LETTERS));
        return number < LETTERS ? last : letter(number / LETTERS - 1) + last;
    }

    /** {@return an area's code} */
    public static String area(Area area) {
        return area.name().toLowerCase(Locale.ROOT);
    }
}
