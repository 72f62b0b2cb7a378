package org.yearbook.dashboard.page.why;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yearbook.dashboard.chart.Marks;
import org.yearbook.dashboard.chart.MoveChart;
import org.yearbook.dashboard.chart.Note;
import org.yearbook.dashboard.page.FigureOrigin;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.words.Changes;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Moves;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Unit;
import org.yearbook.warehouse.explain.Cause;
import org.yearbook.warehouse.explain.Fraction;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.why.Answer;
import org.yearbook.warehouse.why.Whys;

/** Puts an answer into words and a chart. */
final class WhyReader {

    private final Metric metric;
    private final Unit unit;
    private final Question question;
    private final String running;
    private final Marks marks;

    /**
     * @param running the school year that is not over yet; empty when none is
     * @param marks what happened to the metric at the place
     */
    WhyReader(Metric metric, Question question, String running, Marks marks) {
        this.marks = marks;
        this.metric = metric;
        this.unit = metric.unit();
        this.question = question;
        this.running = running;
    }

    /** {@return the move and its reasons, in one sentence} */
    String finding(Answer.Told told) {
        String verb = Changes.verb(metric, told.to().value(), Moves.decimal(told.whole()));
        String moved = metric.label() + " " + verb + " " + since(told);
        List<Answer.Part> seen = told.parts().stream()
                .filter(part -> !Numbers.invisible(unit, told.to().value(), Moves.decimal(part.change())))
                .sorted(Comparator.comparing((Answer.Part part) -> size(part)).reversed())
                .toList();
        if (told.parts().size() < 2 || seen.isEmpty()) {
            return moved + ".";
        }
        if (seen.size() == 1) {
            return moved + ", " + Moves.alone(seen.get(0).causes()) + ".";
        }
        int direction = told.whole().signum();
        boolean mixed = seen.stream().anyMatch(part -> part.change().signum() != direction);
        List<String> reasons = seen.stream()
                .map(part -> bare(told.to().value(), part.change())
                        + (mixed ? part.change().signum() > 0 ? " up " : " down " : " ")
                        + Moves.because(part.causes()))
                .toList();
        return moved + ": " + String.join(", ", reasons) + ".";
    }

    private static BigDecimal size(Answer.Part part) {
        return Moves.decimal(part.change()).abs();
    }

    // 0.9 where the unit was said before, $2.10 where it belongs to the figure.
    private String bare(BigDecimal value, Fraction change) {
        return Numbers.size(unit, value, Moves.decimal(change)).replaceFirst(" points?$", "");
    }

    private String since(Answer.Told told) {
        return switch (Asked.Kind.of(question)) {
            case NIGHTS -> "since " + night(told.from(), told.to());
            case YEARS ->
                "from " + told.from().schoolYear() + " to " + told.to().schoolYear();
            case VERSIONS ->
                "from version " + told.from().version() + " to version "
                        + told.to().version() + " of its definition, in "
                        + told.to().schoolYear();
        };
    }

    private static String night(Answer.End then, Answer.End now) {
        return Dates.full(then.asOf())
                + (then.asOf().equals(now.asOf()) ? ", an earlier publication of the same day" : "");
    }

    private String name(Answer.End end, boolean sameDay) {
        return switch (Asked.Kind.of(question)) {
            case NIGHTS -> day(end.asOf()) + (sameDay ? " " + clock(end.publication()) : "");
            case YEARS -> end.schoolYear();
            case VERSIONS -> "Version " + end.version();
        };
    }

    private static String day(LocalDate day) {
        return Dates.brief(day);
    }

    /** {@return the time in a publication's id, which tells those of one day apart} */
    static String clock(String publication) {
        return publication.length() < 13
                ? publication
                : publication.substring(9, 11) + ":" + publication.substring(11, 13) + " UTC";
    }

