package org.yearbook.dashboard.page.metric;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.words.Changes;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.why.Choices;

/**
 * The latest move of the whole district's number.
 *
 * @param words how it moved
 * @param link where it is taken apart
 */
record WhyCard(String words, String link) {

    static WhyCard of(Metric metric, Choices choices, Optional<Question> usual) {
        Link page = Link.to("/metrics/" + metric.id() + "/why");
        if (usual.isEmpty()) {
            return new WhyCard("There are no two numbers yet to compare.", page.toString());
        }
        Question question = usual.get();
        String night = question.from().publication();
        return night == null
                ? years(metric, choices, question, page)
                : nights(metric, choices, night, String.valueOf(question.to().publication()), page);
    }

    private static WhyCard nights(Metric metric, Choices choices, String from, String to, Link page) {
        Choices.Night then = night(choices, from);
        Choices.Night now = night(choices, to);
        return new WhyCard(
                "Since " + Dates.full(then.asOf()) + " it "
                        + moved(metric, then.value(), now.value())
                        + (then.asOf().equals(now.asOf()) ? " (two publications of one day)." : "."),
                page.with("from", from)
                        .with("to", to)
                        .with("year", choices.schoolYear())
                        .toString());
    }

    private static Choices.Night night(Choices choices, String publication) {
        return choices.nights().stream()
                .filter(night -> night.publication().equals(publication))
                .findFirst()
                .orElseThrow();
    }

    private static WhyCard years(Metric metric, Choices choices, Question question, Link page) {
        String from = String.valueOf(question.from().schoolYear());
        String to = String.valueOf(question.to().schoolYear());
        return new WhyCard(
                "From " + from + " to " + to + " it " + moved(metric, value(choices, from), value(choices, to)) + ".",
                page.with("from", from).with("to", to).toString());
    }

    private static @Nullable BigDecimal value(Choices choices, String schoolYear) {
        return choices.years().stream()
                .filter(year -> year.schoolYear().equals(schoolYear))
                .map(Choices.Year::value)
                .findFirst()
                .orElse(null);
    }

    private static String moved(Metric metric, @Nullable BigDecimal then, @Nullable BigDecimal now) {
        if (then == null || now == null) {
            return "changed";
        }
        String verb = Changes.verb(metric, now, now.subtract(then));
        return verb + (verb.startsWith("held") ? " at " : ", to ") + Numbers.value(metric.unit(), now);
    }
}