    WhyPage.Told told(Answer.Told told, Link csv, FigureOrigin origin) {
        boolean sameDay = told.from().asOf().equals(told.to().asOf());
        String then = name(told.from(), sameDay);
        String now = name(told.to(), sameDay);
        List<MoveChart.Step> steps = new ArrayList<>();
        List<WhyPage.Part> parts = new ArrayList<>();
        List<WhyPage.Row> rows = new ArrayList<>();
        List<String> still = new ArrayList<>();
        Fraction at = Fraction.of(told.from().value());
        boolean split = told.parts().size() > 1;
        for (Answer.Part part : told.parts()) {
            Fraction next = at.plus(part.change());
            boolean rounding = part.causes().equals(Set.of(Cause.ROUNDING));
            String name = split ? Moves.name(part.causes()) : "All causes together";
            if (part.change().signum() != 0 && !rounding) {
                steps.add(new MoveChart.Step(
                        name,
                        Moves.decimal(at),
                        Moves.decimal(next),
                        Moves.signed(unit, told.to().value(), part.change())));
            }
            if (isNothing(part)) {
                still.add(name.toLowerCase(Locale.ROOT));
            } else if (!rounding) {
                parts.add(part(name, part, told));
            }
            rows.add(new WhyPage.Row(
                    name, Moves.fine(unit, part.change()), told.records() ? Moves.fraction(part.change()) : ""));
            at = next;
        }
        List<Note> between = between(told);
        var chart = MoveChart.of(unit, then, told.from().value(), now, told.to().value(), steps, between);
        return new WhyPage.Told(
                then,
                Numbers.value(unit, told.from().value()),
                now,
                Numbers.value(unit, told.to().value()),
                Moves.unit(unit),
                Moves.fine(unit, told.whole()),
                told.records() ? Moves.fraction(told.whole()) : "",
                origin.figure("move", finding(told), chart.drawing(), chart.summary(), List.of(), chart.sheet()),
                steps.size() > 1,
                split,
                parts,
                still.isEmpty() ? "" : "Nothing came from: " + String.join(", ", still) + ".",
                rows,
                told.apart(),
                notes(told),
                between,
                told.records(),
                told.parts().stream()
                        .flatMap(part -> part.records().stream())
                        .anyMatch(record -> record.person() != null),
                told.records() ? csv.toString() : "");
    }

    /** Notes of the time from one end to the other; two definitions of one year have none between them. */
    private List<Note> between(Answer.Told told) {
        return switch (Asked.Kind.of(question)) {
            case YEARS -> marks.in(List.of(told.from().schoolYear(), told.to().schoolYear()));
            case NIGHTS ->
                marks.notes().stream()
                        .filter(note -> note.on().isAfter(told.from().asOf())
                                && !note.on().isAfter(told.to().asOf()))
                        .toList();
            case VERSIONS -> List.of();
        };
    }

    private List<String> notes(Answer.Told told) {
        List<String> notes = new ArrayList<>(told.notes());
        if (Asked.Kind.of(question) == Asked.Kind.YEARS
                && told.to().schoolYear().equals(running)) {
            notes.add(told.to().schoolYear() + " is not over: it is compared as it stands now with all of "
                    + told.from().schoolYear() + ".");
        }
        return notes;
    }

    private static boolean isNothing(Answer.Part part) {
        var counts = part.counts();
        return part.change().signum() == 0 && (counts == null || counts.all() == 0);
    }

    private WhyPage.Part part(String name, Answer.Part part, Answer.Told told) {
        List<WhyPage.Line> lines = part.records().stream()
                .map(record -> new WhyPage.Line(
                        RecordWords.who(record),
                        RecordWords.number(record),
                        RecordWords.did(record),
                        RecordWords.values(record.before()),
                        RecordWords.values(record.after())))
                .toList();
        Long moved = part.moved();
        long besides = moved == null ? 0 : moved - Math.min(lines.size(), Whys.RECORDS);
        var counts = part.counts();
        return new WhyPage.Part(
                name,
                Moves.signed(unit, told.to().value(), part.change()),
                Moves.meaning(part.causes()),
                counts == null
                        ? told.records() ? "Nobody can tell any more whom it moved: that definition is gone." : ""
                        : RecordWords.counts(counts, unit != Unit.COUNT),
                lines.isEmpty() ? "" : who(part),
                lines,
                besides > 0
                        ? "The first " + lines.size() + " of " + Numbers.whole(moved == null ? 0 : moved) + "."
                        : "");
    }

    private static String who(Answer.Part part) {
        long moved = part.moved() == null ? part.records().size() : part.moved();
        String kind = part.records().stream()
                .map(record ->
                        record.person() == null ? "record" : record.person().kind())
                .findFirst()
                .orElse("record");
        String many = switch (kind) {
            case "student" -> moved == 1 ? "student" : "students";
            case "staff" -> moved == 1 ? "employee" : "employees";
            case "account" -> moved == 1 ? "account" : "accounts";
            default -> moved == 1 ? "record" : "records";
        };
        return Numbers.whole(moved) + " " + many + " behind it";
    }
}
